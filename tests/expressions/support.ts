import fc from 'fast-check';
import type { JsonValue } from '../../src/base/json';
import type { Environment } from '../../src/expressions';

/** An environment of fixed time and chance, with what a test gives. */
export function environmentOf(parts: Partial<Environment> = {}): Environment {
  return {
    input: {},
    context: {},
    variables: new Map(),
    now: () => Date.UTC(2024, 1, 29, 12, 30, 45, 678),
    random: () => 0.25,
    uuid: () => '00000000-0000-4000-8000-000000000001',
    ...parts,
  };
}

/** Names of members, awkward ones among them. */
export const keys = fc
  .oneof(
    fc.constantFrom(
      'a',
      'b',
      'c',
      'constructor',
      'toString',
      "it's",
      'a.b',
      '[0]',
      '$',
      'a\\b',
      'ä',
      '🚀',
      '',
    ),
    fc.string({ maxLength: 6 }),
  )
  .filter((key) => key !== '__proto__');

/** Small JSON values over few names, so that paths find something. */
export const json: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<JsonValue>(null, true, false, 0, 1, -1.5, '', 'a', 'text'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', "it's"), tie('value'), { maxKeys: 4 }),
  ),
})).value;
