import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/base/json';
import { shapeOf } from '../../src/editor/knownData';

describe('known data', () => {
  it('should keep the shape of a small value', () => {
    const value = JSON.parse('{"a": [{"b": 1}, {"b": 2}], "__proto__": {"c": null}}') as JsonValue;

    expect(JSON.stringify(shapeOf(value))).toBe('{"a":[{"b":1},{"b":2}],"__proto__":{"c":null}}');
  });

  it('should bound what is large: texts, breadth and depth', () => {
    const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`k${at}`, 'x'.repeat(1000)]));
    let deep: JsonValue = 1;
    for (let at = 0; at < 1000; at++) deep = { deep };

    expect(JSON.stringify(shapeOf(wide)).length).toBeLessThan(30_000);
    expect(JSON.stringify(shapeOf(deep)).length).toBeLessThan(100);
  });
});
