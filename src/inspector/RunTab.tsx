import { useStore } from 'zustand';
import { clock, duration } from '../base/duration';
import { isArray, own } from '../base/json';
import type { Attempt, StateRun, StateStatus, Visit } from '../engine/messages';
import { catchLabel } from '../model/labels';
import type { State, Transition } from '../model/workflow';
import type { Studio } from '../studio/types';
import { Button, Checkbox, EmptyState, Section } from '../ui';
import { StatusMark } from '../ui/icons';
import styles from './Inspector.module.css';

interface RunTabProps {
  readonly studio: Studio;
  readonly state: State;
}

const words: Record<StateStatus, string> = {
  running: 'Running',
  succeeded: 'Succeeded',
  failed: 'Failed',
  caught: 'Error caught',
  retrying: 'Retrying',
  aborted: 'Aborted',
  'timed-out': 'Timed out',
};

/** What the last run did in this state: its status, the error, the attempts, and what comes next. */
export function RunTab({ studio, state }: RunTabProps) {
  const visits = useStore(studio.run.store, (run) => run.visits);
  const selected = useStore(studio.run.store, (run) => run.selectedVisit);
  const stateRun = useStore(studio.run.store, (run) => run.states.get(state.pointer));
  const breakpoint = useStore(studio.run.scenario, (scenario) =>
    scenario.breakpoints.includes(state.pointer),
  );
  const pauseOnError = useStore(studio.run.scenario, (scenario) => scenario.pauseOnError);
  const taken = useStore(studio.run.store, (run) => run.taken);
  const here = visits.filter((visit) => visit.state === state.pointer);
  const exit = state.transitions.findLast(
    (transition) =>
      taken.has(transition.id) && (transition.kind === 'catch') === (stateRun?.status === 'caught'),
  );
  const visit = here.find((each) => each.id === selected) ?? here.at(-1);
  if (!visit || !stateRun) {
    return <EmptyState text="The run has not reached this state. What it does here will be listed." />;
  }
  return (
    <>
      <StatusBlock
        visit={visit}
        state={state}
        pending={stateRun.pending}
        visits={stateRun.visits}
        exit={exit}
      />
      {visit.error !== undefined && (
        <Section title="Cause">
          <div className={styles.cause}>
            <code>{visit.error}</code>
            {visit.cause && <p>{visit.cause}</p>}
          </div>
        </Section>
      )}
      {visit.attempts.length > 0 && <Attempts attempts={visit.attempts} over={visit.end !== null} />}
      <Section title="What comes next">
        <p className={styles.prose}>{whatComesNext(state, visit, pendingKind(stateRun.pending), exit)}</p>
        <div className={styles.buttons}>
          <Button
            small
            onClick={() => {
              studio.run.selectVisit(visit.id);
              studio.view.set({ bottom: 'simulation', bottomTab: 'stateData' });
            }}
          >
            Show its data
          </Button>
          {state.type === 'Task' && (
            <Button small onClick={() => studio.view.set({ bottom: 'simulation', bottomTab: 'mocks' })}>
              Mock this state
            </Button>
          )}
        </div>
      </Section>
      <Section title="Breakpoint">
        <div className={styles.fields}>
          <Checkbox
            label="Pause before this state"
            checked={breakpoint}
            onChange={() => studio.run.toggleBreakpoint(state.pointer)}
          />
          <Checkbox
            label="Pause on every error"
            checked={pauseOnError}
            onChange={(pause) => studio.run.setPauseOnError(pause)}
          />
          <div className={styles.buttons}>
            <Button small onClick={() => studio.view.set({ dialog: 'breakpoint' })}>
              {breakpoint ? 'Edit the condition' : 'Pause on a condition'}
            </Button>
          </div>
        </div>
      </Section>
    </>
  );
}

interface StatusBlockProps {
  readonly visit: Visit;
  readonly state: State;
  readonly visits: number;
  readonly pending: { readonly kind: string; readonly until: number | null } | undefined;
  /** The transition by which the run left the state, when it did. */
  readonly exit: Transition | undefined;
}

function StatusBlock({ visit, state, visits, pending, exit }: StatusBlockProps) {
  return (
    <div className={styles.status} data-status={visit.status}>
      <StatusMark status={visit.status} size={18} />
      <div>
        <strong>{words[visit.status]}</strong>
        <p>{statusLine(visit, state, pending, exit)}</p>
        {visits > 1 && <p>{`Visit ${visit.ordinal + 1} of ${visits}`}</p>}
      </div>
    </div>
  );
}

function statusLine(
  visit: Visit,
  state: State,
  pending: StatusBlockProps['pending'],
  exit: Transition | undefined,
): string {
  if (visit.status === 'retrying' && pending?.until != null) {
    return `Attempt ${visit.attempts.length + 1} starts at ${clock(pending.until)}`;
  }
  if (visit.status === 'caught')
    return exit ? `by ${catcherOf(state, exit)}, went to ${exit.targetName}` : 'by a Catch';
  if (visit.end === null) return `since ${clock(visit.start)}`;
  return `from ${clock(visit.start)}, took ${duration(visit.end - visit.start)}`;
}

interface AttemptsProps {
  readonly attempts: readonly Attempt[];
  /** No further attempt can come. */
  readonly over: boolean;
}

function Attempts({ attempts, over }: AttemptsProps) {
  return (
    <Section
      title="Attempts"
      aside={<span className={styles.aside}>{`${attempts.length} ${over ? 'in all' : 'so far'}`}</span>}
    >
      <ol className={styles.attempts}>
        {attempts.map((attempt, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an attempt is known by its number
          <li key={at} title={attempt.error}>
            <StatusMark status={attempt.status} size={14} />
            <span className={styles.attemptName}>{`Attempt ${at + 1}`}</span>
            <span>{clock(attempt.start)}</span>
            <span>{attempt.end === null ? '' : duration(attempt.end - attempt.start)}</span>
            <span className={styles.delay}>
              {attempt.retryDelay === undefined ? '' : `waited ${duration(attempt.retryDelay)}`}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

const pendingKind = (pending: StateRun['pending']): string | undefined =>
  pending?.kind === 'task' && pending.byHand ? 'byHand' : pending?.kind;

function whatComesNext(
  state: State,
  visit: Visit,
  pending: string | undefined,
  exit: Transition | undefined,
): string {
  const catchers = own(state.value, 'Catch');
  const caught = isArray(catchers) && catchers.length > 0;
  if (visit.status === 'retrying') {
    return caught
      ? 'If the retries left also fail, the first Catch that lists the error decides where the run goes on.'
      : 'If the retries left also fail, no Catch stands here, so the error goes outwards and the run may end.';
  }
  if (pending === 'callback') return 'It waits for its task token. Answer it under State data.';
  if (pending === 'byHand') return 'It waits for your answer. Give it under State data.';
  if (pending === 'wait')
    return 'It waits for its time; the virtual clock jumps there when nothing else is to be done.';
  if (visit.status === 'failed' || visit.status === 'timed-out') {
    return caught
      ? 'No Catch here lists this error, so it went outwards.'
      : 'No Catch stands here, so the error went outwards.';
  }
  if (exit?.kind === 'catch') return `${catcherOf(state, exit)} led on to ${exit.targetName}.`;
  if (exit?.kind === 'choice')
    return `Rule ${(exit.index ?? 0) + 1} matched: the run went on to ${exit.targetName}.`;
  if (exit?.kind === 'default') return `No rule matched: the run went on to ${exit.targetName}.`;
  if (exit?.targetName) return `The run went on to ${exit.targetName}.`;
  const next = own(state.value, 'Next');
  if (typeof next === 'string') return `Then ${next}.`;
  return state.type === 'Choice' ? 'The first rule that matches decides.' : 'Its machine ends here.';
}

/** `Catch 1 (any error)`. */
function catcherOf(state: State, exit: Transition): string {
  const catchers = own(state.value, 'Catch');
  const catcher = isArray(catchers) ? catchers[exit.index ?? 0] : undefined;
  return `Catch ${(exit.index ?? 0) + 1} (${catchLabel(catcher ?? null)})`;
}
