import { IconButton } from '../../ui';
import { Redo2, Undo2 } from '../../ui/icons';
import { useAction, useDocument } from '../StudioContext';

/** Undo and redo; their tooltips say what they would undo and redo. */
export function HistoryButtons() {
  const undo = useAction('edit.undo');
  const redo = useAction('edit.redo');
  const undoLabel = useDocument((state) => state.undoLabel);
  const redoLabel = useDocument((state) => state.redoLabel);
  return (
    <>
      <IconButton
        label="Undo"
        tooltip={undoLabel ? `Undo: ${undoLabel}` : 'Nothing to undo'}
        shortcut={undo.shortcut}
        icon={<Undo2 size={16} aria-hidden />}
        disabled={!undo.enabled}
        onClick={undo.run}
      />
      <IconButton
        label="Redo"
        tooltip={redoLabel ? `Redo: ${redoLabel}` : 'Nothing to redo'}
        shortcut={redo.shortcut}
        icon={<Redo2 size={16} aria-hidden />}
        disabled={!redo.enabled}
        onClick={redo.run}
      />
    </>
  );
}
