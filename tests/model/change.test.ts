import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/base/json';
import { applyOps, ChangeError, invertOps, type PathOp, squash } from '../../src/model/change';
import { chance, randomOp } from '../language/randomOps';

const seed = 20261121;

const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);

function randomChange(value: JsonValue, from: number): PathOp[] {
  const pick = chance(from);
  const ops: PathOp[] = [];
  let now = value;
  for (let count = 1 + pick(6); count > 0; count--) {
    const op = randomOp(now, pick);
    ops.push(op);
    now = applyOps(now, [op]);
  }
  return ops;
}

/** Equality with the order of keys. */
const text = (value: JsonValue): string => JSON.stringify(value);

describe('path operations', () => {
  it('should be undone by their inverse, the order of keys included', () => {
    fc.assert(
      fc.property(json, fc.integer({ min: 1 }), (value, from) => {
        const ops = randomChange(value, from);
        const inverse = invertOps(value, ops);
        expect(text(applyOps(applyOps(value, ops), inverse))).toBe(text(value));
      }),
      { seed, numRuns: 1000 },
    );
  });

  it('should give the same when squashed', () => {
    fc.assert(
      fc.property(json, fc.integer({ min: 1 }), (value, from) => {
        const ops = randomChange(value, from);
        expect(text(applyOps(value, squash(ops)))).toBe(text(applyOps(value, ops)));
      }),
      { seed, numRuns: 500 },
    );
  });

  it('should squash typing in one field to one operation', () => {
    const typing = ['T', 'Th', 'The'].map((value): PathOp => ({ op: 'set', path: ['Comment'], value }));

    expect(squash(typing)).toEqual([{ op: 'set', path: ['Comment'], value: 'The' }]);
  });

  it('should keep what they do not touch as the same object', () => {
    const value = { A: { x: [1] }, B: { y: [2] } };

    const after = applyOps(value, [{ op: 'set', path: ['A', 'x', 0], value: 3 }]) as typeof value;

    expect(after.A).toEqual({ x: [3] });
    expect(after.B).toBe(value.B);
  });

  it('should treat names such as __proto__ as names', () => {
    const value = JSON.parse('{"__proto__": {"a": 1}}') as JsonValue;

    const after = applyOps(value, [
      { op: 'set', path: ['__proto__', 'a'], value: 2 },
      { op: 'set', path: ['constructor'], value: 1 },
    ]);

    expect(text(after)).toBe('{"__proto__":{"a":2},"constructor":1}');
  });

  it('should refuse places that are not there', () => {
    const refused: PathOp[] = [
      { op: 'remove', path: ['toString'] },
      { op: 'set', path: ['a', 'b'], value: 1 },
      { op: 'insert', path: ['list', 9], value: 1 },
      { op: 'rename', path: ['list'], to: 'other' },
      { op: 'remove', path: [] },
    ];
    const value = { list: [1], other: 2 };

    for (const op of refused) expect(() => applyOps(value, [op])).toThrow(ChangeError);
  });
});
