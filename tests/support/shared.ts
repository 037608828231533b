import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../../../shared');

/**
 * The folder of recorded cases and real-world definitions that may stand beside the repository; null where it
 * does not. Tests that read it name themselves skipped in that case.
 */
export function sharedFolder(): string | null {
  return existsSync(folder) ? folder : null;
}

/** Every file below a folder of the shared cases whose name ends so, sorted; empty where there is none. */
export function sharedFiles(below: string, ending: RegExp): string[] {
  const start = join(folder, below);
  if (!existsSync(start)) return [];
  const walk = (from: string): string[] =>
    readdirSync(from).flatMap((name) => {
      const path = join(from, name);
      return statSync(path).isDirectory() ? walk(path) : ending.test(name) ? [path] : [];
    });
  return walk(start).sort();
}
