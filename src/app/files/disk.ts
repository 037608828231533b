import { err, ok, type Result } from '../../base/result';
import { decode } from './reading';

/**
 * Files on the user's disk: by the File System Access API where the browser has it and lets it work, by a file input
 * and a download otherwise.
 */

export interface PickedFile {
  readonly file: File;
  /** Can be written again. */
  readonly handle: FileSystemFileHandle | null;
}

export interface FileKind {
  readonly description: string;
  readonly mime: string;
  readonly extensions: readonly string[];
}

export const definitionKinds: readonly FileKind[] = [
  { description: 'JSON', mime: 'application/json', extensions: ['.json', '.asl'] },
  { description: 'YAML', mime: 'application/yaml', extensions: ['.yaml', '.yml'] },
];

interface PickerWindow {
  readonly showOpenFilePicker?: (options: object) => Promise<FileSystemFileHandle[]>;
  readonly showSaveFilePicker?: (options: object) => Promise<FileSystemFileHandle>;
}

/**
 * A picker that gives up sooner than this was never seen by anyone: policies, frames and browsers without a window
 * refuse at once, with the same error as a person who cancels.
 */
const unseen = 150;

type Picked<T> =
  | { readonly kind: 'picked'; readonly value: T }
  | { readonly kind: 'cancelled' | 'unavailable' };

async function pick<T>(show: (() => Promise<T>) | undefined): Promise<Picked<T>> {
  if (!show) return { kind: 'unavailable' };
  const began = performance.now();
  try {
    return { kind: 'picked', value: await show() };
  } catch (error) {
    const cancelled = error instanceof DOMException && error.name === 'AbortError';
    return { kind: cancelled && performance.now() - began > unseen ? 'cancelled' : 'unavailable' };
  }
}

const typesOf = (kinds: readonly FileKind[]) =>
  kinds.map((kind) => ({ description: kind.description, accept: { [kind.mime]: [...kind.extensions] } }));

/** Asks for a file to open; null when the user thinks better of it. */
export async function pickFile(): Promise<PickedFile | null> {
  const { showOpenFilePicker } = window as PickerWindow;
  const all = definitionKinds.flatMap((kind) => kind.extensions);
  const picked = await pick(
    showOpenFilePicker &&
      (() =>
        showOpenFilePicker.call(window, {
          types: [{ description: 'Workflows', accept: { 'application/json': all } }],
        })),
  );
  if (picked.kind === 'cancelled') return null;
  if (picked.kind === 'picked') {
    const [handle] = picked.value;
    return handle ? { file: await handle.getFile(), handle } : null;
  }
  return pickByInput();
}

function pickByInput(): Promise<PickedFile | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = [...definitionKinds.flatMap((kind) => kind.extensions), '.template', '.txt'].join(',');
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      resolve(file ? { file, handle: null } : null);
    });
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}

/** Asks where to save; `unavailable`: the file can only be downloaded. */
export async function pickPlace(
  fileName: string,
  kind: FileKind,
): Promise<FileSystemFileHandle | 'cancelled' | 'unavailable'> {
  const { showSaveFilePicker } = window as PickerWindow;
  const picked = await pick(
    showSaveFilePicker &&
      (() => showSaveFilePicker.call(window, { suggestedName: fileName, types: typesOf([kind]) })),
  );
  return picked.kind === 'picked' ? picked.value : picked.kind;
}

interface Permitting {
  queryPermission?(options: { mode: 'readwrite' }): Promise<PermissionState>;
  requestPermission?(options: { mode: 'readwrite' }): Promise<PermissionState>;
}

/** The text that a file has now; null where it is not there any more, can't be read, or is no text. */
export async function textIn(handle: FileSystemFileHandle): Promise<string | null> {
  try {
    // After a reload the browser allows neither reading nor writing before it has asked.
    await mayWrite(handle);
    const file = await handle.getFile();
    const read = decode(new Uint8Array(await file.arrayBuffer()), file.name);
    return read.ok ? read.value.text : null;
  } catch {
    return null;
  }
}

async function mayWrite(handle: FileSystemFileHandle): Promise<boolean> {
  const asked: Permitting = handle as unknown as Permitting;
  if ((await asked.queryPermission?.({ mode: 'readwrite' })) !== 'prompt') return true;
  return (await asked.requestPermission?.({ mode: 'readwrite' })) !== 'denied';
}

/** Writes bytes to a file that was picked before; the browser may ask for permission first. */
export async function writeFile(
  handle: FileSystemFileHandle,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Result<void>> {
  try {
    if (!(await mayWrite(handle))) return err(`The browser may not write ${handle.name}.`);
    const stream = await handle.createWritable();
    await stream.write(bytes);
    await stream.close();
    return ok(undefined);
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
}

/** Gives a text, or its bytes, to the user as a download. */
export function download(fileName: string, content: BlobPart, mime: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: mime }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The download has its own hold on the data once it has begun.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
