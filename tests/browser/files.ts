import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const fixtures = resolve(import.meta.dirname, 'fixtures');

/** Where an own fixture of the browser tests is. */
export function fixturePath(name: string): string {
  return join(fixtures, name);
}

/** The text of an own fixture of the browser tests. */
export function fixture(name: string): string {
  return readFileSync(fixturePath(name), 'utf8');
}
