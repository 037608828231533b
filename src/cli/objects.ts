import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { UsageError } from './usage';

type Objects = Record<string, Uint8Array>;

/** The files under a folder as S3 objects: the first folder below it is the bucket, the rest of the path the key. */
export async function filesUnder(folder: string | undefined): Promise<Objects> {
  if (folder === undefined) return {};
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => null);
  if (!entries) throw new UsageError(`No folder ${folder}`);
  const objects: Objects = {};
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const place = relative(folder, path).split(sep).join('/');
    if (place.includes('/')) objects[place] = await readBytes(path);
  }
  return objects;
}

/** Files named one by one: `bucket/key=path`. */
export async function namedFiles(named: readonly string[]): Promise<Objects> {
  const objects: Objects = {};
  for (const each of named) {
    const at = each.indexOf('=');
    const place = each.slice(0, at);
    if (at < 0 || !/^[^/]+\/./.test(place)) throw new UsageError(`--file is BUCKET/KEY=PATH, not ${each}`);
    objects[place] = await readBytes(each.slice(at + 1));
  }
  return objects;
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    throw new UsageError(`${path} can't be read: ${(error as Error).message}`);
  }
}
