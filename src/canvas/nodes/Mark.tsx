import { memo } from 'react';
import type { StateStatus } from '../../engine/messages';
import type { Severity } from '../../model/problem';
import { SeverityMark, StatusMark } from '../../ui/icons';
import styles from './marks.module.css';

interface Props {
  readonly status: StateStatus | null;
  readonly severity: Severity | null;
  readonly breakpoint: boolean;
}

const severityWords: Record<Severity, string> = {
  error: 'Has an error',
  warning: 'Has a warning',
  advice: 'Has advice',
};

/** The mark at the top right corner: the run's status, else the worst problem. A breakpoint stands at the left. */
export const Mark = memo(function Mark({ status, severity, breakpoint }: Props) {
  return (
    <>
      {status ? (
        <span className={styles.mark} data-status-mark={status}>
          <StatusMark status={status} size={18} />
        </span>
      ) : severity ? (
        <span className={styles.mark} data-severity-mark={severity}>
          <SeverityMark severity={severity} size={18} label={severityWords[severity]} />
        </span>
      ) : null}
      {breakpoint ? (
        <span className={styles.breakpoint} role="img" aria-label="Breakpoint" title="Breakpoint" />
      ) : null}
    </>
  );
});
