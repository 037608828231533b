import type { Studio } from '../../studio/types';
import { useDocument, useRun, useScenario } from '../useRun';
import styles from './breakpoints.module.css';
import { pauseWords } from './breakpointWords';

/** Which breakpoint stopped the run, and where. */
export function PauseReason({ studio }: { readonly studio: Studio }) {
  const workflow = useDocument(studio, (document) => document.workflow);
  const reason = useRun(studio, (state) => (state.status === 'paused' ? state.pausedBy : null));
  const when = useScenario(studio, ({ stops }) => stops.find(({ id }) => id === reason?.breakpoint)?.when);
  const words = reason ? `Paused ${pauseWords(reason, workflow)}` : '';
  return (
    <span
      role="status"
      aria-label="Paused where"
      className={styles.reason}
      title={when ? `${words}, when ${when}` : words}
    >
      {words}
    </span>
  );
}
