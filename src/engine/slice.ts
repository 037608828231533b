/** Why a slice of work ended. */
export type SliceEnd =
  /** The time was up; there is more to do. */
  | { readonly kind: 'more' }
  /** Nothing to do before the virtual clock reads `due`. */
  | { readonly kind: 'wait'; readonly due: number }
  /** Paused, ended, or waiting for an answer by hand. */
  | { readonly kind: 'idle' };
