import { useState } from 'react';
import { counted } from '../../base/duration';
import { startsExecutionState } from '../../model/stateMachineName';
import { readJson } from '../../studio/jsonText';
import { attemptsOf, mockProblemText, readMocks, withAttempts } from '../../studio/runMocks';
import type { Studio } from '../../studio/types';
import { Button, EmptyState, SegmentedControl } from '../../ui';
import { SeverityMark, Upload } from '../../ui/icons';
import { pickTextFile } from '../files';
import { taskStates, useDocument, useScenario, useView, useWorkflows } from '../useRun';
import { AttemptList } from './AttemptList';
import { FilesView } from './FilesView';
import { importCases } from './importCases';
import { MocksText } from './MocksText';
import styles from './mocks.module.css';
import { NestedChoice } from './NestedChoice';
import { answeringWorkflow, TaskList } from './TaskList';
import { useMisfits } from './useMisfits';

/** How tasks answer in the scenario: state by state, or all of it as JSON. */
export function MocksPane({ studio }: { readonly studio: Studio }) {
  const [view, setView] = useState<'tasks' | 'files' | 'json'>('tasks');
  const [problem, setProblem] = useState<string | null>(null);
  const importFile = async () => {
    const file = await pickTextFile('.json,application/json');
    if (!file) return;
    setProblem(importText(studio, file.text));
  };
  return (
    <div className={styles.pane}>
      <div className={styles.tools}>
        <SegmentedControl<'tasks' | 'files' | 'json'>
          small
          label="Mocks as"
          value={view}
          options={[
            { value: 'tasks', label: 'By task' },
            { value: 'files', label: 'Files' },
            { value: 'json', label: 'As JSON' },
          ]}
          onChange={setView}
        />
        <Button
          small
          icon={<Upload size={14} aria-hidden />}
          title="Our own form, or a mock configuration file of Step Functions Local"
          onClick={() => void importFile()}
        >
          Import a mock file
        </Button>
        {problem === null ? null : (
          <span role="alert" className={styles.problem}>
            <SeverityMark severity="error" size={14} /> {problem}
          </span>
        )}
      </div>
      {view === 'json' ? <MocksText studio={studio} /> : null}
      {view === 'files' ? <FilesView studio={studio} /> : null}
      {view === 'tasks' ? <ByTask studio={studio} /> : null}
    </div>
  );
}

/** Takes mocks from a text over into the scenario, or the test cases of a file into scenarios; says what is wrong. */
function importText(studio: Studio, text: string): string | null {
  const read = readJson(text);
  if (!read.ok) {
    const { line, column, message } = read.problem;
    return `Line ${line}, column ${column}: ${message}`;
  }
  const mocks = readMocks(read.value);
  if (!mocks.ok) return mocks.error.slice(0, 3).map(mockProblemText).join('; ');
  importCases(studio, mocks.value);
  return null;
}

function ByTask({ studio }: { readonly studio: Studio }) {
  const workflow = useDocument(studio, (document) => document.workflow);
  const mocks = useScenario(studio, (scenario) => scenario.mocks);
  const workflows = useWorkflows(studio);
  const misfits = useMisfits(studio);
  const scenario = useScenario(studio, (state) => state.name);
  const selection = useView(studio, (view) => view.selection.at(-1) ?? null);
  const [chosen, setChosen] = useState<string | null>(null);
  const tasks = taskStates(workflow);
  if (tasks.length === 0) {
    return (
      <EmptyState text="The answers of the workflow's tasks stand here. It has no Task state yet: add one from the states browser." />
    );
  }
  const current =
    tasks.find(({ pointer }) => pointer === selection) ??
    tasks.find(({ pointer }) => pointer === chosen) ??
    tasks[0];
  if (!current) return null;
  const choose = (pointer: string) => {
    setChosen(pointer);
    studio.view.select([pointer], 'run');
  };
  const unknown = Object.keys(mocks.tasks).filter((name) => !tasks.some((task) => task.name === name));
  return (
    <div className={styles.columns}>
      <div className={styles.left}>
        <TaskList
          misfits={misfits}
          studio={studio}
          tasks={tasks}
          mocks={mocks}
          current={current.pointer}
          onChoose={choose}
        />
        {unknown.length > 0 ? (
          <p className={styles.note}>
            {counted(unknown.length, 'entry', 'entries')} for no task of this workflow: {unknown.join(', ')}.
          </p>
        ) : null}
      </div>
      <AttemptList
        key={`${scenario} ${current.pointer}`}
        state={current}
        attempts={attemptsOf(mocks, current.name)}
        misfits={misfits.get(current.name)}
        workflow={answeringWorkflow(mocks, current, workflows)}
        above={
          startsExecutionState(current.value) ? (
            <NestedChoice
              studio={studio}
              state={current}
              mocked={attemptsOf(mocks, current.name).length > 0}
            />
          ) : null
        }
        onChange={(attempts) => studio.run.setMocks(withAttempts(mocks, current.name, attempts))}
      />
    </div>
  );
}
