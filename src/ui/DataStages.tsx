import { useMemo } from 'react';
import type { JsonValue } from '../base/json';
import styles from './DataStages.module.css';
import { diffRows, sizeWords } from './dataDiff';

/** One stage on the way of data. */
export interface ShownStage {
  readonly name: string;
  /** The field that makes the stage, as it is written, on one line; null for what is no field. */
  readonly field: string | null;
  /** Whether the field is there, or the stage is none of a field. */
  readonly acts: boolean;
  /** What the data was after it; absent: it was not reached or changes nothing. */
  readonly value?: JsonValue;
  /** What it is held against; absent: it stands for itself. */
  readonly before?: JsonValue;
  /** Said at the end of its line, in place of what it did. */
  readonly note?: string;
}

interface StagesProps {
  readonly stages: readonly ShownStage[];
  /** Only what each stage changed. */
  readonly brief: boolean;
}

/** The way of the data through a state, a line from stage to stage: a filled dot acts, a hollow one is not set. */
export function DataStages({ stages, brief }: StagesProps) {
  return (
    <ol aria-label="Stages of the data">
      {stages.map((stage) => (
        <Stage key={stage.name} stage={stage} brief={brief} />
      ))}
    </ol>
  );
}

interface StageProps {
  readonly stage: ShownStage;
  readonly brief: boolean;
}

function Stage({ stage, brief }: StageProps) {
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
        <span className={styles.stageNote}>{stage.note ?? noteOf(stage, same, diff?.dropped ?? 0)}</span>
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

function noteOf({ acts, value, before }: ShownStage, same: boolean, dropped: number): string {
  if (!acts) return 'not set';
  if (value === undefined) return 'see the output';
  if (same) return 'as before';
  if (before === undefined || dropped === 0) return '';
  return dropped === 1 ? '1 key dropped' : `${dropped} keys dropped`;
}
