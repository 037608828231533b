import { useMemo, useState } from 'react';
import { counted } from '../../base/duration';
import type { Studio } from '../../studio/types';
import { Button, EmptyState, TextField } from '../../ui';
import { Download, Filter, StatusMark } from '../../ui/icons';
import { download } from '../files';
import { stateName, useDocument, useRun, useView } from '../useRun';
import { EventTable } from './EventTable';
import type { EventFilter } from './eventPager';
import styles from './events.module.css';
import { useEventCount, useEvents } from './useEvents';
import { WhoseEvents } from './WhoseEvents';

const errorsOnly: EventFilter = { errors: true };

/** The event history of the run: filtered, in pages, its details open in place. */
export function EventsPane({ studio }: { readonly studio: Studio }) {
  const run = useRun(studio, (state) => state.run);
  const [text, setText] = useState('');
  const [errors, setErrors] = useState(false);
  const [stateChanges, setStateChanges] = useState(false);
  const [only, setOnly] = useState<string | null>(null);
  const shown = useRun(studio, (state) => state.shownNested);
  const nested = shown.length > 0;
  const filter = useMemo<EventFilter>(
    () => ({
      ...(text.trim() === '' ? {} : { text: text.trim() }),
      ...(errors ? { errors } : {}),
      ...(stateChanges ? { stateChanges } : {}),
      ...(only === null || nested ? {} : { state: only }),
      ...(nested ? { nested: shown } : {}),
    }),
    [text, errors, stateChanges, only, nested, shown],
  );
  const pager = useEvents(studio, filter);
  const errorCount = useEventCount(studio, errorsOnly);
  const filtered = Object.keys(filter).some((key) => key !== 'nested');
  if (run === null) {
    return (
      <EmptyState text="The events of an execution stand here, as AWS records them. Start one to fill the list." />
    );
  }
  return (
    <div className={styles.pane}>
      <div className={styles.tools}>
        <span className={styles.filter}>
          <Filter size={14} aria-hidden />
          <TextField label="Filter events" placeholder="Filter events" value={text} onChange={setText} />
        </span>
        <Chip pressed={errors} onPress={setErrors}>
          <StatusMark status="failed" size={14} /> Errors {nested ? '' : (errorCount ?? '')}
        </Chip>
        <Chip pressed={stateChanges} onPress={setStateChanges}>
          State changes
        </Chip>
        {nested ? null : <OnlyChip studio={studio} only={only} onOnly={setOnly} />}
        <WhoseEvents studio={studio} />
        <span className={styles.space} />
        <span className={styles.count}>{counted(pager.total, 'event')}</span>
        <ExportButton studio={studio} />
      </div>
      <EventTable
        studio={studio}
        pager={pager}
        filtered={filtered}
        nested={nested}
        empty={filtered ? 'No event passes the filter.' : 'Nothing has happened yet.'}
      />
    </div>
  );
}

interface ChipProps {
  readonly pressed: boolean;
  readonly onPress: (pressed: boolean) => void;
  readonly children: React.ReactNode;
}

function Chip({ pressed, onPress, children }: ChipProps) {
  return (
    <button type="button" className={styles.chip} aria-pressed={pressed} onClick={() => onPress(!pressed)}>
      {children}
    </button>
  );
}

interface OnlyProps {
  readonly studio: Studio;
  readonly only: string | null;
  readonly onOnly: (state: string | null) => void;
}

/** `Charge card only`: follows the selection until it is pressed, then keeps its state. */
function OnlyChip({ studio, only, onOnly }: OnlyProps) {
  const selected = useView(studio, (view) => view.selection.at(-1) ?? null);
  const workflow = useDocument(studio, (document) => document.workflow);
  const state = only ?? selected;
  if (state === null) return null;
  return (
    <Chip pressed={only !== null} onPress={(pressed) => onOnly(pressed ? state : null)}>
      {stateName(workflow, state)} only
    </Chip>
  );
}

function ExportButton({ studio }: { readonly studio: Studio }) {
  const exportHistory = async () => {
    const events = await studio.run.history(studio.run.store.getState().shownNested);
    const { name } = studio.document.store.getState();
    download(`${name}-history.json`, JSON.stringify({ events }, null, 2));
  };
  return (
    <Button look="quiet" icon={<Download size={14} aria-hidden />} onClick={() => void exportHistory()}>
      Export history
    </Button>
  );
}
