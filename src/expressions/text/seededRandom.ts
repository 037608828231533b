/**
 * The first numbers of a generator started with a seed: the linear congruential one of `java.util.Random`, which
 * the service draws from, so that a seed gives the same number here as there.
 */
const multiplier = 0x5deece66dn;
const mask = (1n << 48n) - 1n;

class Generator {
  #state: bigint;

  constructor(seed: number) {
    this.#state = (BigInt(seed) ^ multiplier) & mask;
  }

  bits(count: bigint): bigint {
    this.#state = (this.#state * multiplier + 0xbn) & mask;
    return this.#state >> (48n - count);
  }
}

/** A number n with 0 <= n < 1 that the seed, an integer, alone decides. */
export function seededRandom(seed: number): number {
  const generator = new Generator(seed);
  const high = Number(generator.bits(26n)) * 2 ** 27;
  return (high + Number(generator.bits(27n))) * 2 ** -53;
}

/** An integer n with 0 <= n < bound that the seed alone decides; bound is at most 2^31 - 1. */
export function seededInteger(seed: number, bound: number): number {
  const generator = new Generator(seed);
  if ((bound & (bound - 1)) === 0) return Number((BigInt(bound) * generator.bits(31n)) >> 31n);
  for (;;) {
    const bits = Number(generator.bits(31n));
    const value = bits % bound;
    // Bits from the last, incomplete run of `bound` numbers would favour small ones.
    if (bits - value + (bound - 1) <= 0x7fffffff) return value;
  }
}
