import { composeEdits, invertEdits, type TextEdit } from '../base/textEdits';
import type { Format } from '../language/messages';
import type { Origin, UndoPolicy } from '../model/change';

/** One step of the history: what takes the text back, and forth again. */
interface Step {
  readonly label: string;
  readonly forward: readonly TextEdit[];
  readonly backward: readonly TextEdit[];
  /** What a later change must have in common to become part of this step; null: nothing joins it. */
  readonly joinKey: string | null;
  /** Where typing went on last, so that what follows it joins. */
  readonly typed: { readonly from: number; readonly to: number } | null;
  /** The gesture it is collected under; null when it is none or over. */
  readonly gesture: number | null;
  /** The formats before and after, when it changes the format. */
  readonly formats: { readonly before: Format; readonly after: Format } | null;
}

export interface Recorded {
  readonly before: string;
  readonly edits: readonly TextEdit[];
  readonly label: string;
  readonly origin: Origin;
  readonly undo: UndoPolicy;
  readonly gesture: number | null;
  readonly formats?: { readonly before: Format; readonly after: Format };
}

export interface Travel {
  readonly edits: readonly TextEdit[];
  readonly label: string;
  readonly format: Format | null;
}

/**
 * The one undo history of a document. It keeps edits, not texts. Steps are made of whole changes, of typing that
 * went on in one place, of changes to one field, and of gestures.
 */
export class History {
  #done: Step[] = [];
  #undone: Step[] = [];

  get undoLabel(): string | null {
    return this.#done.at(-1)?.label ?? null;
  }

  get redoLabel(): string | null {
    return this.#undone.at(-1)?.label ?? null;
  }

  clear(): void {
    this.#done = [];
    this.#undone = [];
  }

  /** Takes in a change that was made. What was undone before is gone then. */
  add(change: Recorded): void {
    const { before, edits, label, formats, gesture } = change;
    this.#undone = [];
    const backward = invertEdits(before, edits);
    const last = this.#done.at(-1);
    const typed = change.origin === 'text' ? typedRange(edits, before) : null;
    const joinKey = change.undo.kind === 'join' ? change.undo.key : null;
    if (last && this.#joins(last, change, joinKey, typed, edits)) {
      this.#done[this.#done.length - 1] = {
        ...last,
        forward: composeEdits(last.forward, edits),
        backward: composeEdits(backward, last.backward),
        typed,
      };
    } else {
      this.#done.push({ label, forward: edits, backward, joinKey, typed, gesture, formats: formats ?? null });
    }
  }

  undo(): Travel | null {
    const step = this.#done.pop();
    if (!step) return null;
    this.#undone.push({ ...step, joinKey: null, typed: null, gesture: null });
    return { edits: step.backward, label: step.label, format: step.formats?.before ?? null };
  }

  redo(): Travel | null {
    const step = this.#undone.pop();
    if (!step) return null;
    this.#done.push(step);
    return { edits: step.forward, label: step.label, format: step.formats?.after ?? null };
  }

  /** Nothing joins the last step any more. */
  seal(): void {
    const last = this.#done.at(-1);
    if (last) this.#done[this.#done.length - 1] = { ...last, joinKey: null, typed: null };
  }

  /** Makes a gesture's changes one step with its label. */
  release(gesture: number, label: string): void {
    const last = this.#done.at(-1);
    if (last?.gesture !== gesture) return;
    this.#done[this.#done.length - 1] = { ...last, label, gesture: null };
  }

  /** Forgets a gesture's step and returns the edits that take it back; null when it changed nothing. */
  cancel(gesture: number): readonly TextEdit[] | null {
    const last = this.#done.at(-1);
    if (last?.gesture !== gesture) return null;
    this.#done.pop();
    return last.backward;
  }

  #joins(
    last: Step,
    change: Recorded,
    joinKey: string | null,
    typed: Step['typed'],
    edits: readonly TextEdit[],
  ): boolean {
    if (change.gesture !== null) return last.gesture === change.gesture;
    if (joinKey !== null) return last.joinKey === joinKey && last.gesture === null;
    return typed !== null && last.typed !== null && continues(last.typed, edits[0]);
  }
}

/** Where a piece of typing left its text; null when the edit is more than typing (a paste, a line break). */
function typedRange(edits: readonly TextEdit[], before: string): Step['typed'] {
  const [edit] = edits;
  if (!edit || edits.length > 1) return null;
  const removed = before.slice(edit.offset, edit.offset + edit.length);
  if (edit.text.length > 2 || removed.length > 2 || /[\r\n]/.test(edit.text + removed)) return null;
  return { from: edit.offset, to: edit.offset + edit.text.length };
}

function continues(typed: { from: number; to: number }, edit: TextEdit | undefined): boolean {
  return edit !== undefined && edit.offset <= typed.to && edit.offset + edit.length >= typed.from;
}
