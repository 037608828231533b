import type { Result } from '../../base/result';
import { err, ok } from '../../base/result';
import type { Format } from '../../language/messages';

/** Definitions may have 1 MB; templates with several of them more. Beyond this it is no workflow. */
export const largestFile = 8 * 1024 * 1024;

export interface FileText {
  readonly text: string;
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
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return err(`${fileName} is not a text file.`);
  }
  if (text.includes('\0')) return err(`${fileName} is not a text file.`);
  return ok({ text, name: baseName(fileName), format: formatOf(fileName, text) });
}
