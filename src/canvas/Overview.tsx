import { useStore as useFlow, ViewportPortal } from '@xyflow/react';
import { type CSSProperties, memo, useMemo } from 'react';
import type { Drawing, DrawnEdge } from '../layout/messages';
import type { Workflow } from '../model/workflow';
import type { RunState } from '../studio/types';
import styles from './overview.module.css';
import { useRun, useView } from './state';

/**
 * A large drawing seen from far away: so many cards are in view that each is a speck. It is drawn as a few paths, one
 * for each colour, however many states there are.
 */
export const Overview = memo(function Overview(props: {
  readonly drawing: Drawing;
  readonly workflow: Workflow;
}) {
  const { drawing, workflow } = props;
  const states = useRun((run) => run.states);
  const taken = useRun((run) => run.taken);
  const selection = useView((view) => view.selection);
  const boxes = useMemo(() => boxPaths(drawing, workflow, states), [drawing, workflow, states]);
  const lines = useMemo(() => linePaths(drawing.edges, taken), [drawing, taken]);
  const pixel = useFlow((flow) => Number((1 / flow.transform[2]).toPrecision(2)));
  const chosen = useMemo(() => chosenPath(drawing, selection), [drawing, selection]);
  return (
    <ViewportPortal>
      <svg
        className={styles.overview}
        width={drawing.width}
        height={drawing.height}
        aria-hidden="true"
        style={{ '--pixel': `${pixel}px` } as CSSProperties}
      >
        <path className={styles.overviewBox} data-look="container" d={boxes.get('container') ?? ''} />
        {[...lines].map(([look, d]) => (
          <path key={look} className={styles.overviewLine} data-look={look} d={d} />
        ))}
        {[...boxes].map(([look, d]) =>
          look === 'container' ? null : (
            <path key={look} className={styles.overviewBox} data-look={look} d={d} />
          ),
        )}
        <path className={styles.overviewChosen} d={chosen} />
      </svg>
    </ViewportPortal>
  );
});

/** Rectangles by look: the container's, the status in a run, else the type. */
export function boxPaths(
  drawing: Drawing,
  workflow: Workflow,
  states: RunState['states'],
): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const node of drawing.nodes) {
    if (node.kind !== 'state' && node.kind !== 'container') continue;
    const status = states.get(node.pointer)?.status;
    const type = workflow.states.get(node.pointer)?.type ?? 'Pass';
    const look = node.kind === 'container' ? 'container' : (status ?? type);
    const box = `M${node.x} ${node.y}h${node.width}v${node.height}h${-node.width}z`;
    paths.set(look, (paths.get(look) ?? '') + box);
  }
  return paths;
}

/** Ways by look, in the order of painting: the way of an error last. */
export function linePaths(
  edges: readonly DrawnEdge[],
  taken: RunState['taken'],
): ReadonlyMap<string, string> {
  const paths = new Map([
    ['rest', ''],
    ['catch', ''],
    ['taken', ''],
    ['error', ''],
  ]);
  for (const edge of edges) {
    const run = taken.get(edge.id);
    const look = run ? (run.error ? 'error' : 'taken') : edge.kind === 'catch' ? 'catch' : 'rest';
    const way = edge.points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('');
    paths.set(look, (paths.get(look) ?? '') + way);
  }
  return paths;
}

function chosenPath(drawing: Drawing, selection: readonly string[]): string {
  const chosen = new Set(selection);
  let path = '';
  for (const { kind, pointer, x, y, width, height } of drawing.nodes)
    if ((kind === 'state' || kind === 'container') && chosen.has(pointer))
      path += `M${x} ${y}h${width}v${height}h${-width}z`;
  return path;
}
