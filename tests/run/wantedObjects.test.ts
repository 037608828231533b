import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/base/json';
import { parseDocument } from '../../src/language/document';
import { isGiven, placeFor, wantedObjects } from '../../src/run/mocks/wantedObjects';

const map = (resource: string, fields: JsonObject): JsonObject => ({
  Type: 'Map',
  ItemReader: { Resource: `arn:aws:states:::s3:${resource}`, ...fields },
  ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } },
  End: true,
});

const wantedIn = (states: JsonObject) =>
  wantedObjects(parseDocument(JSON.stringify({ StartAt: 'A', States: states }), 'json').workflow);

describe('objects that item readers want', () => {
  const wanted = wantedIn({
    A: map('getObject', { Parameters: { Bucket: 'lake', Key: 'in/a.csv' } }),
    B: map('listObjectsV2', { Arguments: { Bucket: 'lake', Prefix: 'day/' } }),
    C: map('getObject', { Parameters: { 'Bucket.$': '$.bucket', Key: 'x' } }),
    D: map('getObject', { Arguments: { Bucket: 'lake', Key: '{% $key %}' } }),
    E: { Type: 'Pass', End: true },
  });

  it('should be those whose place is written in the definition', () => {
    expect(wanted.map(({ state, bucket, key, listed }) => [state, `${bucket}/${key}`, listed])).toEqual([
      ['A', 'lake/in/a.csv', false],
      ['B', 'lake/day/', true],
    ]);
  });

  it('should be given by their place, a list by any object under it', () => {
    const given = (places: string[]) => wanted.map((each) => isGiven(each, places));
    expect(given(['lake/in/a.csv'])).toEqual([true, false]);
    expect(given(['lake/day/1.json', 'lake/in/b.csv'])).toEqual([false, true]);
  });

  it('should be where a chosen file goes: by its name, or because nothing else is missing', () => {
    expect(placeFor('a.csv', wanted, [])).toBe('lake/in/a.csv');
    expect(placeFor('other.csv', wanted, [])).toBe('lake/other.csv');
    expect(placeFor('1.json', wanted, ['lake/in/a.csv'])).toBe('lake/day/1.json');
    expect(placeFor('x.csv', [], [])).toBe('bucket/x.csv');
  });
});
