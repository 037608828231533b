import { clock, duration } from '../base/duration';
import { notBegun } from '../studio/problems';
import type { RunState } from '../studio/runDoor';
import type { Studio } from '../studio/types';
import { Badge, Button, IconButton, Separator } from '../ui';
import {
  ChevronDown,
  ChevronUp,
  CornerDownRight,
  type MarkStatus,
  Pause,
  Pencil,
  Play,
  Square,
  StatusMark,
  StepBack,
  StepForward,
  Timer,
} from '../ui/icons';
import { RunsMenu } from './branches/RunsMenu';
import { PauseReason } from './breakpoints/PauseReason';
import styles from './RunBar.module.css';
import { ClockMenu, ScenarioMenu } from './ScenarioMenus';
import { useDocument, useRun, useView } from './useRun';
import { useVirtualClock } from './useVirtualClock';
import { progressWords, statusWords } from './words';

/** The 36 px bar over the bottom panel: what it shows, the run's buttons, status and clock, scenario and clock mode. */
export function RunBar({ studio }: { readonly studio: Studio }) {
  return (
    <div className={styles.bar}>
      <h2 className="visually-hidden">Simulation</h2>
      <Halves studio={studio} />
      <span className={styles.line}>
        <Separator vertical />
      </span>
      <RunButtons studio={studio} />
      <Status studio={studio} />
      <span className={styles.space} />
      <RunsMenu studio={studio} />
      <ScenarioMenu studio={studio} />
      <ClockMenu studio={studio} />
      <Collapse studio={studio} />
    </div>
  );
}

function Halves({ studio }: { readonly studio: Studio }) {
  const bottom = useView(studio, (view) => view.bottom);
  const problems = useDocument(studio, (document) => document.problems);
  const empty = useDocument(studio, notBegun);
  const tone = problems.some(({ severity }) => severity === 'error')
    ? 'error'
    : problems.some(({ severity }) => severity === 'warning')
      ? 'warning'
      : 'plain';
  return (
    <fieldset className={styles.halves} aria-label="Bottom panel">
      <button
        type="button"
        className={styles.half}
        aria-pressed={bottom === 'simulation'}
        onClick={() => studio.view.set({ bottom: 'simulation' })}
      >
        Simulation
      </button>
      <button
        type="button"
        className={styles.half}
        aria-pressed={bottom === 'problems'}
        data-none={problems.length === 0 || undefined}
        onClick={() => studio.view.set({ bottom: 'problems' })}
      >
        Problems {empty ? null : <Badge tone={tone}>{problems.length}</Badge>}
      </button>
    </fieldset>
  );
}

function RunButtons({ studio }: { readonly studio: Studio }) {
  const { run } = studio;
  const status = useRun(studio, (state) => state.status);
  const started = useRun(studio, (state) => state.run !== null);
  const empty = useDocument(studio, (document) => document.workflow.states.size === 0);
  const paused = status === 'paused';
  const active = paused || status === 'running';
  return (
    <div className={styles.buttons} data-over={(started && !active) || undefined}>
      <PrimaryButton studio={studio} status={status} empty={empty} />
      <IconButton
        label="Pause"
        shortcut="F6"
        icon={<Pause size={16} aria-hidden />}
        disabled={status !== 'running'}
        onClick={() => void run.pause()}
      />
      <IconButton
        label="Step over"
        shortcut="F10"
        tooltip={
          active ? 'Step over: to the next state' : 'Step over: start, and stand before the first state'
        }
        icon={<StepForward size={16} aria-hidden />}
        disabled={status === 'running' || empty}
        onClick={() => void run.step('over')}
      />
      <IconButton
        label="Step into"
        shortcut="F9"
        tooltip={
          active ? 'Step into: to the next event' : 'Step into: start, and stand before the first event'
        }
        icon={<CornerDownRight size={16} aria-hidden />}
        disabled={status === 'running' || empty}
        onClick={() => void run.step('into')}
      />
      <IconButton
        label="Step back"
        icon={<StepBack size={16} aria-hidden />}
        disabled={!started || status === 'running'}
        onClick={() => void run.step('back')}
      />
      <IconButton
        label="Stop"
        icon={<Square size={16} aria-hidden />}
        disabled={!active}
        onClick={() => void run.stop()}
      />
      {paused ? (
        <IconButton
          label="Edit data here"
          icon={<Pencil size={16} aria-hidden />}
          onClick={() => {
            run.selectEvent(null);
            studio.view.set({ dialog: 'editData' });
          }}
        />
      ) : null}
    </div>
  );
}

interface PrimaryProps {
  readonly studio: Studio;
  readonly status: RunState['status'];
  readonly empty: boolean;
}

/** The one primary button of the screen. It stays the same element, so that the focus stays on it. */
function PrimaryButton({ studio, status, empty }: PrimaryProps) {
  const paused = status === 'paused';
  return (
    <Button
      look="primary"
      icon={<Play size={14} fill="currentColor" aria-hidden />}
      disabled={status === 'running' || (!paused && empty)}
      reason={empty ? 'There is no state to run yet' : undefined}
      onClick={() => void (paused ? studio.run.resume() : studio.run.start())}
    >
      {paused ? 'Resume' : 'Start execution'}
    </Button>
  );
}

function Status({ studio }: { readonly studio: Studio }) {
  const status = useRun(studio, (state) => state.status);
  const stale = useRun(studio, (state) => state.stale);
  const took = useRun(studio, (state) => state.took);
  const over = !['not-started', 'running', 'paused'].includes(status);
  const started = status !== 'not-started';
  // The panel has more room for it.
  const open = useView(studio, (view) => view.bottom === 'simulation');
  return (
    <div className={styles.status} data-status={status}>
      {started ? <StatusMark status={status as MarkStatus} /> : null}
      <span role="status" aria-label="Execution status" className={styles.word}>
        {statusWords[status]}
      </span>
      {started ? <VirtualClock studio={studio} /> : null}
      <Progress studio={studio} />
      {open ? null : <PauseReason studio={studio} />}
      {over ? <span className={styles.took}>took {duration(took)}</span> : null}
      {stale ? (
        <span className={styles.stale} title="The definition was changed after this run began">
          edited since
        </span>
      ) : null}
    </div>
  );
}

/** How far a long run is: the child executions of its Map Run, or its transitions. */
function Progress({ studio }: { readonly studio: Studio }) {
  const words = useRun(studio, (state) => (state.status === 'running' ? progressWords(state) : ''));
  return words === '' ? null : <span className={styles.took}>{words}</span>;
}

/** Virtual time since the start. */
function VirtualClock({ studio }: { readonly studio: Studio }) {
  const now = useVirtualClock(studio);
  return (
    <span className={styles.clock} title="Virtual time since the start">
      <Timer size={14} aria-hidden />
      <span className="visually-hidden">Virtual time </span>
      {clock(now)}
    </span>
  );
}

function Collapse({ studio }: { readonly studio: Studio }) {
  const open = useView(studio, (view) => view.bottom !== null);
  return (
    <IconButton
      label={open ? 'Collapse the panel' : 'Open the panel'}
      icon={open ? <ChevronDown size={16} aria-hidden /> : <ChevronUp size={16} aria-hidden />}
      aria-expanded={open}
      onClick={() => studio.view.set({ bottom: open ? null : 'simulation' })}
    />
  );
}
