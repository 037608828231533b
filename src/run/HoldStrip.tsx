import { clock } from '../base/duration';
import type { Holding } from '../engine/messages';
import type { Studio } from '../studio/types';
import { Button } from '../ui';
import { FastForward, StatusMark } from '../ui/icons';
import styles from './FailureStrip.module.css';
import { stateName, useDocument } from './useRun';

const ends: Readonly<Record<NonNullable<Holding['end']>, string>> = {
  timeout: 'its time-out',
  heartbeat: 'its heartbeat is missed',
  executionTimeout: 'the time-out of the execution',
};

/** Across the canvas column while the virtual clock holds for an answer by hand. */
export function HoldStrip({ studio, holding }: { readonly studio: Studio; readonly holding: Holding }) {
  const workflow = useDocument(studio, (document) => document.workflow);
  const answer = () => {
    studio.run.selectVisit(holding.visit);
    studio.view.set({ bottom: 'simulation', bottomTab: 'stateData' });
  };
  return (
    <section className={styles.strip} aria-label="Waiting for an answer" data-status="waiting">
      <StatusMark status="running" still />
      <span className={styles.sentence}>
        {stateName(workflow, holding.state)} waits for an answer by hand.
        {holding.end !== null && holding.due !== null
          ? ` The clock holds before ${ends[holding.end]} at ${clock(holding.due)}.`
          : ''}
      </span>
      <Button small look="accent" onClick={answer}>
        Answer it
      </Button>
      {holding.due === null ? null : (
        <Button
          small
          icon={<FastForward size={14} aria-hidden />}
          onClick={() => void studio.run.letTimePass()}
        >
          Let time pass
        </Button>
      )}
    </section>
  );
}
