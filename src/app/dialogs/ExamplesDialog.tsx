import { Dialog } from '../../ui';
import { LayoutTemplate } from '../../ui/icons';
import { useStudio } from '../StudioContext';
import styles from './dialogs.module.css';

/** The examples, from small to large. */
export function ExamplesDialog() {
  const studio = useStudio();
  const close = () => studio.view.set({ dialog: null });
  const examples = studio.files.examples.toSorted((left, right) => left.states - right.states);
  const open = (id: string) => {
    close();
    void studio.files.openExample(id);
  };
  return (
    <Dialog open title="Examples" width={620} onClose={close}>
      <ul className={styles.cards}>
        {examples.map((example) => (
          <li key={example.id}>
            <button type="button" className={styles.card} onClick={() => open(example.id)}>
              <LayoutTemplate size={16} aria-hidden />
              <span className={styles.cardText}>
                <span className={styles.cardTitle}>{example.title}</span>
                <span className={styles.cardSummary}>{example.summary}</span>
              </span>
              <span className={styles.cardAside}>
                {example.states === 1 ? '1 state' : `${example.states} states`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
