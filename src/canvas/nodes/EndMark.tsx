import { edgeName, type Transition } from '../../model/workflow';
import { useRun } from '../state';
import styles from './marks.module.css';

/** The ring at the bottom of a state that ends its machine. */
export function EndMark({ end }: { readonly end: Transition }) {
  const taken = useRun((run) => run.taken.has(end.id));
  return (
    <span
      className={styles.end}
      data-edge={edgeName(end)}
      data-kind="end"
      data-taken={taken || undefined}
      role="img"
      aria-label="Ends here"
      title="Ends here"
    />
  );
}
