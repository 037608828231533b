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
 *
 * Time, chance and the limits of an evaluation come from the `host` that the module exports.
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

/** Each must be found in the source as often as it says, so that a new version of the library can't slip by. */
const patches: readonly {
  readonly from: string;
  readonly to: string;
  readonly times: number;
  readonly why: string;
}[] = [
  { from: 'Math.random()', to: 'host.random()', times: 2, why: 'Chance comes from the host.' },
  {
    from: 'timestamp = new Date();',
    to: 'timestamp = new Date(host.now());',
    times: 2,
    why: 'So does time.',
  },
  {
    from: `        environment.base.guardrails();
        var entryCallback = environment.lookup(Symbol.for('jsonata.__evaluate_entry'));
        if(entryCallback) {
            entryCallback(expr, input, environment);
        }
`,
    to: '        host.enter(environment.base.depth);\n',
    times: 1,
    why: 'A direct call, as two look-ups through all frames cost more than most nodes.',
  },
  {
    from: `        var exitCallback = environment.lookup(Symbol.for('jsonata.__evaluate_exit'));
        if(exitCallback) {
            exitCallback(expr, input, environment, result);
        }
`,
    to: '        host.exit(result);\n',
    times: 1,
    why: 'The same.',
  },
  {
    from: `            var framePushCallback = enclosingEnvironment.lookup(Symbol.for('jsonata.__createFrame_push'));
            if(framePushCallback) {
                framePushCallback(enclosingEnvironment, newFrame);
            }
`,
    to: '',
    times: 1,
    why: 'Not used, and a look-up for each frame.',
  },
  {
    from: "            if(typeof proc === 'object') {\n                proc.token = procName;",
    to: '            if(isFunction(proc)) {\n                proc.token = procName;',
    times: 1,
    why: 'Calling what is no function must not write to it: it may be data.',
  },
  {
    from: `            if(result.body.procedure.type === 'variable') {
                next.token = result.body.procedure.value;
            }
            next.position = result.body.procedure.position;`,
    to: `            if(isFunction(next)) {
                if(result.body.procedure.type === 'variable') {
                    next.token = result.body.procedure.value;
                }
                next.position = result.body.procedure.position;
            }`,
    times: 1,
    why: 'The same, in tail position.',
  },
  {
    from: '            input.push(undefined);',
    to: '            input = [undefined];',
    times: 1,
    why: 'An object made of each item must not put anything into an empty array among them: it may be data.',
  },
];

const host = `export const host = {
    now: () => Date.now(),
    random: () => Math.random(),
    enter: (_depth) => {},
    exit: (_result) => {},
};
`;

function makeSynchronous(source: string): string {
  let body = source
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
  for (const { from, to, times } of patches) {
    const parts = body.split(from);
    if (parts.length !== times + 1) {
      throw new Error(`jsonata-sync: this version of jsonata has ${parts.length - 1} of: ${from}`);
    }
    body = parts.join(to);
  }
  return `${host}const module = { exports: {} }; const exports = module.exports;\n${body}\nexport default module.exports;\n`;
}
