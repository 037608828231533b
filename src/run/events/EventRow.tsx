// biome-ignore-all lint/a11y/useSemanticElements: the virtualiser places the rows, which table elements can't hold
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid takes the keys
import { memo } from 'react';
import { clock } from '../../base/duration';
import type { RunEvent } from '../../engine/messages';
import { findVisit } from '../../studio/runFold';
import type { Studio } from '../../studio/types';
import { Button, JsonView } from '../../ui';
import { ChevronDown, ChevronRight, History, Pencil, StatusMark } from '../../ui/icons';
import { stateName, useDocument, useRun } from '../useRun';
import styles from './events.module.css';
import { eventMark, eventNote, eventResource, isErrorEvent, readable } from './eventWords';

interface EventRowProps {
  readonly studio: Studio;
  readonly id: string;
  readonly index: number;
  readonly event: RunEvent | undefined;
  readonly nested: boolean;
  readonly active: boolean;
  readonly selected: boolean;
  readonly open: boolean;
  readonly onChoose: (index: number) => void;
  readonly onToggle: (index: number) => void;
}

/** One event, 24 px high. Until its page has come it holds its place. */
export const EventRow = memo(function EventRow({
  studio,
  id,
  index,
  event,
  nested,
  active,
  selected,
  open,
  onChoose,
  onToggle,
}: EventRowProps) {
  const workflow = useDocument(studio, (document) => document.workflow);
  const visit = useRun(studio, (state) =>
    nested || event?.visit == null ? undefined : findVisit(state.visits, event.visit),
  );
  if (!event) {
    return <div role="row" id={id} aria-rowindex={index + 2} aria-busy="true" className={styles.row} />;
  }
  const mark = eventMark(event.event, visit);
  const note = eventNote(event, visit);
  const error = isErrorEvent(event.event);
  const frame = event.frames.at(-1);
  return (
    <div
      role="row"
      id={id}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-event-id={event.event.id}
      data-active={active || undefined}
      data-error={error || undefined}
      className={styles.row}
      onClick={() => onChoose(index)}
      onDoubleClick={() => onToggle(index)}
    >
      <span role="gridcell" className={styles.right}>
        {event.event.id}
      </span>
      <span role="gridcell" className={styles.type}>
        <span className={styles.mark}>
          {mark ? <StatusMark status={mark} size={14} /> : <i className={styles.dot} />}
        </span>
        {event.event.type}
        {note ? (
          <span
            className={styles.note}
            data-tone={error ? 'error' : event.given ? 'given' : (mark ?? undefined)}
            title={note}
          >
            {note}
          </span>
        ) : null}
      </span>
      <span role="gridcell" className={styles.cut}>
        {event.state === null ? '' : stateName(workflow, event.state)}
        {frame ? (
          <span className={styles.frame}>
            {frame.kind === 'iteration' ? `#${frame.index}` : `branch ${frame.index + 1}`}
          </span>
        ) : null}
      </span>
      <span role="gridcell" className={styles.resource} title={eventResource(event.event)}>
        {eventResource(event.event)}
      </span>
      <span role="gridcell" className={styles.right}>
        {clock(event.at)}
      </span>
      <span role="gridcell" className={styles.last}>
        <button
          type="button"
          tabIndex={-1}
          className={styles.toggle}
          aria-label={`Details of event ${event.event.id}`}
          aria-expanded={open}
          onClick={(click) => {
            click.stopPropagation();
            onToggle(index);
          }}
        >
          {open ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
        </button>
      </span>
    </div>
  );
});

/** An event's details under its row, and the way back to its moment. */
export function EventDetails({
  studio,
  event,
  nested,
}: {
  readonly studio: Studio;
  readonly event: RunEvent;
  readonly nested: boolean;
}) {
  return (
    <div role="row" className={styles.details}>
      <div role="gridcell" aria-colspan={6} className={styles.detailsCell}>
        {nested ? null : <EventTools studio={studio} event={event} />}
        <JsonView label={`Event ${event.event.id}`} value={readable(event.event)} maxHeight={180} />
      </div>
    </div>
  );
}

function EventTools({ studio, event }: { readonly studio: Studio; readonly event: RunEvent }) {
  return (
    <div className={styles.detailsTools}>
      <Button
        small
        icon={<History size={14} aria-hidden />}
        onClick={() => void studio.run.goTo(event.event.id)}
      >
        Go to this moment
      </Button>
      <Button
        small
        icon={<Pencil size={14} aria-hidden />}
        onClick={() => {
          studio.run.selectEvent(event.event.id);
          studio.view.set({ dialog: 'editData' });
        }}
      >
        Edit data here
      </Button>
    </div>
  );
}
