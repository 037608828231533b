import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/base/json';
import {
  conforms,
  covers,
  loosened,
  shapeOfValue,
  union,
  unknown,
  widened,
} from '../../../src/language/flow/shape';

const value = fc.jsonValue({ maxDepth: 3 }).map((each) => JSON.parse(JSON.stringify(each)) as JsonValue);
const runs = { seed: 11, numRuns: 400 };

describe('shapes', () => {
  it('should hold for their own values, and say which others hold', () => {
    const shape = shapeOfValue({ a: 1, b: [{ c: 'x' }, { d: null }] });

    expect(conforms({ a: 2, b: [{ c: 'y' }] }, shape)).toBe(true);
    expect(conforms({ a: 2, b: [] }, shape)).toBe(true);
    expect(conforms({ a: 'text', b: [] }, shape)).toBe(false);
    expect(conforms({ b: [] }, shape)).toBe(false);
    expect(conforms({ a: 1, b: [], e: 1 }, shape)).toBe(false);
  });

  it('should hold for the values of either side of a union, and give the left side when nothing is new', () => {
    fc.assert(
      fc.property(value, value, value, (left, right, third) => {
        const both = union(shapeOfValue(left), shapeOfValue(right));
        const all = union(both, shapeOfValue(third));
        for (const each of [left, right, third]) expect(conforms(each, all)).toBe(true);
        expect(union(all, both)).toBe(all);
        expect(covers(all, both)).toBe(true);
        expect(conforms(third, both) || !covers(both, shapeOfValue(third))).toBe(true);
        for (const each of [left, right, third]) expect(conforms(each, widened(both, all))).toBe(true);
      }),
      runs,
    );
  });

  it('should hold for everything once loosened, hints or not', () => {
    fc.assert(
      fc.property(value, value, (hint, any) => {
        const loose = loosened(shapeOfValue(hint));
        expect(conforms(any, loose)).toBe(true);
        expect(conforms(any, union(shapeOfValue(hint), unknown))).toBe(true);
        expect(conforms(any, union(unknown, shapeOfValue(hint)))).toBe(true);
        expect(conforms(any, union(loose, shapeOfValue(any)))).toBe(true);
      }),
      runs,
    );
  });
});
