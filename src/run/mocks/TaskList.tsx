import type { KeyboardEvent } from 'react';
import { conditionWarning } from '../../engine/mockConditions';
import type { Mocks } from '../../engine/mockMessages';
import { glyphNameOf, glyphs } from '../../model/glyphs';
import { resourceSummary } from '../../model/resource';
import { namedStateMachine, startsExecutionState } from '../../model/stateMachineName';
import type { State } from '../../model/workflow';
import { answerOf, attemptsOf, nestedOf } from '../../studio/runMocks';
import type { KnownWorkflow } from '../../studio/runWorkflows';
import type { Studio } from '../../studio/types';
import { SeverityMark } from '../../ui/icons';
import { useWorkflows } from '../useRun';
import { answerWords } from './answerWords';
import styles from './mocks.module.css';
import { workflowByArn } from './NestedChoice';
import { StateGlyph } from './StateGlyph';
import type { Misfits } from './useMisfits';

interface TaskListProps {
  readonly studio: Studio;
  readonly tasks: readonly State[];
  readonly mocks: Mocks;
  readonly current: string;
  readonly misfits: Misfits;
  readonly onChoose: (pointer: string) => void;
}

/** The workflow's tasks with how each answers. Arrow keys choose. */
export function TaskList({ studio, tasks, mocks, current, misfits, onChoose }: TaskListProps) {
  const workflows = useWorkflows(studio);
  const move = (event: KeyboardEvent<HTMLElement>, at: number) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = by === undefined ? undefined : tasks[at + by];
    if (!next) return;
    event.preventDefault();
    onChoose(next.pointer);
    const items = event.currentTarget.parentElement?.children;
    (items?.[at + (by ?? 0)] as HTMLElement | undefined)?.focus();
  };
  return (
    <div role="listbox" aria-label="Tasks" className={styles.tasks}>
      {tasks.map((task, at) => {
        const doubt = doubtOf(mocks, task, misfits);
        return (
          <button
            key={task.pointer}
            type="button"
            role="option"
            aria-selected={task.pointer === current}
            tabIndex={task.pointer === current ? 0 : -1}
            className={styles.task}
            onClick={() => onChoose(task.pointer)}
            onKeyDown={(event) => move(event, at)}
          >
            <StateGlyph glyph={glyphs[glyphNameOf(task)]} />
            <span className={styles.taskText}>
              <span className={styles.taskName}>{task.name}</span>
              <span className={styles.taskResource}>{resourceSummary(task.value)}</span>
            </span>
            {doubt === null ? null : <SeverityMark severity="warning" size={14} label={doubt} />}
            <span className={styles.answer}>{taskSummary(mocks, task, workflows)}</span>
          </button>
        );
      })}
    </div>
  );
}

/** What a task's mark says of its mocks; null: there is nothing to say. */
export function doubtOf(mocks: Mocks, { name }: State, misfits: Misfits): string | null {
  if (misfits.has(name)) return 'A mock does not fit the service';
  const unmatched = attemptsOf(mocks, name).some((attempt) => conditionWarning(attempt) !== null);
  return unmatched ? 'A mock may never answer' : null;
}

/** The workflow that runs for a task; null where its mocks answer, or a sample. */
export function answeringWorkflow(
  mocks: Mocks,
  task: State,
  workflows: readonly KnownWorkflow[],
): string | null {
  if (!startsExecutionState(task.value)) return null;
  const choice = nestedOf(mocks, task.name);
  if (choice === false || (choice === undefined && attemptsOf(mocks, task.name).length > 0)) return null;
  const found = choice === undefined ? workflowByArn(task, workflows) : namedStateMachine(choice, workflows);
  return found?.name ?? null;
}

/** `runs orders`, or how its mocks answer. */
function taskSummary(mocks: Mocks, task: State, workflows: readonly KnownWorkflow[]): string {
  const workflow = answeringWorkflow(mocks, task, workflows);
  return workflow === null ? answerSummary(mocks, task.name) : `runs ${workflow}`;
}

/** `sample result`, `fails`, `3 answers`. */
export function answerSummary(mocks: Mocks, state: string): string {
  const attempts = attemptsOf(mocks, state);
  const [only] = attempts;
  if (!only) return 'sample result';
  if (attempts.length > 1) return `${attempts.length} answers`;
  const kind = answerOf(only);
  return kind === 'throw' ? (only.throw?.error ?? 'an error') : answerWords[kind].short;
}
