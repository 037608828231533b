import { useStore } from 'zustand';
import { writeAsOneText } from '../actions/format';
import { SeverityMark } from '../ui/icons';
import styles from './canvas.module.css';
import { useCanvas, useDocument } from './state';

/**
 * Says when the drawing is not what the text says (it can't be read from a line on, or it could not be laid out), or
 * can't be changed everywhere.
 */
export function Strips() {
  const { studio } = useCanvas();
  const broken = useDocument((document) => document.broken);
  const joined = useDocument((document) => document.place.writtenAs === 'joined');
  const failure = useStore(studio.drawing.store, (drawing) => drawing.failure);
  return (
    <>
      {broken ? (
        <div className={styles.strip} role="status">
          <SeverityMark severity="warning" size={16} />
          <span>Drawing is behind the text: line {broken.range.line}</span>
          <button type="button" className={styles.stripLink} onClick={() => showBroken(studio)}>
            Go to the line
          </button>
        </div>
      ) : null}
      {joined ? (
        <div className={styles.strip} role="status">
          <SeverityMark severity="advice" size={16} />
          <span>Fn::Join puts this definition together: its references can’t be changed here</span>
          <button type="button" className={styles.stripLink} onClick={() => void writeAsOneText(studio)}>
            Write as one text
          </button>
        </div>
      ) : null}
      {failure === null ? null : (
        <div className={styles.strip} role="alert">
          <SeverityMark severity="warning" size={16} />
          <span>The drawing could not be laid out: {failure}</span>
          <button type="button" className={styles.stripLink} onClick={() => studio.drawing.retry()}>
            Try again
          </button>
        </div>
      )}
    </>
  );
}

function showBroken(studio: ReturnType<typeof useCanvas>['studio']): void {
  if (studio.view.store.getState().mode === 'design') studio.view.set({ mode: 'split' });
  studio.view.reveal({ kind: 'text', pointer: '', focus: true });
}
