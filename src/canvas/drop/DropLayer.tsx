import { useStore as useFlow, ViewportPortal } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { createPortal } from 'react-dom';
import { useStore } from 'zustand';
import { own } from '../../base/json';
import { summaryOf } from '../../model/cardFacts';
import { glyphNameOf, glyphs } from '../../model/glyphs';
import { type StateType, stateTypes } from '../../model/workflow';
import { Plus, TypeTile } from '../../ui/icons';
import { type Dragging, useCanvas, useCanvasState, useView } from '../state';
import styles from './drop.module.css';
import { type DropPlace, openCentre, place, shifted } from './places';

/** The places to drop at while something is dragged, the open one, and the ghost at the pointer. */
export function DropLayer() {
  const dragging = useCanvasState((state) => state.dragging);
  if (!dragging) return null;
  return (
    <>
      {dragging.kind === 'connect' ? null : (
        <ViewportPortal>
          <Places />
        </ViewportPortal>
      )}
      {createPortal(<Ghost dragging={dragging} />, document.body)}
    </>
  );
}

/** Beyond this many places in view their rings would hide the drawing: then only the open one shows. */
const ringsAtMost = 250;
/** Steps in which the view is followed, in pixels: places a little outside are drawn as well. */
const grid = 200;

function Places() {
  const places = useCanvasState((state) => state.places);
  const open = useCanvasState((state) => state.open);
  const view = useFlow(({ transform: [x, y, zoom], width, height }) =>
    [Math.floor(-x / grid), Math.floor(-y / grid), zoom, width, height].join(' '),
  );
  const inView = useMemo(() => placesInView(places, view), [places, view]);
  const shown = inView.length <= ringsAtMost ? inView : open ? [open] : [];
  return (
    <div className={styles.layer}>
      {shown.map((each) => (
        <Place key={each.id} place={each} />
      ))}
    </div>
  );
}

function placesInView(places: readonly DropPlace[], view: string): readonly DropPlace[] {
  const [column = 0, row = 0, zoom = 1, width = 0, height = 0] = view.split(' ').map(Number);
  const left = ((column - 1) * grid) / zoom;
  const top = ((row - 1) * grid) / zoom;
  const right = left + (width + 3 * grid) / zoom;
  const bottom = top + (height + 3 * grid) / zoom;
  return places.filter(({ x, y }) => x >= left && x <= right && y >= top && y <= bottom);
}

const Place = memo(function Place({ place: each }: { readonly place: DropPlace }) {
  const open = useCanvasState((state) => state.open === each);
  const x = useCanvasState((state) => shifted(each, state.open === each ? null : state.gap).x);
  const y = useCanvasState((state) => shifted(each, state.open === each ? null : state.gap).y);
  const direction = useView((view) => view.direction);
  const centre = open ? openCentre(each, direction) : { x, y };
  return (
    <div
      className={open ? styles.open : styles.ring}
      data-drop={each.id}
      data-open={open || undefined}
      role="img"
      aria-label={each.name}
      style={{
        transform: `translate(${centre.x}px,${centre.y}px) translate(-50%,-50%)`,
        ...(open ? { width: place.width, height: place.height } : null),
      }}
    >
      <Plus size={open ? 14 : 12} strokeWidth={2.25} aria-hidden />
      {open ? <span>Add here</span> : null}
    </div>
  );
});

/** A card that follows the pointer; moved by the gesture itself, not by rendering. */
function Ghost({ dragging }: { readonly dragging: Dragging }) {
  const card = useGhostCard(dragging);
  if (!card) return null;
  return (
    <div className={styles.ghost} data-ghost aria-hidden="true">
      <TypeTile type={card.type} tile={32} glyph={glyphs[card.glyph]} />
      <span className={styles.ghostText}>
        <span className={styles.ghostName}>{card.name}</span>
        <span className={styles.ghostDetail}>{card.detail}</span>
      </span>
    </div>
  );
}

function useGhostCard(dragging: Dragging) {
  const { studio } = useCanvas();
  const workflow = useStore(studio.document.store, (document) => document.workflow);
  if (dragging.kind === 'new') {
    const { state, label, detail } = dragging.item;
    const type = typeOf(own(state, 'Type'));
    return { type, glyph: glyphNameOf({ type, value: state }), name: dragging.item.name || label, detail };
  }
  if (dragging.kind === 'move') {
    const state = workflow.states.get(dragging.pointer);
    if (!state) return null;
    return { type: state.type, glyph: glyphNameOf(state), name: state.name, detail: summaryOf(state) };
  }
  return null;
}

const typeOf = (value: unknown): StateType | null => stateTypes.find((type) => type === value) ?? null;
