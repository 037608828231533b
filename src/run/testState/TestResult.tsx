import { useState } from 'react';
import { isObject, own } from '../../base/json';
import type { TestStateAnswer } from '../../engine/messages';
import type { State } from '../../model/workflow';
import {
  Button,
  CopyButton,
  DataStages,
  EmptyState,
  ErrorBox,
  JsonView,
  SkeletonLines,
  Switch,
  type TabItem,
  Tabs,
} from '../../ui';
import { type MarkStatus, StatusMark } from '../../ui/icons';
import { HttpExchange, httpExchange } from './HttpExchange';
import type { RanTest } from './TestStateDialog';
import { testStages } from './testStages';
import styles from './testState.module.css';

interface ResultProps {
  readonly state: State;
  readonly ran: RanTest | null;
  readonly running: boolean;
  /** Runs the test once more, its mocked result not checked. */
  readonly onUnchecked: () => void;
}

type ResultTab = 'output' | 'stages' | 'http' | 'definition';

const tabs: readonly TabItem<ResultTab>[] = [
  { value: 'stages', label: 'Data flow' },
  { value: 'output', label: 'Output' },
  { value: 'definition', label: 'State definition' },
];
const httpTab: TabItem<ResultTab> = { value: 'http', label: 'HTTP' };

const statuses: Readonly<
  Record<TestStateAnswer['status'], { readonly mark: MarkStatus; readonly words: string }>
> = {
  SUCCEEDED: { mark: 'succeeded', words: 'Succeeded' },
  FAILED: { mark: 'failed', words: 'Failed' },
  RETRIABLE: { mark: 'retrying', words: 'Would be retried' },
  CAUGHT_ERROR: { mark: 'caught', words: 'Error caught' },
};

/** What came of the test: its status, what comes next, and the data at every stage. */
export function TestResult({ state, ran, running, onUnchecked }: ResultProps) {
  const [chosen, setTab] = useState<ResultTab>('stages');
  const exchange = ran !== null && 'inspectionData' in ran.answer && httpExchange(ran.answer) !== null;
  const tab = chosen === 'http' && !exchange ? 'stages' : chosen;
  const [brief, setBrief] = useState(true);
  return (
    <section className={styles.result} aria-label="Test result" aria-busy={running}>
      <div role="status" aria-label="Test status" className={styles.status}>
        {running ? <Running /> : ran ? <Status ran={ran} /> : 'Not tested yet'}
      </div>
      <Tabs
        label="Test result"
        value={tab}
        tabs={exchange ? [...tabs.slice(0, 2), httpTab, ...tabs.slice(2)] : tabs}
        onChange={setTab}
        className={styles.tabs}
        panelClassName={styles.panel}
        aside={
          tab === 'stages' ? <Switch label="Changes only" checked={brief} onChange={setBrief} /> : undefined
        }
      >
        {tab === 'definition' ? (
          <JsonView label="State definition" value={state.value} maxHeight={10_000} />
        ) : running ? (
          <SkeletonLines />
        ) : ran === null ? (
          <EmptyState text="What the state makes of its input stands here, stage by stage. Run the test to fill it." />
        ) : (
          <Answer state={state} ran={ran} tab={tab} brief={brief} onUnchecked={onUnchecked} />
        )}
      </Tabs>
    </section>
  );
}

function Running() {
  return (
    <>
      <StatusMark status="running" size={16} /> Testing
    </>
  );
}

function Status({ ran: { answer } }: { readonly ran: RanTest }) {
  if ('errorCode' in answer) {
    return (
      <>
        <StatusMark status="failed" size={16} />
        <strong>Refused</strong>
        <code className={styles.code}>{answer.errorCode}</code>
      </>
    );
  }
  const { mark, words } = statuses[answer.status];
  return (
    <>
      <StatusMark status={mark} size={16} />
      <strong>{words}</strong>
      <code className={styles.code}>{answer.status}</code>
      <span className={styles.next}>{nextWords(answer)}</span>
    </>
  );
}

/** Where the run would go on. */
function nextWords({ status, nextState, inspectionData }: TestStateAnswer): string {
  const details = inspectionData && own(inspectionData, 'errorDetails');
  const number = (name: string): number | null => {
    const value = isObject(details) ? own(details, name) : undefined;
    return typeof value === 'number' ? value : null;
  };
  const retrier = number('retryIndex');
  const catcher = number('catchIndex');
  if (status === 'RETRIABLE') {
    const wait = number('retryBackoffIntervalSeconds');
    return retrier === null || wait === null
      ? 'A retrier takes it'
      : `Retrier ${retrier + 1} waits ${wait} s first`;
  }
  if (status === 'FAILED') return retrier === null ? '' : `Retrier ${retrier + 1} has no retries left`;
  if (nextState === undefined) return status === 'SUCCEEDED' ? 'Its machine ends here' : '';
  return catcher === null ? `Next: ${nextState}` : `Catch ${catcher + 1} leads to ${nextState}`;
}

interface AnswerProps {
  readonly state: State;
  readonly ran: RanTest;
  readonly tab: ResultTab;
  readonly brief: boolean;
  readonly onUnchecked: () => void;
}

function Answer({ state, ran: { answer, form }, tab, brief, onUnchecked }: AnswerProps) {
  if ('errorCode' in answer) {
    return (
      <ErrorBox className={styles.error} cause={answer.message}>
        {form.mock === 'result' && answer.message.startsWith('Mock result schema') ? (
          <Button small onClick={onUnchecked}>
            Test without checking the result
          </Button>
        ) : null}
      </ErrorBox>
    );
  }
  const error =
    answer.error === undefined && answer.cause === undefined ? null : (
      <ErrorBox
        className={styles.error}
        status={statuses[answer.status].mark}
        error={answer.error || 'No error name'}
        cause={answer.cause}
      />
    );
  if (tab === 'http') return <HttpExchange answer={answer} sample={form.mock === 'sample'} />;
  if (tab === 'output') {
    return (
      <>
        {error}
        {answer.output === undefined ? (
          error ? null : (
            <EmptyState text="The state gave no output." />
          )
        ) : (
          <JsonView label="Output" value={answer.output} maxHeight={10_000} />
        )}
      </>
    );
  }
  return (
    <>
      {error}
      {answer.inspectionData ? (
        <>
          <DataStages stages={testStages(state, answer, form.mock === 'sample')} brief={brief} />
          {answer.output === undefined ? null : (
            <div className={styles.copy}>
              <CopyButton label="Copy the output" text={() => JSON.stringify(answer.output, null, 2)} />
            </div>
          )}
        </>
      ) : (
        <EmptyState text="INFO tells the output alone. Run the test with DEBUG to see the data after each field." />
      )}
    </>
  );
}
