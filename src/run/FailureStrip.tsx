import { useMemo, useState } from 'react';
import type { Outcome } from '../engine/messages';
import type { Studio } from '../studio/types';
import { Button, IconButton } from '../ui';
import { RotateCw, StatusMark, X } from '../ui/icons';
import { causeSentence, findCause, goToCause } from './cause';
import styles from './FailureStrip.module.css';
import { HoldStrip } from './HoldStrip';
import { useDocument, useRun } from './useRun';
import { statusWords } from './words';

/**
 * Across the canvas column after a failed run: the error, a sentence of cause and way, and the way there. While a
 * run waits for an answer by hand, what it waits for.
 */
export function FailureStrip({ studio }: { readonly studio: Studio }) {
  const outcome = useRun(studio, (state) => state.outcome);
  const workflow = useDocument(studio, (document) => document.workflow);
  const type = useDocument(studio, (document) => document.type);
  const [dismissed, setDismissed] = useState<Outcome | null>(null);
  const sentence = useMemo(
    () => outcome && causeSentence(outcome, findCause(outcome, studio.run.store.getState()), workflow),
    [outcome, workflow, studio],
  );
  const failure = useRun(studio, (state) => state.failure);
  const holding = useRun(studio, (state) => state.holding);
  if (failure !== null) return <EngineFailure studio={studio} failure={failure} />;
  if (holding) return <HoldStrip studio={studio} holding={holding} />;
  if (!outcome || dismissed === outcome) return null;
  if (outcome.status !== 'failed' && outcome.status !== 'timed-out') return null;
  return (
    <section className={styles.strip} aria-label="Failure" data-status={outcome.status}>
      <StatusMark status={outcome.status} />
      <code className={styles.error}>{outcome.error || statusWords[outcome.status]}</code>
      <span className={styles.sentence} title={outcome.cause}>
        {sentence}
      </span>
      {type === 'STANDARD' ? (
        <Button small icon={<RotateCw size={14} aria-hidden />} onClick={() => void studio.run.redrive()}>
          Redrive
        </Button>
      ) : null}
      {outcome.decidedBy ? (
        <Button small look="accent" onClick={() => void goToCause(studio)}>
          Go to the cause
        </Button>
      ) : null}
      <IconButton
        small
        label="Dismiss"
        icon={<X size={14} aria-hidden />}
        onClick={() => setDismissed(outcome)}
      />
    </section>
  );
}

/** The engine itself stopped: says so wherever the panel stands. */
function EngineFailure({ studio, failure }: { readonly studio: Studio; readonly failure: string }) {
  return (
    <div className={styles.strip} role="alert">
      <StatusMark status="failed" />
      <span className={styles.sentence} title={failure}>
        The engine stopped working. {failure}
      </span>
      <Button small look="accent" onClick={() => studio.run.recover()}>
        Try again
      </Button>
    </div>
  );
}
