/** How many arguments a function takes. */
export interface Arity {
  readonly min: number;
  readonly max: number;
}

const exactly = (count: number): Arity => ({ min: count, max: count });
const any = Number.POSITIVE_INFINITY;

/** The intrinsic functions and their numbers of arguments. */
const arities = new Map<string, Arity>([
  ['States.Array', { min: 0, max: any }],
  ['States.ArrayContains', exactly(2)],
  ['States.ArrayGetItem', exactly(2)],
  ['States.ArrayLength', exactly(1)],
  ['States.ArrayPartition', exactly(2)],
  ['States.ArrayRange', exactly(3)],
  ['States.ArrayUnique', exactly(1)],
  ['States.Base64Decode', exactly(1)],
  ['States.Base64Encode', exactly(1)],
  ['States.Format', { min: 1, max: any }],
  ['States.Hash', exactly(2)],
  ['States.JsonMerge', exactly(3)],
  ['States.JsonToString', exactly(1)],
  ['States.MathAdd', exactly(2)],
  ['States.MathRandom', { min: 2, max: 3 }],
  ['States.StringSplit', exactly(2)],
  ['States.StringToJson', exactly(1)],
  ['States.UUID', exactly(0)],
]);

export const intrinsicNames: ReadonlySet<string> = new Set(arities.keys());

/** Functions whose result is text, the only ones that ErrorPath and CausePath may call. */
export const intrinsicsGivingText: ReadonlySet<string> = new Set([
  ...['States.ArrayGetItem', 'States.Base64Decode', 'States.Base64Encode', 'States.Format', 'States.Hash'],
  ...['States.JsonToString', 'States.UUID'],
]);

export function arityOf(name: string): Arity {
  return arities.get(name) ?? { min: 0, max: any };
}
