import type { Environment } from '../environment';

/** An evaluation went over a limit. */
export class EvaluationLimit extends Error {}

/** Nesting of one evaluation that the service accepts. */
export const maxDepth = 100;
/** Bytes that one value of an evaluation may hold, a number taken as eight and a character as one. */
export const maxValueBytes = 6_990_256;
/**
 * Longest evaluation, in milliseconds of real time. The service allows one second of its own machines; a browser
 * on a busy machine may be several times slower, and must not fail what passes there.
 */
export const maxMilliseconds = 5000;

export const memoryLimitMessage =
  'Expression evaluation memory limit exceeded: Check for excessive memory usage';
const timeoutMessage = 'Expression evaluation timeout: Check for infinite loop';

const stackMessage =
  'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive';

/**
 * Items of all long arrays that one evaluation may make. The limit on a single value does not keep an expression
 * such as `[1..800000].[1..800000]` from filling the memory.
 */
const maxItems = 64_000_000;
const longArray = 1024;

/** Nodes between two looks at the clock, less one. */
const stride = 0x3f;

/** Watches one evaluation: how deep it is, how long it takes, and how big its values get. */
export class Guard {
  readonly #environment: Environment;
  #nodes = 0;
  #items = 0;
  #started = 0;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  readonly enter = (depth: number): void => {
    if (depth > maxDepth) throw new EvaluationLimit(stackMessage);
    if ((++this.#nodes & stride) === 0) this.#checkTime();
  };

  /** Work of a function of the library, in steps about as long as a node takes. */
  readonly spend = (units: number): void => {
    const before = this.#nodes;
    this.#nodes += units;
    if ((before | stride) !== (this.#nodes | stride)) this.#checkTime();
  };

  readonly exit = (result: unknown): void => {
    if (typeof result === 'string') {
      if (result.length > maxValueBytes) throw new EvaluationLimit(memoryLimitMessage);
    } else if (Array.isArray(result) && result.length >= longArray) {
      // Arrays that the evaluation made carry marks; those of the data do not.
      if (Object.hasOwn(result, 'sequence') || Object.hasOwn(result, 'cons')) this.#items += result.length;
      if (result.length * 8 > maxValueBytes || this.#items > maxItems)
        throw new EvaluationLimit(memoryLimitMessage);
    }
  };

  /** The limit is on real time: what is evaluated in virtual time must not hold up the host either. */
  #checkTime(): void {
    this.#environment.checkBudget?.();
    const now = performance.now();
    if (this.#started === 0) this.#started = now;
    else if (now - this.#started > maxMilliseconds) throw new EvaluationLimit(timeoutMessage);
  }
}
