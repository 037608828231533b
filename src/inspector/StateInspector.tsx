import { memo, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { isArray, own } from '../base/json';
import { type Problem, problemKey } from '../model/problem';
import { fieldsFor } from '../model/stateTypes';
import type { FieldDescriptor, FieldGroup } from '../model/stateTypes/types';
import type { State } from '../model/workflow';
import type { Studio } from '../studio/types';
import type { InspectorTab } from '../studio/viewDoor';
import { EmptyState, type TabItem, Tabs } from '../ui';
import { SeverityMark } from '../ui/icons';
import { DataOfRun } from './DataOfRun';
import { DefinitionView } from './DefinitionView';
import { FieldSections } from './FieldSections';
import { problemsBeside, worstOf } from './fieldProblems';
import styles from './Inspector.module.css';
import { MapFields } from './MapFields';
import { ProblemLines } from './ProblemLines';
import { RunTab } from './RunTab';
import { StateHeader } from './StateHeader';
import { TypeField } from './TypeField';

interface StateInspectorProps {
  readonly studio: Studio;
  readonly state: State;
  /** Those of the state, without those of the states inside it. */
  readonly problems: readonly Problem[];
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
export const StateInspector = memo(function StateInspector({ studio, state, problems }: StateInspectorProps) {
  const [asText, setAsText] = useState(false);
  const chosen = useStore(studio.view.store, (view) => view.inspectorTab);
  const hasRun = useStore(studio.run.store, (run) => run.run !== null && run.states.has(state.pointer));
  const fields = state.type ? fieldsFor(state.type, state.queryLanguage) : [];
  const tabs = tabsOf(fields, state, hasRun, problems);
  useTabOfProblem(studio, state, fields);
  const beside = problemsBeside(
    problems,
    state.path,
    new Set(fields.map((field) => field.name)),
    machineFields,
  );
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
            {tab !== 'run' && <Beside studio={studio} problems={beside.filter((each) => !isAdvice(each))} />}
            {tab === 'run' ? (
              <RunTab studio={studio} state={state} />
            ) : (
              <>
                {tab === 'dataFlow' && <DataOfRun studio={studio} state={state} />}
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
                {/* Advice stands last: it must not push the fields about. */}
                <Beside studio={studio} problems={beside.filter(isAdvice)} />
              </>
            )}
          </div>
        </Tabs>
      )}
    </>
  );
});

/** Members with states of their own, which tell their problems themselves. */
const machineFields: ReadonlySet<string> = new Set(['Branches', 'ItemProcessor', 'Iterator']);

/** Turns to the tab with the field of the problem that is shown with its fixes. */
function useTabOfProblem(studio: Studio, state: State, fields: readonly FieldDescriptor[]): void {
  const shown = useStore(studio.view.store, (view) => view.problem);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another problem or state is shown
  useEffect(() => {
    if (shown === null) return;
    const { problems } = studio.document.store.getState();
    const problem = problems.find((each) => each.state === state.pointer && problemKey(each) === shown);
    const name = String(problem?.path[state.path.length]);
    const group = problem && fields.find((field) => field.name === name)?.group;
    const tab = tabNames.find((each) => groupOf[each].group === group);
    if (tab) studio.view.set({ inspectorTab: tab });
  }, [shown, state.pointer]);
}

const tabNames = ['configuration', 'dataFlow', 'errors', 'variables'] as const;

function tabsOf(
  fields: readonly FieldDescriptor[],
  state: State,
  hasRun: boolean,
  problems: readonly Problem[],
): readonly TabItem<InspectorTab>[] {
  const length = (name: string): number => {
    const list = own(state.value, name);
    return isArray(list) ? list.length : 0;
  };
  const handled = length('Retry') + length('Catch');
  /** The gravest error or warning in the fields of a tab. */
  const severityIn = (tab: keyof typeof groupOf) => {
    const names = new Set(
      fields.filter((field) => field.group === groupOf[tab].group).map((field) => field.name),
    );
    const worst = worstOf(problems.filter((problem) => names.has(String(problem.path[state.path.length]))));
    return worst && worst.severity !== 'advice' ? worst.severity : null;
  };
  const markOf = (tab: keyof typeof groupOf) => {
    const severity = severityIn(tab);
    return severity && { mark: <SeverityMark severity={severity} size={12} /> };
  };
  const groups = tabNames.filter((tab) => fields.some((field) => field.group === groupOf[tab].group));
  return [
    ...(hasRun ? [{ value: 'run' as const, label: 'Run' }] : []),
    ...groups.map((tab) => ({
      value: tab,
      label: groupOf[tab].label,
      ...markOf(tab),
      ...(tab === 'errors' && handled > 0 && { count: handled }),
    })),
  ];
}

const isAdvice = (problem: Problem): boolean => problem.severity === 'advice';

/** Problems that no field tells. */
function Beside({ studio, problems }: { readonly studio: Studio; readonly problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <div className={styles.problems}>
      <ProblemLines studio={studio} problems={problems} />
    </div>
  );
}

function UnknownType({ studio, state }: Omit<StateInspectorProps, 'problems'>) {
  return (
    <div className={styles.body} data-inspector-body="">
      <EmptyState text="This state has no type that is known. Choose one to see its fields." />
      <TypeField studio={studio} state={state} />
    </div>
  );
}
