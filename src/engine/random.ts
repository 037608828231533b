/**
 * Seeded chance. The state is one 32-bit number, so that a checkpoint of an execution holds it and a replay draws
 * the same numbers again. The generator is mulberry32.
 */
export interface RandomState {
  seed: number;
}

/** The next number n of the sequence, 0 <= n < 1. */
export function nextRandom(state: RandomState): number {
  state.seed = (state.seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state.seed ^ (state.seed >>> 15), 1 | state.seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
}

/** A version 4 UUID of the sequence. */
export function nextUuid(state: RandomState): string {
  const hex = (digits: number): string =>
    Math.floor(nextRandom(state) * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  const variant = (8 + Math.floor(nextRandom(state) * 4)).toString(16);
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${variant}${hex(3)}-${hex(8)}${hex(4)}`;
}
