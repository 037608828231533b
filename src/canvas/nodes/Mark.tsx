import { memo } from 'react';
import type { StateStatus } from '../../engine/messages';
import type { Severity } from '../../model/problem';
import { countProblems, countsInWords } from '../../studio/problems';
import { SeverityMark, StatusMark } from '../../ui/icons';
import { problemsOf, useCanvas, useDocument } from '../state';
import styles from './marks.module.css';

interface Props {
  readonly pointer: string;
  readonly status: StateStatus | null;
  readonly severity: Severity | null;
  readonly breakpoint: boolean;
  /** A breakpoint paused the run before it entered the state. */
  readonly paused: boolean;
  /** Whether the card is the one that takes the focus on Tab: its mark comes next. */
  readonly current: boolean;
}

/**
 * The mark at the top right corner: the run's status, else the worst problem, which opens the problems of the state.
 * A breakpoint stands at the left.
 */
export const Mark = memo(function Mark({ pointer, status, severity, breakpoint, paused, current }: Props) {
  return (
    <>
      {status ? (
        <span className={styles.mark} data-status-mark={status}>
          <StatusMark status={status} size={18} />
        </span>
      ) : severity ? (
        <ProblemMark pointer={pointer} severity={severity} current={current} />
      ) : null}
      {paused ? (
        <span className={styles.paused} title="The run stands before this state">
          <StatusMark status="paused" size={18} label="The run stands before this state" />
        </span>
      ) : breakpoint ? (
        <span className={styles.breakpoint} role="img" aria-label="Breakpoint" title="Breakpoint" />
      ) : null}
    </>
  );
});

interface ProblemMarkProps {
  readonly pointer: string;
  readonly severity: Severity;
  readonly current: boolean;
}

function ProblemMark({ pointer, severity, current }: ProblemMarkProps) {
  const { act } = useCanvas();
  const words = useDocument((document) =>
    countsInWords(countProblems(problemsOf(document.problems, pointer))),
  );
  return (
    <button
      type="button"
      className={`${styles.mark} ${styles.problem}`}
      data-severity-mark={severity}
      aria-label={`Show ${words}`}
      aria-haspopup="dialog"
      title={words}
      tabIndex={current ? 0 : -1}
      onClick={(event) => act.showProblems(pointer, event.currentTarget)}
    >
      <SeverityMark severity={severity} size={18} />
    </button>
  );
}
