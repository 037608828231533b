import { EdgeLabelRenderer, type EdgeProps, ViewportPortal } from '@xyflow/react';
import { memo } from 'react';
import type { DrawnLabel, Point } from '../../layout/messages';
import { ShieldAlert } from '../../ui/icons';
import { type Gap, shifted } from '../drop/places';
import { type CanvasEdge, nameOfEdge, type TransitionData } from '../project';
import { useCanvasState, useRun, useView } from '../state';
import { bend } from './bend';
import styles from './edges.module.css';
import { arrowPath, beforeArrow, roundedPath } from './path';

/** A transition: its way, arrow and label. React Flow's own routing is not used: the way comes with the drawing. */
export function TransitionEdge({ id, data }: EdgeProps<CanvasEdge>) {
  return data ? <Transition id={id} data={data} /> : null;
}

interface Props {
  readonly id: string;
  readonly data: TransitionData;
}

const Transition = memo(function Transition({ id, data }: Props) {
  const { edge } = data;
  const gap = useCanvasState((state) => (touches(state.gap, edge.points) ? state.gap : null));
  const selected = useView((view) => view.selectedEdge === id);
  const taken = useRun((run) => run.taken.get(id) !== undefined);
  const error = useRun((run) => taken && run.taken.get(id)?.error === true);
  const dangling = data.transition !== null && data.transition.target === null;
  const points = gap ? bend(edge.points, gap) : edge.points;
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a transition is a picture with a name
    <g
      className={styles.edge}
      data-edge={nameOfEdge(data)}
      data-kind={edge.kind}
      data-transition={id}
      data-taken={taken || undefined}
      data-error={error || undefined}
      data-selected={selected || undefined}
      data-dangling={dangling || undefined}
      role="img"
      aria-label={`${data.spoken}${taken ? ', taken' : ''}`}
    >
      <path className={styles.hit} d={roundedPath(points)} />
      <path className={styles.line} d={roundedPath(beforeArrow(points))} />
      <path className={styles.arrow} d={arrowPath(points)} />
      {selected ? <Grip id={id} points={points} /> : null}
      {edge.label ? (
        <EdgeLabelRenderer>
          <Label
            id={id}
            label={edge.label}
            kind={edge.kind}
            at={gap ? shifted(edge.label, gap) : edge.label}
            taken={taken}
            error={error}
            selected={selected}
          />
        </EdgeLabelRenderer>
      ) : null}
    </g>
  );
});

/** The end of a selected transition: drag it to another state. */
function Grip({ id, points }: { readonly id: string; readonly points: readonly Point[] }) {
  const tip = points.at(-1);
  if (!tip) return null;
  return (
    <ViewportPortal>
      <span
        className={`${styles.grip} nopan`}
        data-grip={id}
        title="Lead to another state"
        style={{ transform: `translate(${tip.x}px,${tip.y}px) translate(-50%,-50%)` }}
      />
    </ViewportPortal>
  );
}

interface LabelProps {
  readonly id: string;
  readonly label: DrawnLabel;
  readonly kind: TransitionData['edge']['kind'];
  readonly at: Point;
  readonly taken: boolean;
  readonly error: boolean;
  readonly selected: boolean;
}

/** The pill that says when a transition is taken. */
const Label = memo(function Label({ id, label, kind, at, taken, error, selected }: LabelProps) {
  return (
    <div
      className={styles.place}
      style={{
        transform: `translate(${at.x}px,${at.y}px)`,
        width: label.width,
        height: label.height,
      }}
    >
      <div
        className={styles.label}
        data-label={id}
        data-kind={kind}
        data-taken={taken || undefined}
        data-error={error || undefined}
        data-selected={selected || undefined}
        title={label.text}
      >
        {kind === 'catch' ? (
          <ShieldAlert size={12} aria-hidden />
        ) : label.number === null ? null : (
          <span className={styles.number}>{label.number}</span>
        )}
        <span className={styles.words}>{label.text}</span>
      </div>
    </div>
  );
});

const touches = (gap: Gap | null, points: readonly Point[]): boolean =>
  gap !== null && points.some((point) => point[gap.axis] >= gap.at);
