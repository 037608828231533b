import { useState } from 'react';
import { useStore } from 'zustand';
import { isArray, own } from '../base/json';
import { fieldsFor } from '../model/stateTypes';
import type { FieldDescriptor, FieldGroup } from '../model/stateTypes/types';
import type { State } from '../model/workflow';
import type { InspectorTab, Studio } from '../studio/types';
import { EmptyState, type TabItem, Tabs } from '../ui';
import { DefinitionView } from './DefinitionView';
import { FieldSections } from './FieldSections';
import styles from './Inspector.module.css';
import { MapFields } from './MapFields';
import { RunTab } from './RunTab';
import { StateHeader } from './StateHeader';
import { TypeField } from './TypeField';

interface StateInspectorProps {
  readonly studio: Studio;
  readonly state: State;
}

const groupOf: Record<
  Exclude<InspectorTab, 'run'>,
  { readonly label: string; readonly group: FieldGroup }
> = {
  configuration: { label: 'Configuration', group: 'configuration' },
  dataFlow: { label: 'Data flow', group: 'dataFlow' },
  errors: { label: 'Errors', group: 'errors' },
  variables: { label: 'Variables', group: 'variables' },
};

/** One state: its header, and its fields under tabs. */
export function StateInspector({ studio, state }: StateInspectorProps) {
  const [asText, setAsText] = useState(false);
  const chosen = useStore(studio.view.store, (view) => view.inspectorTab);
  const hasRun = useStore(studio.run.store, (run) => run.run !== null && run.states.has(state.pointer));
  const fields = state.type ? fieldsFor(state.type, state.queryLanguage) : [];
  const tabs = tabsOf(fields, state, hasRun);
  const tab = tabs.find((each) => each.value === chosen)?.value ?? tabs[0]?.value ?? 'configuration';
  return (
    <>
      <StateHeader studio={studio} state={state} asText={asText} onAsText={setAsText} />
      {asText ? (
        <DefinitionView studio={studio} state={state} />
      ) : state.type === null ? (
        <UnknownType studio={studio} state={state} />
      ) : (
        <Tabs
          label="Parts of the state"
          value={tab}
          tabs={tabs}
          onChange={(next) => studio.view.set({ inspectorTab: next })}
          className={styles.tabs}
          panelClassName={styles.body}
        >
          <div data-inspector-body="">
            {tab === 'run' ? (
              <RunTab studio={studio} state={state} />
            ) : (
              <>
                <FieldSections
                  studio={studio}
                  fields={fields.filter((field) => field.group === groupOf[tab].group)}
                  path={state.path}
                  value={state.value}
                  state={state}
                />
                {tab === 'configuration' && state.type === 'Map' && (
                  <MapFields studio={studio} state={state} />
                )}
              </>
            )}
          </div>
        </Tabs>
      )}
    </>
  );
}

function tabsOf(
  fields: readonly FieldDescriptor[],
  state: State,
  hasRun: boolean,
): readonly TabItem<InspectorTab>[] {
  const length = (name: string): number => {
    const list = own(state.value, name);
    return isArray(list) ? list.length : 0;
  };
  const handled = length('Retry') + length('Catch');
  const groups = (['configuration', 'dataFlow', 'errors', 'variables'] as const).filter((tab) =>
    fields.some((field) => field.group === groupOf[tab].group),
  );
  return [
    ...(hasRun ? [{ value: 'run' as const, label: 'Run' }] : []),
    ...groups.map((tab) => ({
      value: tab,
      label: groupOf[tab].label,
      ...(tab === 'errors' && handled > 0 && { count: handled }),
    })),
  ];
}

function UnknownType({ studio, state }: StateInspectorProps) {
  return (
    <div className={styles.body} data-inspector-body="">
      <EmptyState text="This state has no type that is known. Choose one to see its fields." />
      <TypeField studio={studio} state={state} />
    </div>
  );
}
