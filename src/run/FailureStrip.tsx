import { useState } from 'react';
import type { Outcome, Visit } from '../engine/messages';
import type { Workflow } from '../model/workflow';
import { findVisit } from '../studio/runFold';
import type { Studio } from '../studio/types';
import { Button, IconButton } from '../ui';
import { StatusMark, X } from '../ui/icons';
import styles from './FailureStrip.module.css';
import { stateName, useDocument, useRun } from './useRun';

/** Across the canvas column after a failed run: the error, a sentence of cause and way, and the way there. */
export function FailureStrip({ studio }: { readonly studio: Studio }) {
  const run = useRun(studio, (state) => state.run);
  const outcome = useRun(studio, (state) => state.outcome);
  const visits = useRun(studio, (state) => state.visits);
  const workflow = useDocument(studio, (document) => document.workflow);
  const [dismissed, setDismissed] = useState<number | null>(null);
  if (!outcome || run === null || dismissed === run) return null;
  if (outcome.status !== 'failed' && outcome.status !== 'timed-out') return null;
  const decisive = decisiveVisit(outcome, visits);
  return (
    <section className={styles.strip} aria-label="Failure" data-status={outcome.status}>
      <StatusMark status={outcome.status} />
      <code className={styles.error}>{outcome.error || 'Failed'}</code>
      <span className={styles.sentence} title={outcome.cause}>
        {sentence(outcome, decisive, workflow)}
      </span>
      {outcome.decidedBy ? (
        <Button small look="accent" onClick={() => goToCause(studio, outcome, decisive)}>
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

function decisiveVisit(outcome: Outcome, visits: readonly Visit[]): Visit | undefined {
  const decided = outcome.decidedBy;
  if (!decided) return undefined;
  return visits.findLast(
    ({ state, enteredEventId, exitedEventId }) =>
      state === decided.state &&
      enteredEventId <= decided.event &&
      (exitedEventId === null || exitedEventId >= decided.event),
  );
}

/** `Charge card gave up after 4 attempts. Its Catch led to Order failed.` */
export function sentence(outcome: Outcome, decisive: Visit | undefined, workflow: Workflow): string {
  const cause = firstSentence(outcome.cause ?? '');
  if (!decisive) return cause;
  const name = stateName(workflow, decisive.state);
  const tries = decisive.attempts.length;
  const failed =
    tries > 1
      ? `${name} gave up after ${tries} attempts.`
      : decisive.status === 'timed-out'
        ? `${name} timed out.`
        : `${name} failed.`;
  const way = decisive.status === 'caught' ? ' Its Catch led to the end of the execution.' : '';
  return cause && !way ? `${failed} ${cause}` : `${failed}${way}`;
}

function firstSentence(text: string): string {
  const line = text.split('\n')[0] ?? '';
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}

/** Selects the state and the event that decided the failure, and shows the event. */
function goToCause(studio: Studio, outcome: Outcome, decisive: Visit | undefined): void {
  const decided = outcome.decidedBy;
  if (!decided) return;
  if (decisive && findVisit(studio.run.store.getState().visits, decisive.id)) {
    studio.run.selectVisit(decisive.id);
  } else if (decided.state !== null) {
    studio.view.select([decided.state], 'other');
  }
  if (decided.state !== null) {
    studio.view.reveal({ kind: 'state', pointer: decided.state, focus: false });
  }
  studio.run.selectEvent(decided.event);
  studio.view.set({ bottom: 'simulation', bottomTab: 'events', inspectorTab: 'run' });
}
