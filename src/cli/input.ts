import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { type ParsedDocument, parseDocument } from '../language/document';
import type { Format, WorkflowPlace } from '../language/messages';
import { UsageError } from './usage';

/** A definition read from a file. */
export interface InputFile {
  /** The file that has the definition: the one a template names, where it does. */
  readonly file: string;
  readonly document: ParsedDocument;
}

/**
 * Reads a definition, or the one named `workflow` of a template that has several. Where the template only names the
 * file of its definition, that file is read.
 * @throws UsageError when the file can't be read, or has several workflows and none is named.
 */
export async function readInput(file: string, workflow?: string): Promise<InputFile> {
  const document = parseInput(await readText(file), file, workflow);
  const { place } = document;
  if (place.elsewhere === undefined) return { file, document };
  const named = namedFile(file, place);
  if (named === null) throw new UsageError(`${file}: ${place.name}: ${place.elsewhere.message}`);
  return readNamed(named, place);
}

/** The path of the file that a place in a template names as its definition; null when it names none. */
export function namedFile(template: string, { elsewhere }: WorkflowPlace): string | null {
  if (!elsewhere || elsewhere.file === null) return null;
  return join(template === '-' ? '.' : dirname(template), elsewhere.file);
}

/**
 * Reads the file that a place in a template names.
 * @throws UsageError when it can't be read.
 */
export async function readNamed(file: string, place: WorkflowPlace): Promise<InputFile> {
  const text = await readText(file);
  return { file, document: parseDocument(text, formatOf(file, text), undefined, place) };
}

/** The definition of a text that is already there; the file name says its format. */
export function parseInput(text: string, file: string, workflow?: string): ParsedDocument {
  const format = formatOf(file, text);
  const document = parseDocument(text, format);
  const names = document.places.map((place) => place.name);
  if (workflow !== undefined) {
    const place = document.places.find((each) => each.name === workflow);
    if (place) return parseDocument(text, format, place.path);
    throw new UsageError(`${file} has no workflow ${workflow}; it has ${names.join(', ') || 'none'}`);
  }
  const readable = document.places.filter(({ elsewhere }) => elsewhere?.file !== null);
  if (readable.length > 1) {
    throw new UsageError(`${file} has several workflows; name one with --workflow: ${names.join(', ')}`);
  }
  const [only] = readable;
  return only ? parseDocument(text, format, only.path) : document;
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

const definitionName = /\.asl\.(?:json|ya?ml)$/i;

/**
 * The files to read: for a folder those in it, and in its folders, that are named as definitions are.
 * @throws UsageError for a folder without any.
 */
export async function withFolders(names: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of names) {
    const isFolder = name !== '-' && (await stat(name).catch(() => null))?.isDirectory();
    if (!isFolder) {
      found.push(name);
      continue;
    }
    const inside = await definitionsIn(name);
    if (inside.length === 0) throw new UsageError(`${name} has no *.asl.json, *.asl.yaml or *.asl.yml`);
    found.push(...inside);
  }
  return found;
}

/** In the order of their names; hidden folders and those of packages are passed over. */
async function definitionsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = entries
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return /^\.|^node_modules$/.test(entry.name) ? [] : definitionsIn(path);
      return definitionName.test(entry.name) ? [path] : [];
    });
  return (await Promise.all(nested)).flat();
}

/** The format by the file's name; for other names JSON is what begins with a bracket. */
export function formatOf(file: string, text: string): Format {
  const ending = extname(file).toLowerCase();
  if (ending === '.json' || ending === '.jsonc') return 'json';
  if (ending === '.yaml' || ending === '.yml') return 'yaml';
  return /^\s*[{[]/.test(text) ? 'json' : 'yaml';
}
