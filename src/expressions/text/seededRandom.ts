/** A number n with 0 <= n < 1 that the seed alone decides (one round of mulberry32 over the mixed seed). */
export function seededRandom(seed: number): number {
  let state = Math.imul((seed | 0) ^ Math.trunc(seed / 2 ** 32), 0x9e3779b1) + 0x6d2b79f5;
  state = Math.imul(state ^ (state >>> 15), state | 1);
  state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
  return ((state ^ (state >>> 14)) >>> 0) / 2 ** 32;
}
