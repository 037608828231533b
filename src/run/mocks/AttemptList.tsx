import type { ReactNode } from 'react';
import type { MockAttempt } from '../../engine/mockMessages';
import { resourceSummary } from '../../model/resource';
import type { State } from '../../model/workflow';
import { Button, EmptyState } from '../../ui';
import { Plus } from '../../ui/icons';
import { AttemptCard } from './AttemptCard';
import styles from './mocks.module.css';

interface AttemptListProps {
  readonly state: State;
  readonly attempts: readonly MockAttempt[];
  readonly onChange: (attempts: readonly MockAttempt[]) => void;
  /** What stands above the answers. */
  readonly above?: ReactNode;
  /** The workflow that runs for the task. */
  readonly workflow?: string | null;
  /** What does not fit, by the number of the answer. */
  readonly misfits?: ReadonlyMap<number, string> | undefined;
}

/** The answers of one task in the order of its attempts; the last one answers all further attempts. */
export function AttemptList({ state, attempts, onChange, above, workflow, misfits }: AttemptListProps) {
  const add = (attempt: MockAttempt) => onChange([...attempts, attempt]);
  const move = (at: number, to: number) => {
    const next = [...attempts];
    const [moved] = next.splice(at, 1);
    if (!moved) return;
    next.splice(to, 0, moved);
    onChange(next);
  };
  return (
    <section className={styles.attempts} aria-label={`Answers of ${state.name}`}>
      <div className={styles.attemptsHead}>
        <span className={styles.attemptsTitle}>{state.name}</span>
        <span className={styles.taskResource}>{resourceSummary(state.value)}</span>
        <span className={styles.space} />
        <Button small icon={<Plus size={14} aria-hidden />} onClick={() => add({ return: {} })}>
          Add a result
        </Button>
        <Button
          small
          icon={<Plus size={14} aria-hidden />}
          onClick={() => add({ throw: { error: 'States.TaskFailed', cause: '' } })}
        >
          Add an error
        </Button>
      </div>
      {above}
      {attempts.length === 0 ? (
        <EmptyState
          text={`${workflow ? `The workflow ${workflow} runs for this task.` : 'This task answers with a sample result, marked as such.'} Add a result or an error to decide it yourself.`}
        />
      ) : (
        <ol className={styles.cards}>
          {attempts.map((attempt, at) => (
            <AttemptCard
              // biome-ignore lint/suspicious/noArrayIndexKey: an attempt is its number
              key={at}
              attempt={attempt}
              warning={misfits?.get(at)}
              title={attemptTitle(attempts, at)}
              first={at === 0}
              last={at === attempts.length - 1}
              onChange={(next) => onChange(attempts.map((other, index) => (index === at ? next : other)))}
              onRemove={() => onChange(attempts.filter((_, index) => index !== at))}
              onMove={(by) => move(at, at + by)}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

/** `Attempt 1`, `Attempts 2 to 4`, `Attempt 5 and later`. */
export function attemptTitle(attempts: readonly MockAttempt[], at: number): string {
  const first = attempts.slice(0, at).reduce((sum, { times }) => sum + (times ?? 1), 1);
  if (at === attempts.length - 1) return first === 1 ? 'Every attempt' : `Attempt ${first} and later`;
  const until = first + (attempts[at]?.times ?? 1) - 1;
  return until > first ? `Attempts ${first} to ${until}` : `Attempt ${first}`;
}
