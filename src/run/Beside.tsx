import type { ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import styles from './SimulationPanel.module.css';

interface BesideProps {
  readonly left: ReactNode;
  readonly right: ReactNode;
  /** Pixels of the right pane at first. */
  readonly width?: number;
  /** What the separator moves, for assistive technology. */
  readonly label: string;
}

/** Two panes side by side; the right one keeps its width in pixels. */
export function Beside({ left, right, width = 352, label }: BesideProps) {
  return (
    <Group orientation="horizontal" className={styles.group}>
      <Panel minSize={240} className={styles.cell}>
        {left}
      </Panel>
      <Separator className={styles.separator} aria-label={label} />
      <Panel
        minSize={240}
        defaultSize={width}
        groupResizeBehavior="preserve-pixel-size"
        className={styles.cell}
      >
        {right}
      </Panel>
    </Group>
  );
}
