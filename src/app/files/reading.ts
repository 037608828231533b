import type { Result } from '../../base/result';
import { err, ok } from '../../base/result';
import type { Format } from '../../language/messages';

/** Definitions may have 1 MB; templates with several of them more. Beyond this it is no workflow. */
export const largestFile = 8 * 1024 * 1024;

/** How a file's text stands as bytes: what is saved again keeps it. */
export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le';

export interface FileText {
  readonly text: string;
  readonly encoding: Encoding;
  /** Without its extension. */
  readonly name: string;
  readonly format: Format;
}

const endings = /(\.asl)?\.(json|jsonc|ya?ml|template|asl|txt)$/i;

/** A file's name without the endings of definitions: `orders.asl.json` is `orders`. */
export function baseName(fileName: string): string {
  return fileName.replace(endings, '') || 'untitled';
}

/** The format of a text: by the file's ending, else by what it begins with. */
export function formatOf(fileName: string | null, text: string): Format {
  if (fileName && /\.ya?ml$/i.test(fileName)) return 'yaml';
  if (fileName && /\.jsonc?$/i.test(fileName)) return 'json';
  return /^\s*(\{|\[|\/\/|\/\*|$)/.test(text) ? 'json' : 'yaml';
}

/** Decodes a file's bytes, or says why they are no text. */
export function decode(bytes: Uint8Array, fileName: string): Result<FileText> {
  if (bytes.byteLength > largestFile) {
    const size = (bytes.byteLength / 1024 / 1024).toFixed(1);
    return err(`${fileName} has ${size} MB. A definition has at most 1 MB; files up to 8 MB are opened.`);
  }
  const encoding = encodingOf(bytes);
  let text: string;
  try {
    text = new TextDecoder(encoding === 'utf-16le' ? encoding : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return err(`${fileName} is not a text file.`);
  }
  if (text.includes('\0')) return err(`${fileName} is not a text file.`);
  return ok({ text, encoding, name: baseName(fileName), format: formatOf(fileName, text) });
}

/** A text as the bytes of its file. Marks at the beginning, which say the encoding, are no part of the text. */
export function encode(text: string, encoding: Encoding): Uint8Array<ArrayBuffer> {
  if (encoding !== 'utf-16le') return new TextEncoder().encode(encoding === 'utf-8-bom' ? mark + text : text);
  const bytes = new DataView(new ArrayBuffer(2 * (text.length + 1)));
  const marked = mark + text;
  for (let at = 0; at < marked.length; at++) bytes.setUint16(2 * at, marked.charCodeAt(at), true);
  return new Uint8Array(bytes.buffer);
}

const mark = '\uFEFF';

function encodingOf([first, second, third]: Uint8Array): Encoding {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8-bom' : 'utf-8';
}
