import { useMemo } from 'react';
import type { TestStateAnswer } from '../../engine/messages';
import type { State } from '../../model/workflow';
import { diffRows, sizeWords } from './dataDiff';
import { type TestStage, testStages } from './testStages';
import styles from './testState.module.css';

interface StagesProps {
  readonly state: State;
  readonly answer: TestStateAnswer;
  /** Only what each stage changed. */
  readonly brief: boolean;
  /** The task's result is a made-up sample. */
  readonly sample: boolean;
}

/** The way of the data through a state, a line from stage to stage: a filled dot acts, a hollow one is not set. */
export function DataStages({ state, answer, brief, sample }: StagesProps) {
  const stages = useMemo(() => testStages(state, answer), [state, answer]);
  return (
    <ol className={styles.stages} aria-label="Stages of the data">
      {stages.map((stage) => (
        <Stage
          key={stage.name}
          stage={stage}
          brief={brief}
          note={stage.name === 'Task result' && sample ? 'a sample' : null}
        />
      ))}
    </ol>
  );
}

interface StageProps {
  readonly stage: TestStage;
  readonly brief: boolean;
  readonly note: string | null;
}

function Stage({ stage, brief, note }: StageProps) {
  const { name, field, acts, value, before } = stage;
  const diff = useMemo(
    () => (value === undefined ? null : diffRows(before === undefined ? value : before, value, brief)),
    [value, before, brief],
  );
  const same = before !== undefined && diff !== null && !diff.changed;
  const shown = diff !== null && acts && !(same && brief);
  return (
    <li className={styles.stage} data-acts={acts}>
      <div className={styles.stageHead}>
        <span className={styles.stageName}>{name}</span>
        <code className={styles.stageField}>
          {field ?? (acts ? (value === undefined ? '' : sizeWords(value)) : '')}
        </code>
        <span className={styles.stageNote}>{note ?? noteOf(stage, same, diff?.dropped ?? 0)}</span>
      </div>
      {shown ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable by keys
        <section className={styles.data} tabIndex={0} aria-label={`Data: ${name}`}>
          {diff.rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            <div key={at} data-mark={row.mark === ' ' ? undefined : row.mark}>
              <span className={styles.sign}>{row.mark}</span>
              {'  '.repeat(row.depth)}
              {row.text}
            </div>
          ))}
        </section>
      ) : null}
    </li>
  );
}

function noteOf({ acts, value, before }: TestStage, same: boolean, dropped: number): string {
  if (!acts) return 'not set';
  if (value === undefined) return 'see the output';
  if (same) return 'as before';
  if (before === undefined || dropped === 0) return '';
  return dropped === 1 ? '1 key dropped' : `${dropped} keys dropped`;
}
