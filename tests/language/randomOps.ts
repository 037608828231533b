import { isArray, isObject, type JsonValue } from '../../src/base/json';
import { type Path, valueAt } from '../../src/base/pointer';
import type { PathOp } from '../../src/model/change';

/** A small repeatable source of chance, so that a failing seed stays a failing seed. */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const samples: readonly JsonValue[] = [
  'text',
  'Yes',
  '',
  ' padded ',
  'a: b # c',
  'it\'s "quoted"',
  'two\nlines',
  'ends\n',
  '{% $states.input.x %}',
  '$.a[*]',
  '1e3',
  '- dash',
  'tab\there',
  'ünï🙂',
  'null',
  '',
  0,
  -1.5,
  1e21,
  true,
  false,
  null,
  {},
  [],
  ['a'],
  ['States.ALL', 'b c', ''],
  [1, 2, 3],
  [[], [1], [{ a: [] }]],
  { Type: 'Pass', End: true },
  { a: 1, b: { c: ['d'], 'e f': null } },
  [{ ErrorEquals: ['States.ALL'], Next: 'X' }],
  { 'odd: key': 'x', '': 1, __proto__2: [] },
];

const keys = ['Comment', 'Zed', 'odd: key', '#x', '__proto__', 'Yes', '12', "it's", 'a.b', '$', 'x\ny', '-'];

/** A random operation that fits the value. */
export function randomOp(root: JsonValue, pick: (below: number) => number): PathOp {
  const path = randomPath(root, pick);
  const value = valueAt(root, path) ?? null;
  const sample = samples[pick(samples.length)] ?? null;
  if (isArray(value)) return arrayOp(value, path, sample, pick);
  if (isObject(value)) return objectOp(Object.keys(value), path, sample, pick);
  return { op: 'set', path, value: sample };
}

function arrayOp(
  value: readonly JsonValue[],
  path: Path,
  sample: JsonValue,
  pick: (below: number) => number,
): PathOp {
  const at = pick(Math.max(1, value.length));
  if (value.length === 0) return { op: 'insert', path: [...path, 0], value: sample };
  switch (pick(4)) {
    case 0:
      return { op: 'insert', path: [...path, pick(value.length + 1)], value: sample };
    case 1:
      return { op: 'remove', path: [...path, at] };
    case 2:
      return { op: 'move', path: [...path, at], to: pick(value.length) };
    default:
      return { op: 'set', path: [...path, at], value: sample };
  }
}

function objectOp(
  present: readonly string[],
  path: Path,
  sample: JsonValue,
  pick: (below: number) => number,
): PathOp {
  const key = present[pick(Math.max(1, present.length))];
  const other = present[pick(Math.max(1, present.length))];
  const fresh = keys.filter((each) => !present.includes(each))[pick(6)] ?? `New ${pick(1000)}`;
  if (key === undefined) return { op: 'set', path: [...path, fresh], value: sample };
  switch (pick(6)) {
    case 0:
      return { op: 'remove', path: [...path, key] };
    case 1:
      return { op: 'rename', path: [...path, key], to: fresh };
    case 2:
      return { op: 'move', path: [...path, key], to: other === key || other === undefined ? null : other };
    case 3:
      return {
        op: 'set',
        path: [...path, fresh],
        value: sample,
        ...(other === undefined ? {} : { before: other }),
      };
    case 4:
      return { op: 'set', path: [...path, key], value: sample };
    default:
      return { op: 'set', path: [...path, fresh], value: sample };
  }
}

/** The path of a random value, deeper ones included. */
function randomPath(root: JsonValue, pick: (below: number) => number): Path {
  const path: (string | number)[] = [];
  let value: JsonValue = root;
  for (;;) {
    if (isArray(value) && value.length > 0 && pick(4) > 0) {
      const at = pick(value.length);
      path.push(at);
      value = value[at] ?? null;
    } else if (isObject(value) && Object.keys(value).length > 0 && pick(5) > 0) {
      const all = Object.keys(value);
      const key = all[pick(all.length)] ?? '';
      path.push(key);
      value = value[key] ?? null;
    } else return path;
  }
}
