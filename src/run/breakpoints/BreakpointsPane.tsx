import { useState } from 'react';
import { newBreakpointId } from '../../studio/runBreakpoints';
import type { Breakpoint } from '../../studio/runDoor';
import type { Studio } from '../../studio/types';
import { Button, Checkbox, EmptyState, IconButton, Menu } from '../../ui';
import { ChevronDown, Pencil, Plus, SeverityMark, StatusMark, Trash2 } from '../../ui/icons';
import panel from '../SimulationPanel.module.css';
import { useDocument, useRun, useScenario, useView } from '../useRun';
import { BreakpointForm } from './BreakpointForm';
import styles from './breakpoints.module.css';
import { breakpointWords, isLost } from './breakpointWords';

/** Where runs of the document pause: added, edited, put off and taken away. */
export function BreakpointsPane({ studio }: { readonly studio: Studio }) {
  const stops = useScenario(studio, (scenario) => scenario.stops);
  const [edited, setEdited] = useState<Breakpoint | null>(null);
  return (
    <div className={panel.pane}>
      <div className={panel.tools}>
        <AddMenu studio={studio} onAdd={setEdited} />
        <Checkbox
          label="Pause on every error"
          checked={useScenario(studio, (scenario) => scenario.pauseOnError)}
          onChange={(pause) => studio.run.setPauseOnError(pause)}
        />
        <span className={panel.space} />
        <span className={panel.hint}>Kept with this document</span>
      </div>
      {stops.length === 0 ? (
        <EmptyState text="Breakpoints stand here: before a state, after a kind of event, on an error, each with a condition if you like. Add the first." />
      ) : (
        <ul className={styles.list} aria-label="Breakpoints">
          {stops.map((breakpoint) => (
            <Row
              key={breakpoint.id}
              studio={studio}
              breakpoint={breakpoint}
              onEdit={() => setEdited(breakpoint)}
            />
          ))}
        </ul>
      )}
      {edited ? (
        <BreakpointForm
          studio={studio}
          title={stops.some(({ id }) => id === edited.id) ? 'Edit the breakpoint' : 'Add a breakpoint'}
          first={edited}
          onSave={studio.run.setBreakpoint}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </div>
  );
}

interface AddProps {
  readonly studio: Studio;
  readonly onAdd: (first: Breakpoint) => void;
}

function AddMenu({ studio, onAdd }: AddProps) {
  const selected = useView(studio, (view) => view.selection.at(-1) ?? null);
  const add = (kind: Breakpoint['kind']) => {
    const id = newBreakpointId(studio.run.scenario.getState().stops);
    onAdd({
      id,
      enabled: true,
      kind,
      state: kind === 'state' ? selected : null,
      ...(kind === 'error' ? { error: 'States.ALL' } : {}),
    });
  };
  return (
    <Menu
      groups={[
        {
          items: [
            {
              label: 'Before a state',
              detail: 'Or any state whose data meets a condition',
              onSelect: () => add('state'),
            },
            {
              label: 'After an event',
              detail: 'TaskFailed, MapIterationStarted, …',
              onSelect: () => add('event'),
            },
            { label: 'On an error', detail: 'Any, or one by its name', onSelect: () => add('error') },
          ],
        },
      ]}
      trigger={
        <Button small icon={<Plus size={14} aria-hidden />}>
          Add a breakpoint <ChevronDown size={14} aria-hidden />
        </Button>
      }
    />
  );
}

interface RowProps {
  readonly studio: Studio;
  readonly breakpoint: Breakpoint;
  readonly onEdit: () => void;
}

function Row({ studio, breakpoint, onEdit }: RowProps) {
  const workflow = useDocument(studio, (document) => document.workflow);
  const here = useRun(
    studio,
    ({ pausedBy, status }) => status === 'paused' && pausedBy?.breakpoint === breakpoint.id,
  );
  const words = breakpointWords(breakpoint, workflow);
  const lost = isLost(breakpoint, workflow);
  return (
    <li className={styles.row} data-off={!breakpoint.enabled || undefined} data-here={here || undefined}>
      <Checkbox
        label={<span className={styles.words}>{words}</span>}
        checked={breakpoint.enabled}
        onChange={(enabled) => studio.run.setBreakpoint({ ...breakpoint, enabled })}
      />
      <code className={styles.when} title={breakpoint.when}>
        {breakpoint.when ? `when ${breakpoint.when}` : ''}
      </code>
      {lost ? (
        <span className={styles.lost}>
          <SeverityMark severity="warning" size={14} /> This state is gone
        </span>
      ) : null}
      {here ? (
        <span className={styles.here}>
          <StatusMark status="paused" size={14} /> The run stands here
        </span>
      ) : null}
      <IconButton
        small
        label={`Edit: ${words}`}
        tooltip="Edit"
        icon={<Pencil size={14} aria-hidden />}
        onClick={onEdit}
      />
      <IconButton
        small
        label={`Remove: ${words}`}
        tooltip="Remove"
        icon={<Trash2 size={14} aria-hidden />}
        onClick={() => {
          studio.run.removeBreakpoint(breakpoint.id);
          studio.view.notify('The breakpoint was removed.', 'info', {
            label: 'Undo',
            perform: () => studio.run.setBreakpoint(breakpoint),
          });
        }}
      />
    </li>
  );
}
