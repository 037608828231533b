import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseDocument } from '../../src/language/document';
import { diagnose } from '../../src/language/problems';
import { largeWorkflow } from './workflows';

export interface ValidateRow {
  readonly name: string;
  readonly files: number;
  /** Milliseconds for the whole corpus from its text; the best of several passes. */
  readonly ours: number;
  readonly peer: number;
  readonly ratio: number;
}

interface Source {
  readonly text: string;
  readonly format: 'json' | 'yaml';
}

type Validator = (definition: unknown) => { readonly isValid: boolean };

function filesOf(folder: string): Source[] {
  return readdirSync(folder)
    .filter((name) => /\.asl\.(json|ya?ml)$/.test(name))
    .map((name) => ({
      text: readFileSync(join(folder, name), 'utf8'),
      format: name.endsWith('.json') ? 'json' : 'yaml',
    }));
}

/** Definitions to check: those beside the repository where there are such, else the studio's own examples. */
function corpora(root: string): { name: string; sources: Source[] }[] {
  const shared = join(root, '../shared/cases/realworld');
  const real = existsSync(shared)
    ? { name: 'real-world definitions', sources: filesOf(shared) }
    : { name: "the studio's examples", sources: filesOf(join(root, 'src/app/examples')) };
  const large = JSON.stringify(largeWorkflow(1000), null, 2);
  return [real, { name: 'one definition of 1,000 states', sources: [{ text: large, format: 'json' }] }];
}

function timed(passes: number, work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let pass = 0; pass < passes; pass++) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Times finding the problems of whole corpora, from text, on both sides. */
export function validateRows(root: string): ValidateRow[] {
  const peer = createRequire(join(root, 'package.json'))('asl-validator') as Validator;
  return corpora(root).map(({ name, sources }) => {
    const ours = timed(4, () => {
      for (const { text, format } of sources) {
        diagnose(parseDocument(text, format), { type: 'STANDARD', silenced: [] });
      }
    });
    const theirs = timed(2, () => {
      for (const { text, format } of sources) {
        try {
          peer(format === 'json' ? JSON.parse(text) : parse(text));
        } catch {
          // The peer throws on what it can't read; that counts as its answer.
        }
      }
    });
    return { name, files: sources.length, ours, peer: theirs, ratio: theirs / ours };
  });
}
