import type { Mocks } from '../mockMessages';
import type { GivenFile, StartRequest } from '../startMessages';
import { type FileContent, type FileData, type Files, fileOf, textFile } from './fileData';

/** Magic numbers of compressed files. */
const signatures = {
  gzip: [0x1f, 0x8b],
  zstd: [0x28, 0xb5, 0x2f, 0xfd],
} as const;

/** Files that Step Functions decompresses, by the end of their key. */
function compressionOf(place: string): 'gzip' | 'zstd' | null {
  if (/\.gz$/i.test(place)) return 'gzip';
  return /\.zst$/i.test(place) ? 'zstd' : null;
}

/**
 * The files of a run, made ready to be read without waiting: decompressed, Parquet turned into rows. What can't be
 * read says so when a Map wants it. The libraries are loaded only when a file needs them.
 */
export async function prepareFiles(
  request: Pick<StartRequest, 'mocks' | 'files' | 'workflows'>,
  pause: () => Promise<void> = async () => {},
): Promise<Files> {
  // Buckets are everyone's: other workflows read the same objects.
  const others = (request.workflows ?? []).flatMap(({ mocks }) => mocks ?? []);
  const all = [...others, ...Object.values(request.mocks.workflows ?? {}), request.mocks];
  const files = new Map(all.flatMap((mocks) => [...plainFiles(mocks)]));
  const given = [
    ...all.flatMap((mocks) => bytesOf(mocks.files)),
    ...Object.entries(request.files ?? {}).map(([place, content]) => [place, content] as const),
  ];
  for (const [place, content] of given) files.set(place, await prepared(place, content, pause));
  return files;
}

/** The texts among a run's files: all that a run that is made at once can read. */
export function plainFiles(mocks: Mocks): Files {
  const files = new Map<string, FileData>();
  for (const [place, content] of Object.entries(mocks.files ?? {})) {
    if (typeof content === 'string') files.set(place, textFile(content));
  }
  return files;
}

function bytesOf(files: Mocks['files']): (readonly [string, Uint8Array])[] {
  return Object.entries(files ?? {}).flatMap(([place, content]) =>
    typeof content === 'string' ? [] : [[place, fromBase64(content.base64)] as const],
  );
}

function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return new Uint8Array(0);
  }
}

async function prepared(place: string, content: GivenFile, pause: () => Promise<void>): Promise<FileData> {
  // A text under the key of a compressed file is what is in it.
  if (typeof content === 'string') return textFile(content);
  const bytes = content instanceof Uint8Array ? content : new Uint8Array(await content.arrayBuffer());
  return fileOf(bytes, await contentOf(place, bytes, pause));
}

async function contentOf(place: string, bytes: Uint8Array, pause: () => Promise<void>): Promise<FileContent> {
  const key = place.slice(place.indexOf('/') + 1);
  try {
    if (begins(bytes, [0x50, 0x41, 0x52, 0x31])) {
      const { parquetRows } = await import('./parquet');
      return { kind: 'rows', rows: await parquetRows(bytes, pause) };
    }
    const compression = compressionOf(place);
    if (compression) {
      if (!begins(bytes, signatures[compression])) {
        return broken(`The object '${key}' is not compressed with ${compression.toUpperCase()}.`);
      }
      const { decompress } = await import('./decompress');
      return { kind: 'bytes', bytes: await decompress(compression, bytes, pause) };
    }
  } catch (error) {
    return broken(`The object '${key}' can not be read: ${error instanceof Error ? error.message : error}.`);
  }
  if (begins(bytes, signatures.gzip) || begins(bytes, signatures.zstd)) {
    return broken(`The object '${key}' is compressed, but its key does not end with .gz or .zst.`);
  }
  return { kind: 'bytes', bytes };
}

const broken = (cause: string): FileContent => ({ kind: 'broken', cause });

const begins = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte);
