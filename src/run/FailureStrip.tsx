import { useMemo, useState } from 'react';
import type { Studio } from '../studio/types';
import { Button, IconButton } from '../ui';
import { StatusMark, X } from '../ui/icons';
import { causeSentence, findCause, goToCause } from './cause';
import styles from './FailureStrip.module.css';
import { useDocument, useRun } from './useRun';

/** Across the canvas column after a failed run: the error, a sentence of cause and way, and the way there. */
export function FailureStrip({ studio }: { readonly studio: Studio }) {
  const run = useRun(studio, (state) => state.run);
  const outcome = useRun(studio, (state) => state.outcome);
  const workflow = useDocument(studio, (document) => document.workflow);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const sentence = useMemo(
    () => outcome && causeSentence(outcome, findCause(outcome, studio.run.store.getState()), workflow),
    [outcome, workflow, studio],
  );
  if (!outcome || run === null || dismissed === run) return null;
  if (outcome.status !== 'failed' && outcome.status !== 'timed-out') return null;
  return (
    <section className={styles.strip} aria-label="Failure" data-status={outcome.status}>
      <StatusMark status={outcome.status} />
      <code className={styles.error}>{outcome.error || 'Failed'}</code>
      <span className={styles.sentence} title={outcome.cause}>
        {sentence}
      </span>
      {outcome.decidedBy ? (
        <Button small look="accent" onClick={() => void goToCause(studio)}>
          Go to the cause
        </Button>
      ) : null}
      <IconButton
        small
        label="Dismiss"
        icon={<X size={14} aria-hidden />}
        onClick={() => setDismissed(run)}
      />
    </section>
  );
}
