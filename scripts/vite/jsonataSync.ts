import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

/**
 * Serves `virtual:jsonata-sync`: the `jsonata` library with its asynchronous evaluator made synchronous.
 *
 * The library is asynchronous only so that callers may register asynchronous functions. The interpreter
 * registers none, and needs an expression to finish within one step: a promise for every node of an
 * expression costs an order of magnitude, and would let other work in between. Taking the two keywords out
 * at build time keeps the installed, tested library as the only source.
 */
export function jsonataSync(): Plugin {
  const id = 'virtual:jsonata-sync';
  return {
    name: 'jsonata-sync',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load(loaded) {
      if (loaded !== `\0${id}`) return undefined;
      const file = createRequire(import.meta.url).resolve('jsonata/jsonata.js');
      return makeSynchronous(readFileSync(file, 'utf8'));
    },
  };
}

function makeSynchronous(source: string): string {
  const body = source
    .replace(/\basync (?=function\b|\()/g, '')
    .replace(/\bawait /g, '')
    .replace(/\bPromise\.all\(/g, '(');
  if (
    /\basync\b(?=\s*(?:function|\())|\bawait\b(?=\s+[a-zA-Z_])/.test(
      body.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, ''),
    )
  ) {
    throw new Error('jsonata-sync: this version of jsonata has asynchronous code of an unknown form');
  }
  return `const module = { exports: {} }; const exports = module.exports;\n${body}\nexport default module.exports;\n`;
}
