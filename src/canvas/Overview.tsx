import { useStore as useFlow, ViewportPortal } from '@xyflow/react';
import { type CSSProperties, memo, useMemo } from 'react';
import type { Drawing, DrawnEdge, DrawnNode } from '../layout/messages';
import type { State, Workflow } from '../model/workflow';
import type { RunState } from '../studio/runDoor';
import { cardName } from './cardText';
import styles from './overview.module.css';
import { useRun, useView } from './state';

/**
 * A large drawing seen from far away: so many cards are in view that each is a speck. Every state and transition is
 * one plain shape under its name; none of them has the parts of a card, so thousands of them cost little.
 */
export const Overview = memo(function Overview(props: {
  readonly drawing: Drawing;
  readonly workflow: Workflow;
}) {
  const { drawing, workflow } = props;
  const taken = useRun((run) => run.taken);
  const selection = useView((view) => view.selection);
  const ways = useMemo(() => takenPaths(drawing.edges, taken), [drawing, taken]);
  const pixel = useFlow((flow) => Number((1 / flow.transform[2]).toPrecision(2)));
  const chosen = useMemo(() => chosenPath(drawing, selection), [drawing, selection]);
  const cards = drawing.nodes.filter(({ kind }) => kind === 'state' || kind === 'container');
  return (
    <ViewportPortal>
      <svg
        className={styles.overview}
        width={drawing.width}
        height={drawing.height}
        style={{ '--pixel': `${pixel}px` } as CSSProperties}
      >
        <title>The workflow from far away</title>
        {cards.map((node) => {
          const state = node.kind === 'container' ? workflow.states.get(node.pointer) : undefined;
          return state ? (
            <Box key={node.id} node={node} state={state} first={isFirst(workflow, state)} />
          ) : null;
        })}
        {drawing.edges.map((edge) => (
          <Way key={edge.id} edge={edge} />
        ))}
        {[...ways].map(([look, d]) => (
          <path key={look} className={styles.overviewLine} data-look={look} d={d} />
        ))}
        {cards.map((node) => {
          const state = node.kind === 'state' ? workflow.states.get(node.pointer) : undefined;
          return state ? (
            <Box key={node.id} node={node} state={state} first={isFirst(workflow, state)} />
          ) : null;
        })}
        <path className={styles.overviewChosen} d={chosen} />
      </svg>
    </ViewportPortal>
  );
});

function isFirst(workflow: Workflow, state: State): boolean {
  return state.machine === '' && workflow.root.start?.target === state.pointer;
}

interface BoxProps {
  readonly node: DrawnNode;
  readonly state: State;
  readonly first: boolean;
}

/** A state as a box in the colour of its type, or of its status in a run. */
const Box = memo(function Box({ node, state, first }: BoxProps) {
  const status = useRun((run) => run.states.get(state.pointer)?.status ?? null);
  const container = node.kind === 'container';
  const attributes = {
    role: 'group',
    tabIndex: -1,
    'aria-label': cardName(state, first, status),
    'data-state': state.pointer,
    'data-type': state.type ?? '',
    'data-status': status ?? undefined,
    'data-look': container ? 'container' : (status ?? state.type ?? 'Pass'),
  };
  const { x, y, width, height } = node;
  return <rect {...attributes} className={styles.overviewBox} x={x} y={y} width={width} height={height} />;
});

/** A transition as a thin line. */
const Way = memo(function Way({ edge }: { readonly edge: DrawnEdge }) {
  const taken = useRun((run) => run.taken.has(edge.id));
  return (
    <path
      className={styles.overviewLine}
      data-edge={edge.name}
      data-kind={edge.kind}
      data-taken={taken || undefined}
      data-look={edge.kind === 'catch' ? 'catch' : 'rest'}
      d={wayOf(edge)}
    />
  );
});

const wayOf = (edge: DrawnEdge): string =>
  edge.points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('');

/** The ways a run took, painted over the others; that of an error last. */
export function takenPaths(
  edges: readonly DrawnEdge[],
  taken: RunState['taken'],
): ReadonlyMap<string, string> {
  const paths = new Map([
    ['taken', ''],
    ['error', ''],
  ]);
  for (const edge of edges) {
    const run = taken.get(edge.id);
    if (!run) continue;
    const look = run.error ? 'error' : 'taken';
    paths.set(look, (paths.get(look) ?? '') + wayOf(edge));
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
