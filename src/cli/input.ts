import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { type ParsedDocument, parseDocument } from '../language/document';
import type { Format } from '../language/messages';
import { UsageError } from './usage';

/** A definition read from a file. */
export interface InputFile {
  readonly file: string;
  readonly document: ParsedDocument;
}

/**
 * Reads a definition, or the one named `workflow` of a template that has several.
 * @throws UsageError when the file can't be read, or has several workflows and none is named.
 */
export async function readInput(file: string, workflow?: string): Promise<InputFile> {
  return { file, document: parseInput(await readText(file), file, workflow) };
}

/** The same for a text that is already there; the file name says its format. */
export function parseInput(text: string, file: string, workflow?: string): ParsedDocument {
  const format = formatOf(file, text);
  const document = parseDocument(text, format);
  const names = document.places.map((place) => place.name);
  if (workflow !== undefined) {
    const place = document.places.find((each) => each.name === workflow);
    if (place) return parseDocument(text, format, place.path);
    throw new UsageError(`${file} has no workflow ${workflow}; it has ${names.join(', ') || 'none'}`);
  }
  if (document.places.length > 1) {
    throw new UsageError(`${file} has several workflows; name one with --workflow: ${names.join(', ')}`);
  }
  return document;
}

/** Reads a text file; `-` is the standard input. A byte order mark is no part of the text. */
export async function readText(file: string): Promise<string> {
  try {
    if (file !== '-') return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
    const parts: Buffer[] = [];
    for await (const part of process.stdin) parts.push(part as Buffer);
    return Buffer.concat(parts).toString('utf8');
  } catch (error) {
    throw new UsageError(`${file} can't be read: ${(error as Error).message}`);
  }
}

/** The format by the file's name; for other names JSON is what begins with a bracket. */
export function formatOf(file: string, text: string): Format {
  const ending = extname(file).toLowerCase();
  if (ending === '.json' || ending === '.jsonc') return 'json';
  if (ending === '.yaml' || ending === '.yml') return 'yaml';
  return /^\s*[{[]/.test(text) ? 'json' : 'yaml';
}
