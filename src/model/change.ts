import type { JsonValue } from '../base/json';
import type { Path } from '../base/pointer';

/**
 * A change of a definition as data: path operations, applied in order, each seeing the result of the ones before.
 * Paths are within the definition. `language/edits` turns them into the smallest text edits.
 */
export type PathOp =
  /** Sets the value at a path. A new object key goes last, or before the key `before`. */
  | { readonly op: 'set'; readonly path: Path; readonly value: JsonValue; readonly before?: string }
  /** Inserts an array item so that it gets the index at the end of the path (its length appends). */
  | { readonly op: 'insert'; readonly path: Path; readonly value: JsonValue }
  | { readonly op: 'remove'; readonly path: Path }
  /** Renames an object key in place: order, value and comments stay. */
  | { readonly op: 'rename'; readonly path: Path; readonly to: string }
  /** Moves an array item to another index of the same array, or an object key before another key (null: last). */
  | { readonly op: 'move'; readonly path: Path; readonly to: number | string | null };

export interface Change {
  /** What it does, for the undo menu: `Add Wait`. Sentence case, no full stop. */
  readonly label: string;
  readonly ops: readonly PathOp[];
  /** Pointer of the state to select afterwards; absent leaves the selection. */
  readonly select?: string;
}

/** A command's answer: a change, or why it can't be done, in a sentence for the user. */
export type CommandResult =
  | { readonly ok: true; readonly change: Change }
  | { readonly ok: false; readonly reason: string };

/** Where a change came from. A pane ignores what it sent itself. */
export type Origin = 'canvas' | 'inspector' | 'text' | 'problems' | 'history' | 'load';

/**
 * How a change enters the undo history: as a new step, joined to the last step when that has the same `key` (typing
 * in a field), or collected under the open gesture mark.
 */
export type UndoPolicy =
  | { readonly kind: 'step' }
  | { readonly kind: 'join'; readonly key: string }
  | { readonly kind: 'gesture' };
