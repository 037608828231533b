import { memo } from 'react';
import type { StateStatus } from '../../engine/messages';
import type { RunState } from '../../studio/runDoor';
import { ChevronLeft, ChevronRight, StatusMark } from '../../ui/icons';
import { Menu } from '../../ui/Menu';
import { statusWord } from '../cardText';
import { listOrder, shares } from '../iterations';
import { useCanvas, useCanvasState, useRun } from '../state';
import styles from './iterations.module.css';

/** Up to this many iterations have a cell each; more become one bar. */
const cellLimit = 12;
/** The list holds at most this many, failed ones first. */
const listLimit = 200;

/** The iterations of a Map in its header: which of them the cards inside show. */
export const IterationPicker = memo(function IterationPicker({ pointer }: { readonly pointer: string }) {
  const { act } = useCanvas();
  const statuses = useRun((run) => run.iterations.get(pointer)) ?? [];
  const chosen = useCanvasState((canvas) => canvas.iterations.get(pointer) ?? null);
  const choose = (index: number | null) => act.chooseIteration(pointer, index);
  const step = (by: number) => {
    const next = (chosen ?? (by > 0 ? -1 : statuses.length)) + by;
    choose(next < 0 || next >= statuses.length ? null : next);
  };
  const total = useRun((run) => totalOf(run, pointer)) ?? statuses.length;
  const label = `${chosen === null ? 'all' : `#${chosen}`} of ${total}`;
  return (
    <span className={styles.picker} data-iterations={pointer}>
      <button type="button" className={styles.step} aria-label="Previous iteration" onClick={() => step(-1)}>
        <ChevronLeft size={12} aria-hidden />
      </button>
      {statuses.length <= cellLimit ? (
        <span className={styles.cells}>
          {statuses.map((status, index) => (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: an iteration is its index
              key={index}
              type="button"
              className={styles.cell}
              data-chosen={chosen === index || undefined}
              style={{ background: `var(--status-${status})` }}
              aria-label={`Iteration ${index}, ${statusWord(status)}`}
              aria-pressed={chosen === index}
              onClick={() => choose(chosen === index ? null : index)}
            />
          ))}
        </span>
      ) : (
        <Bar statuses={statuses} />
      )}
      <Menu
        trigger={
          <button type="button" className={styles.label} aria-label={`Iterations, ${label}`}>
            {label}
          </button>
        }
        groups={[
          { items: [{ label: 'All iterations', checked: chosen === null, onSelect: () => choose(null) }] },
          {
            items: listOrder(statuses)
              .slice(0, listLimit)
              .map((index) => ({
                label: `#${index}`,
                detail: statusWord(statuses[index] ?? 'running'),
                icon: <StatusMark status={statuses[index] ?? 'running'} size={14} still />,
                onSelect: () => choose(index),
              })),
          },
        ]}
      />
      <button type="button" className={styles.step} aria-label="Next iteration" onClick={() => step(1)}>
        <ChevronRight size={12} aria-hidden />
      </button>
    </span>
  );
});

/** How many iterations a distributed Map has in all: of more than 10,000 only the first have a status here. */
const totalOf = (run: RunState, pointer: string): number | undefined =>
  run.mapRuns.findLast(({ state }) => state === pointer)?.executionCounts.total || undefined;

function Bar({ statuses }: { readonly statuses: readonly StateStatus[] }) {
  const parts = shares(statuses);
  const text = parts.map(({ status, count }) => `${count} ${statusWord(status)}`).join(', ');
  return (
    <span className={styles.bar} role="img" aria-label={text} title={text}>
      {parts.map(({ status, count }) => (
        <span key={status} style={{ flexGrow: count, background: `var(--status-${status})` }} />
      ))}
    </span>
  );
}
