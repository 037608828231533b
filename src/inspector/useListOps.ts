import type { JsonValue } from '../base/json';
import type { Path } from '../base/pointer';
import type { Change, PathOp } from '../model/change';
import type { Studio } from '../studio/types';

/** Ways to change a list of the definition. The list is made with its first entry and taken out with its last. */
export interface ListOps {
  /** `besides`: changes elsewhere that belong to the same step. */
  add(length: number, value: JsonValue, noun: string, besides?: readonly PathOp[]): void;
  remove(at: number, length: number, noun: string): void;
  move(from: number, to: number, noun: string): void;
}

/** List changes at a path within the definition, each a step of its own in the history. */
export function useListOps(studio: Studio, path: Path): ListOps {
  const perform = (label: string, op: PathOp, besides: readonly PathOp[] = []): void => {
    const change: Change = { label, ops: [op, ...besides] };
    void studio.document.performChange(change, 'inspector').then((result) => {
      if (!result.ok) studio.view.notify(result.reason, 'error');
    });
  };
  return {
    add: (length, value, noun, besides) =>
      perform(
        `Add ${noun}`,
        length === 0 ? { op: 'set', path, value: [value] } : { op: 'insert', path: [...path, length], value },
        besides,
      ),
    remove: (at, length, noun) =>
      // A Choice keeps its list of rules, even empty: it can't be without one.
      perform(
        `Remove ${noun}`,
        length === 1 && noun !== 'rule' ? { op: 'remove', path } : { op: 'remove', path: [...path, at] },
      ),
    move: (from, to, noun) => perform(`Move ${noun}`, { op: 'move', path: [...path, from], to }),
  };
}
