/** A function can't be applied to its arguments; null stands for the service's general words for that. */
export class IntrinsicFault extends Error {
  readonly reason: string | null;

  constructor(reason: string | null) {
    super(reason ?? 'Invalid arguments');
    this.reason = reason;
  }
}

export function invalidArguments(): never {
  throw new IntrinsicFault(null);
}
