import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Format } from '../../src/language/messages';
import { sharedFiles } from '../support/shared';

export interface TextFile {
  readonly name: string;
  readonly text: string;
  readonly format: Format;
}

/** One of our own fixtures. */
export function fixture(name: string): TextFile {
  return textFile(join(import.meta.dirname, 'fixtures', name));
}

export const fixtures: readonly TextFile[] = ['order.asl.json', 'order.asl.yaml', 'serverless.yml'].map(
  fixture,
);

/** Definitions of real projects; empty where they don't stand beside the repository. */
export function realDefinitions(): TextFile[] {
  return sharedFiles('cases/realworld', /\.asl\.(json|ya?ml)$/).map(textFile);
}

/** Templates of real projects that hold a definition. */
export function realTemplates(): TextFile[] {
  return sharedFiles('cases/templates', /template.*\.ya?ml$|serverless\.yml$/).map(textFile);
}

function textFile(path: string): TextFile {
  return {
    name: path.split('/').at(-1) ?? path,
    text: readFileSync(path, 'utf8'),
    format: path.endsWith('json') ? 'json' : 'yaml',
  };
}
