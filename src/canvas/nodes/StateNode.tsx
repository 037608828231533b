import type { Node, NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { badgesOf, summaryOf } from '../../model/cardFacts';
import { glyphNameOf, glyphs } from '../../model/glyphs';
import { KeyRound, RotateCw, ShieldAlert, TypeGlyph } from '../../ui/icons';
import { pendingText } from '../cardText';
import type { StateCardData } from '../project';
import { useRun } from '../state';
import styles from './card.module.css';
import { EndMark } from './EndMark';
import { Mark } from './Mark';
import { NameField } from './NameField';
import { Shifted } from './Shifted';
import { Toolbar } from './Toolbar';
import tools from './tools.module.css';
import { useCard } from './useCard';

type Props = NodeProps<Node<StateCardData, 'state'>>;

/** A state as a card, or a folded container. */
export function StateNode({ data, positionAbsoluteX, positionAbsoluteY, width = 0, height = 0 }: Props) {
  return (
    <Shifted box={{ x: positionAbsoluteX, y: positionAbsoluteY, width, height }}>
      <Card data={data} />
    </Shifted>
  );
}

const Card = memo(function Card({ data }: { readonly data: StateCardData }) {
  const { state, folded } = data;
  const card = useCard(data);
  return (
    <div {...card.attributes} className={`${styles.card} nopan`} data-folded={folded || undefined}>
      <span className={styles.tile}>
        <TypeGlyph glyph={glyphs[glyphNameOf(state)]} size={16} />
      </span>
      <span className={styles.text}>
        <span className={styles.first}>
          {card.renaming ? (
            <NameField state={state} />
          ) : (
            <span className={styles.name} title={state.name}>
              {state.name}
            </span>
          )}
          <CardBadges data={data} visits={card.visits} />
        </span>
        <Summary data={data} />
      </span>
      <Mark
        pointer={state.pointer}
        status={card.status}
        severity={card.severity}
        breakpoint={card.breakpoint}
        paused={card.paused}
        current={card.attributes.tabIndex === 0}
      />
      {data.end ? <EndMark end={data.end} /> : null}
      {card.hovered ? <Toolbar state={state} folded={folded} /> : null}
      {card.port ? (
        <span className={`${tools.port} nopan`} data-port={state.pointer} title="Draw a transition" />
      ) : null}
    </div>
  );
});

function Summary({ data }: { readonly data: StateCardData }) {
  const pointer = data.state.pointer;
  const pending = useRun((run) => pendingText(run.states.get(pointer)?.pending, run.clock));
  if (pending) return <span className={styles.pending}>{pending}</span>;
  const text = data.folded ? `${data.inner} ${data.inner === 1 ? 'state' : 'states'}` : summaryOf(data.state);
  return (
    <span className={styles.summary} title={text}>
      {text}
    </span>
  );
}

interface BadgeProps {
  readonly data: StateCardData;
  readonly visits: number;
}

/** Retries, Catch and task token while designing; in a run how often the state was visited. */
export function CardBadges({ data, visits }: BadgeProps) {
  const badges = badgesOf(data.state);
  return (
    <span className={styles.badges}>
      {visits > 1 ? (
        <span className={styles.visits} title={`${visits} visits`}>
          ×{visits}
        </span>
      ) : null}
      {badges.retries > 0 ? (
        <span className={styles.badge} title={`Retried up to ${badges.retries} times`}>
          <RotateCw size={11} aria-hidden />
          {badges.retries}
        </span>
      ) : null}
      {badges.catches ? (
        <span className={styles.catchBadge} title="Catches errors">
          <ShieldAlert size={12} aria-hidden />
        </span>
      ) : null}
      {badges.token ? (
        <span className={styles.badge} title="Waits for its task token">
          <KeyRound size={11} aria-hidden />
        </span>
      ) : null}
    </span>
  );
}
