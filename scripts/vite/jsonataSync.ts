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
  {
    from: `            var merge_iter = function (result, left, right) {
                if (left.length === 0) {
                    Array.prototype.push.apply(result, right);
                } else if (right.length === 0) {
                    Array.prototype.push.apply(result, left);
                } else if (comp(left[0], right[0])) { // invoke the comparator function
                    // if it returns true - swap left and right
                    result.push(right[0]);
                    merge_iter(result, left, right.slice(1));
                } else {
                    // otherwise keep the same order
                    result.push(left[0]);
                    merge_iter(result, left.slice(1), right);
                }
            };
            var merged = [];
            merge_iter(merged, l, r);
            return merged;
`,
    to: `            var merged = [];
            var left = 0;
            var right = 0;
            while (left < l.length && right < r.length) {
                merged.push(comp(l[left], r[right]) ? r[right++] : l[left++]);
            }
            while (left < l.length) merged.push(l[left++]);
            while (right < r.length) merged.push(r[right++]);
            return merged;
`,
    times: 1,
    why: 'Without promises, a call for each item is a frame of the stack for each: 15,000 items are too many.',
  },
  {
    from: `            // is this value already in the result sequence?
            var includes = false;
            for(var jj = 0; jj < results.length; jj++) {
                if (deepEquals(value, results[jj])) {
                    includes = true;
                    break;
                }
            }
            if(!includes) {
                results.push(value);
            }
`,
    to: `            var key = shallowKey(value);
            var alike = alikes.get(key) || [];
            host.spend(alike.length);
            if(!alike.some(other => deepEquals(value, other))) {
                alikes.set(key, alike);
                alike.push(value);
                results.push(value);
            }
`,
    times: 1,
    why: 'Comparing each item with all before it takes minutes for some ten thousand. Only those alike are compared.',
  },
  {
    from: '        var results = isSequence(arr) ? this.createSequence() : [];\n\n        for(var ii',
    to: '        var results = isSequence(arr) ? this.createSequence() : [];\n        var alikes = new Map();\n\n        for(var ii',
    times: 1,
    why: 'The same.',
  },
];

const host = `export const host = {
    now: () => Date.now(),
    random: () => Math.random(),
    enter: (_depth) => {},
    exit: (_result) => {},
    spend: (_units) => {},
};

/** Equal for values that are deeply equal. */
const shallowKey = (value) => {
    if (typeof value !== 'object' || value === null) return partKey(value);
    if (Array.isArray(value)) return value.map(partKey).join();
    return Object.getOwnPropertyNames(value).sort().map((name) => name + '=' + partKey(value[name])).join();
};
const partKey = (value) => (typeof value === 'object' && value !== null ? '{}' : String(value));
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
