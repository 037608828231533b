import type { Node, NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { summaryOf } from '../../model/cardFacts';
import { glyphNameOf, glyphs } from '../../model/glyphs';
import { ChevronDown, TypeGlyph } from '../../ui/icons';
import { pendingText } from '../cardText';
import type { StateCardData } from '../project';
import { useCanvas, useRun } from '../state';
import styles from './card.module.css';
import { EndMark } from './EndMark';
import { IterationPicker } from './IterationPicker';
import { Mark } from './Mark';
import { NameField } from './NameField';
import { Shifted } from './Shifted';
import { CardBadges } from './StateNode';
import { Toolbar } from './Toolbar';
import tools from './tools.module.css';
import { useCard } from './useCard';

type Props = NodeProps<Node<StateCardData, 'container'>>;

/** A Map or Parallel with its machines inside. The inner states are nodes of their own, drawn over it. */
export function ContainerNode({ data, positionAbsoluteX, positionAbsoluteY, width = 0, height = 0 }: Props) {
  return (
    <Shifted box={{ x: positionAbsoluteX, y: positionAbsoluteY, width, height }}>
      <Container data={data} />
    </Shifted>
  );
}

const Container = memo(function Container({ data }: { readonly data: StateCardData }) {
  const { state } = data;
  const { act } = useCanvas();
  const card = useCard(data);
  const pointer = state.pointer;
  const pending = useRun((run) => pendingText(run.states.get(pointer)?.pending, run.clock));
  const iterating = useRun((run) => run.iterations.has(pointer)) && state.type === 'Map';
  return (
    <div {...card.attributes} className={styles.container}>
      <div className={`${styles.header} nopan`} data-card-handle>
        <span className={styles.tile}>
          <TypeGlyph glyph={glyphs[glyphNameOf(state)]} size={14} />
        </span>
        {card.renaming ? (
          <NameField state={state} />
        ) : (
          <span className={styles.name} title={state.name}>
            {state.name}
          </span>
        )}
        {iterating ? null : (
          <span className={pending ? styles.pending : styles.summary}>{pending ?? summaryOf(state)}</span>
        )}
        <CardBadges data={data} visits={card.visits} />
        {iterating ? <IterationPicker pointer={pointer} /> : null}
        <button
          type="button"
          className={styles.fold}
          aria-expanded="true"
          aria-label={`Fold ${state.name}`}
          onClick={() => act.fold(pointer)}
        >
          <ChevronDown size={14} aria-hidden />
        </button>
      </div>
      <Mark
        pointer={pointer}
        status={card.status}
        severity={card.severity}
        breakpoint={card.breakpoint}
        paused={card.paused}
        current={card.attributes.tabIndex === 0}
      />
      {data.end ? <EndMark end={data.end} /> : null}
      {card.hovered ? <Toolbar state={state} folded={false} container /> : null}
      {card.port ? (
        <span className={`${tools.port} nopan`} data-port={pointer} title="Draw a transition" />
      ) : null}
    </div>
  );
});
