import { actionById, performAction } from '../actions';
import { FolderOpen } from '../ui/icons';
import styles from './beginning.module.css';
import { BeginRow } from './EmptyStart';
import { useCanvas, useDocument } from './state';

/** A workflow that the template only says the place of: where it is, and how to get there. */
export function ElsewhereStart() {
  const { studio } = useCanvas();
  const name = useDocument((document) => document.place.name);
  const elsewhere = useDocument((document) => document.place.elsewhere);
  const parts = (elsewhere?.message ?? '').split('`');
  return (
    <section className={styles.beginning} aria-label="Definition in another place">
      <h2 className={styles.elsewhereHead}>{name} is not in this file</h2>
      <p className={styles.elsewhereText}>
        {parts.map((part, index) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence keep their places.
          index % 2 === 1 ? <code key={index}>{part}</code> : part,
        )}
      </p>
      <div className={styles.beginList}>
        <BeginRow
          icon={<FolderOpen size={16} />}
          title="Open that file"
          detail={elsewhere?.file ?? 'A copy of it on this machine'}
          end={null}
          onClick={() => void performAction(actionById('file.openNamed'), studio)}
        />
      </div>
      <p className={styles.beginNote}>
        The studio can’t read your disk by itself. Other workflows of this file are in the menu beside its
        name.
      </p>
    </section>
  );
}
