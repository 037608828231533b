import { type ComponentType, createContext, createElement, lazy, useContext } from 'react';

/**
 * Parts that are loaded when they are first shown. Loading fails where the server is away, or holds a newer build with
 * other files; React remembers such a failure for good, so each try of a boundary has a number.
 */

let tries = 0;

/** The number of a new try to show what a boundary holds. */
export const nextTry = (): number => ++tries;

/** The present try of the boundary around. */
export const TryContext = createContext(0);

export class LoadFailure extends Error {}

/** A part that is loaded when it is first shown, and after a failure when it is tried to show it again. */
export function lazyPart<P extends object>(
  load: () => Promise<{ readonly default: ComponentType<P> }>,
): ComponentType<P> {
  let failedAt: number | null = null;
  const begin = () =>
    lazy(() =>
      load().catch((error: unknown) => {
        failedAt = tries;
        throw new LoadFailure(error instanceof Error ? error.message : String(error));
      }),
    );
  let part = begin();
  return function LazyPart(props: P) {
    const present = useContext(TryContext);
    if (failedAt !== null && present > failedAt) {
      failedAt = null;
      part = begin();
    }
    return createElement(part as ComponentType<P>, props);
  };
}
