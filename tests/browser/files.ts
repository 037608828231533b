import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const fixtures = resolve(import.meta.dirname, 'fixtures');

/** The text of an own fixture of the browser tests. */
export function fixture(name: string): string {
  return readFileSync(join(fixtures, name), 'utf8');
}
