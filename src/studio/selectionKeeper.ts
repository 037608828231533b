import type { DocumentDoor } from './documentDoor';
import type { ViewDoor } from './viewDoor';

/**
 * Keeps the selection to states that exist. Those that went while they were selected are selected again when undo or
 * redo brings them back.
 */
export function keepSelection(document: DocumentDoor, view: ViewDoor): void {
  const lost = new Set<string>();
  /** The text of the last undo or redo, until the model belongs to it. */
  let travelledTo: number | null = null;
  document.onTransaction(({ origin, revision, loaded }) => {
    travelledTo = origin === 'history' ? revision : null;
    if (loaded) lost.clear();
  });
  document.store.subscribe(({ workflow: { states }, modelRevision }, { workflow: before }) => {
    if (states === before.states) return;
    const { selection, selectedBy } = view.store.getState();
    const there = selection.filter((pointer) => states.has(pointer));
    const travelled = travelledTo !== null && modelRevision >= travelledTo;
    const back = [...lost].filter(
      (pointer) => travelled && states.has(pointer) && !before.states.has(pointer),
    );
    for (const pointer of selection) if (!states.has(pointer)) lost.add(pointer);
    if (travelled) travelledTo = null;
    if (back.length > 0) view.select(back, 'other');
    else if (there.length < selection.length) view.select(there, selectedBy);
  });
}
