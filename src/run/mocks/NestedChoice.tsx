import { useEffect } from 'react';
import { namedMachine, namedStateMachine } from '../../model/stateMachineName';
import type { State } from '../../model/workflow';
import { nestedOf, withNested } from '../../studio/runMocks';
import type { KnownWorkflow } from '../../studio/runWorkflows';
import type { Studio } from '../../studio/types';
import { Field, Select, type SelectOption } from '../../ui';
import { SeverityMark } from '../../ui/icons';
import { useScenario, useWorkflows } from '../useRun';
import styles from './mocks.module.css';

interface NestedChoiceProps {
  readonly studio: Studio;
  readonly state: State;
  readonly mocked: boolean;
}

/** What answers a task that starts an execution: a workflow that the user has, or the answers below. */
export function NestedChoice({ studio, state, mocked }: NestedChoiceProps) {
  const workflows = useWorkflows(studio);
  const mocks = useScenario(studio, (scenario) => scenario.mocks);
  // Tabs come and go, and so do their documents.
  useEffect(() => {
    const look = () => void studio.run.findWorkflows();
    look();
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [studio]);
  const choice = nestedOf(mocks, state.name);
  const options = optionsOf(state, workflows, choice, mocked);
  const value = choice === false || (choice === undefined && mocked) ? 'mocks' : runs(choice);
  const change = (next: string) => {
    const chosen = next === 'auto' ? undefined : next === 'mocks' ? false : next.slice(prefix.length);
    studio.run.setMocks(withNested(mocks, state.name, chosen));
  };
  const note = noteOf(state, workflows, choice, mocked);
  return (
    <div className={styles.nested}>
      <Field label="Answered by" hint={note.warns ? undefined : note.text}>
        <Select value={value} options={options} onChange={change} />
      </Field>
      {note.warns ? (
        <p className={styles.nestedWarning}>
          <SeverityMark severity="warning" size={14} /> {note.text}
        </p>
      ) : null}
    </div>
  );
}

const prefix = 'run ';
const runs = (choice: string | false | undefined): string =>
  typeof choice === 'string' ? prefix + choice : 'auto';

const places: Readonly<Record<KnownWorkflow['from'], string>> = {
  here: 'in this file',
  tab: 'open in another tab',
  kept: 'opened before',
};

function optionsOf(
  state: State,
  workflows: readonly KnownWorkflow[],
  choice: string | false | undefined,
  mocked: boolean,
): SelectOption[] {
  const known = workflows.map(({ name, from, document }) => ({
    value: prefix + name,
    label: `Workflow ${name}`,
    detail: from === 'here' ? places[from] : `${document}, ${places[from]}`,
  }));
  const gone = typeof choice === 'string' && !namedStateMachine(choice, workflows);
  return [
    // Where there are answers and nothing was chosen, they answer.
    ...(mocked ? [] : [{ value: 'auto', label: autoLabel(state, workflows) }]),
    ...known,
    ...(gone ? [{ value: prefix + choice, label: `Workflow ${choice}`, detail: 'not open any more' }] : []),
    { value: 'mocks', label: mocked ? 'The answers below' : 'A sample, or answers added below' },
  ];
}

/** The workflow that the ARN of a task names. */
export function workflowByArn(state: State, workflows: readonly KnownWorkflow[]): KnownWorkflow | undefined {
  const text = namedMachine(state.value);
  return text === null ? undefined : namedStateMachine(text, workflows);
}

function autoLabel(state: State, workflows: readonly KnownWorkflow[]): string {
  if (namedMachine(state.value) === null) return 'The workflow that its ARN names in the run';
  const found = workflowByArn(state, workflows);
  return found
    ? `The workflow that its ARN names: ${found.name}`
    : 'The workflow that its ARN names: none is open';
}

function noteOf(
  state: State,
  workflows: readonly KnownWorkflow[],
  choice: string | false | undefined,
  mocked: boolean,
): { readonly text: string; readonly warns: boolean } {
  const say = (text: string, warns = false) => ({ text, warns });
  if (typeof choice === 'string') {
    const found = namedStateMachine(choice, workflows);
    if (!found)
      return say(`${choice} is not open any more: open it again, or the answers below are given.`, true);
    return say(`Runs ${found.name} with its own mocks. The answers below wait until you choose them.`);
  }
  if (choice === false || mocked) return say('No workflow is run for it.');
  if (workflowByArn(state, workflows)) return say('Runs that workflow with its own mocks.');
  return say(
    'A workflow in this file, in another tab or opened before is run when its name is that of the ARN.',
  );
}
