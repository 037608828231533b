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
