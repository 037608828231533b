import type { Node, NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { SeverityMark } from '../../ui/icons';
import type { PlaceData } from '../project';
import styles from './places.module.css';
import { Shifted } from './Shifted';

type Props<K extends string> = NodeProps<Node<PlaceData, K>>;

const boxOf = ({
  positionAbsoluteX,
  positionAbsoluteY,
  width = 0,
  height = 0,
}: Pick<Props<string>, 'positionAbsoluteX' | 'positionAbsoluteY' | 'width' | 'height'>) => ({
  x: positionAbsoluteX,
  y: positionAbsoluteY,
  width,
  height,
});

/** The mark at which a machine starts. */
export const StartNode = memo(function StartNode(props: Props<'start'>) {
  return (
    <Shifted box={boxOf(props)}>
      <div className={styles.start}>
        <span className={styles.startDot} />
        Start
      </div>
    </Shifted>
  );
});

/** The lane of a Parallel's branch. */
export const LaneNode = memo(function LaneNode(props: Props<'lane'>) {
  const number = (props.data.machine?.index ?? 0) + 1;
  return (
    <Shifted box={boxOf(props)}>
      <div className={styles.lane}>
        <span className={styles.laneHead}>Branch {number}</span>
      </div>
    </Shifted>
  );
});

/** Stands where the target of a transition would be. */
export const MissingNode = memo(function MissingNode(props: Props<'missing'>) {
  const text = `no state ${props.data.name}`.trimEnd();
  return (
    <Shifted box={boxOf(props)}>
      <div className={styles.missing} role="img" aria-label={`There is ${text}`} title={text}>
        <SeverityMark severity="error" size={14} />
        <span className={styles.missingText}>{text}</span>
      </div>
    </Shifted>
  );
});

/** A machine without states. */
export const EmptyNode = memo(function EmptyNode(props: Props<'empty'>) {
  return (
    <Shifted box={boxOf(props)}>
      <div className={styles.empty}>No states yet</div>
    </Shifted>
  );
});
