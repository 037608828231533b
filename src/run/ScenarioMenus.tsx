import { useState } from 'react';
import type { ScenarioState } from '../studio/runDoor';
import type { Studio } from '../studio/types';
import { Button, Dialog, Field, Menu, type MenuGroup, TextField } from '../ui';
import { ChevronDown, Pencil, Plus, Trash2 } from '../ui/icons';
import styles from './RunBar.module.css';
import { useScenario } from './useRun';

/** Chooses, adds, renames and deletes the named inputs and mocks of the document. */
export function ScenarioMenu({ studio }: { readonly studio: Studio }) {
  const name = useScenario(studio, (scenario) => scenario.name);
  const names = useScenario(studio, (scenario) => scenario.scenarios);
  const [naming, setNaming] = useState<'add' | 'rename' | null>(null);
  const groups: MenuGroup[] = [
    {
      label: 'Scenarios: input and mocks',
      items: names.map((other) => ({
        label: other,
        checked: other === name,
        onSelect: () => studio.run.chooseScenario(other),
      })),
    },
    {
      items: [
        {
          label: 'Add a scenario',
          detail: 'Begins as a copy of this one',
          icon: <Plus size={14} />,
          onSelect: () => setNaming('add'),
        },
        { label: 'Rename', icon: <Pencil size={14} />, onSelect: () => setNaming('rename') },
        {
          label: 'Delete',
          icon: <Trash2 size={14} />,
          danger: true,
          onSelect: () => removeScenario(studio, name),
        },
      ],
    },
  ];
  return (
    <>
      <Menu groups={groups} align="end" side="top" trigger={<BarTrigger label="Scenario" value={name} />} />
      {naming === null ? null : (
        <NameDialog
          title={naming === 'add' ? 'Add a scenario' : 'Rename the scenario'}
          first={naming === 'add' ? '' : name}
          action={naming === 'add' ? 'Add' : 'Rename'}
          onClose={() => setNaming(null)}
          onName={(next) =>
            naming === 'add' ? studio.run.addScenario(next) : studio.run.renameScenario(next)
          }
        />
      )}
    </>
  );
}

/** Deletes a scenario, with a way back. */
function removeScenario(studio: Studio, name: string): void {
  const { input, mocks, files } = studio.run.scenario.getState();
  studio.run.removeScenario(name);
  studio.view.notify(`The scenario “${name}” was deleted.`, 'info', {
    label: 'Undo',
    perform: () => studio.run.addScenario(name, { input, mocks, files }),
  });
}

interface NameProps {
  readonly title: string;
  readonly first: string;
  readonly action: string;
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}

function NameDialog({ title, first, action, onName, onClose }: NameProps) {
  const [name, setName] = useState(first);
  const done = () => {
    if (name.trim() === '') return;
    onName(name);
    onClose();
  };
  return (
    <Dialog
      open
      title={title}
      width={360}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="accent" disabled={name.trim() === ''} reason="A scenario needs a name" onClick={done}>
            {action}
          </Button>
        </>
      }
    >
      <Field label="Name">
        <TextField
          value={name}
          placeholder="Gateway down"
          onChange={setName}
          onKeyDown={(event) => {
            if (event.key === 'Enter') done();
          }}
        />
      </Field>
    </Dialog>
  );
}

const speeds = [1, 10, 60, 3600] as const;

const clockWords = (mode: ScenarioState['clock']): string =>
  mode.kind === 'virtual' ? 'Virtual' : mode.speed === 1 ? 'Real time' : `Real time ×${mode.speed}`;

/** Short enough for the bar. */
const clockBarWords = (mode: ScenarioState['clock']): string =>
  mode.kind === 'real' && mode.speed !== 1 ? `×${mode.speed}` : clockWords(mode);

const speedDetails: Readonly<Record<number, string>> = {
  1: 'A second takes a second',
  10: 'A minute takes 6 seconds',
  60: 'A minute takes a second',
  3600: 'An hour takes a second',
};

/** Chooses how virtual time passes. */
export function ClockMenu({ studio }: { readonly studio: Studio }) {
  const mode = useScenario(studio, (scenario) => scenario.clock);
  const quotas = useScenario(studio, (scenario) => scenario.quotas);
  const endAfterYear = useScenario(studio, (scenario) => scenario.endAfterYear);
  const modes: ScenarioState['clock'][] = [
    { kind: 'virtual' },
    ...speeds.map((speed) => ({ kind: 'real', speed }) as const),
  ];
  const groups: MenuGroup[] = [
    {
      label: 'Clock of the next run',
      items: modes.map((other) => ({
        label: clockWords(other),
        detail: other.kind === 'virtual' ? 'Waits are over at once' : speedDetails[other.speed],
        checked: clockWords(other) === clockWords(mode),
        onSelect: () => studio.run.setClock(other),
      })),
    },
    {
      items: [
        {
          label: 'Apply service quotas',
          detail: '25,000 events, 256 KiB of data, Express: 5 minutes',
          checked: quotas,
          onSelect: () => studio.run.setQuotas(!quotas),
        },
        {
          label: 'Time out after a year',
          detail: 'As the service does; off: waits may be longer',
          checked: endAfterYear,
          onSelect: () => studio.run.setEndAfterYear(!endAfterYear),
        },
      ],
    },
  ];
  return (
    <Menu
      groups={groups}
      align="end"
      side="top"
      trigger={<BarTrigger label="Clock" value={clockBarWords(mode)} spoken={clockWords(mode)} />}
    />
  );
}

/** `Scenario Happy path ⌄`: the label goes first where the bar is narrow. */
export function BarTrigger({
  label,
  value,
  spoken = value,
  bare = false,
  ...rest
}: {
  readonly label: string;
  readonly value: string;
  readonly spoken?: string;
  /** The value says it all. */
  readonly bare?: boolean;
} & Record<string, unknown>) {
  return (
    <button
      type="button"
      {...rest}
      className={styles.trigger}
      data-bare={bare || undefined}
      aria-label={`${label}: ${spoken}`}
      title={spoken}
    >
      {bare ? null : <span className={styles.triggerLabel}>{label}</span>}
      <span className={styles.triggerValue}>{value}</span>
      <ChevronDown size={14} aria-hidden />
    </button>
  );
}
