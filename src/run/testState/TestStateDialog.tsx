import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { TestStateAnswer, TestStateRefusal } from '../../engine/messages';
import type { State } from '../../model/workflow';
import { withAttempts } from '../../studio/runMocks';
import type { Studio } from '../../studio/types';
import { Button, Dialog, EmptyState, SkeletonLines } from '../../ui';
import { Play, Square } from '../../ui/icons';
import { useDocument, useView } from '../useRun';
import { TestInputs } from './TestInputs';
import { TestResult } from './TestResult';
import {
  beginning,
  type InputSource,
  inputSources,
  mockToKeep,
  problemsOf,
  requestOf,
  type TestForm,
} from './testForm';
import styles from './testState.module.css';

/** Tests the selected state by itself. */
export function TestStateDialog({ studio }: { readonly studio: Studio }) {
  const pointer = useView(studio, (view) => view.selection.at(-1) ?? null);
  const state = useDocument(studio, ({ workflow }) =>
    pointer === null ? null : (workflow.states.get(pointer) ?? null),
  );
  const close = () => studio.view.set({ dialog: null });
  if (!state) {
    return (
      <Dialog open title="Test state" onClose={close}>
        <EmptyState text="Select a state on the canvas to test it by itself." />
      </Dialog>
    );
  }
  return <StateTest key={state.pointer} studio={studio} state={state} onClose={close} />;
}

/** A test that was run, with the form it was run with. */
export interface RanTest {
  readonly form: TestForm;
  readonly answer: TestStateAnswer | TestStateRefusal;
}

interface StateTestProps {
  readonly studio: Studio;
  readonly state: State;
  readonly onClose: () => void;
}

function StateTest({ studio, state, onClose }: StateTestProps) {
  const { form, sources, change } = useForm(studio, state);
  const { ran, running, run, cancel } = useTest(studio, state);
  const problems = useMemo(() => (form ? problemsOf(form, state) : new Map()), [form, state]);
  const ready = form !== null && problems.size === 0;
  const runUnchecked = () => {
    if (!form) return;
    change({ validation: 'NONE' });
    run({ ...form, validation: 'NONE' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (form && ready && !running) run(form);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of what the dialog holds
    <div className={styles.keys} onKeyDown={onKeyDown}>
      <Dialog
        open
        title={`Test state: ${state.name}`}
        width={1000}
        onClose={onClose}
        footer={
          <>
            {form ? <KeepButtons studio={studio} state={state} form={form} /> : null}
            <span className={styles.space} />
            <Button onClick={onClose}>Close</Button>
            {running ? (
              <Button icon={<Square size={14} aria-hidden />} onClick={cancel}>
                Cancel the test
              </Button>
            ) : (
              <Button
                look="primary"
                icon={<Play size={14} fill="currentColor" aria-hidden />}
                disabled={!ready}
                reason="Something in the test is no JSON yet"
                onClick={() => form && run(form)}
              >
                Run test
              </Button>
            )}
          </>
        }
      >
        <div className={styles.columns}>
          {form ? (
            <TestInputs state={state} form={form} sources={sources} problems={problems} onChange={change} />
          ) : (
            <SkeletonLines />
          )}
          <TestResult state={state} ran={ran} running={running} onUnchecked={runUnchecked} />
        </div>
      </Dialog>
    </div>
  );
}

/** The form: filled from what is known of the state, then the user's. */
function useForm(studio: Studio, state: State) {
  const [form, setForm] = useState<TestForm | null>(null);
  const [sources, setSources] = useState<readonly InputSource[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: filled once for each state that is tested
  useEffect(() => {
    let wanted = true;
    void Promise.all([beginning(studio, state), inputSources(studio, state)]).then(([first, known]) => {
      if (!wanted) return;
      setForm((typed) => typed ?? first);
      setSources(known);
    });
    return () => {
      wanted = false;
    };
  }, [studio, state.pointer]);
  const change = (patch: Partial<TestForm>) => setForm((now) => now && { ...now, ...patch });
  return { form, sources, change };
}

/** Runs tests, one at a time; the one under way can be called off. */
function useTest(studio: Studio, state: State) {
  const [ran, setRan] = useState<RanTest | null>(null);
  const [running, setRunning] = useState(false);
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), []);
  const run = async (form: TestForm) => {
    const control = new AbortController();
    under.current = control;
    setRunning(true);
    const { definition } = studio.document.store.getState().workflow;
    const answer = await studio.run.testState(requestOf(form, state, definition), control.signal);
    if (under.current !== control) return;
    setRunning(false);
    if (answer) setRan({ form, answer });
  };
  const cancel = () => {
    under.current?.abort();
    under.current = null;
    setRunning(false);
  };
  return { ran, running, run: (form: TestForm) => void run(form), cancel };
}

interface KeepProps {
  readonly studio: Studio;
  readonly state: State;
  readonly form: TestForm;
}

/** What was typed is kept with the scenario. */
function KeepButtons({ studio, state, form }: KeepProps) {
  const attempt = state.type === 'Task' ? mockToKeep(form) : null;
  return (
    <>
      <Button
        onClick={() => {
          studio.run.setTestInput(state.name, form.input);
          studio.view.notify(`The test of ${state.name} begins with this input from now on.`);
        }}
      >
        Keep as the state’s test input
      </Button>
      {state.type === 'Task' ? (
        <Button
          disabled={attempt === null}
          reason={form.mock === 'sample' ? 'A sample is no mock to keep' : 'The result is no JSON yet'}
          onClick={() => {
            if (!attempt) return;
            const { mocks, name } = studio.run.scenario.getState();
            studio.run.setMocks(withAttempts(mocks, state.name, [attempt]));
            studio.view.notify(`${state.name} answers so in the scenario ${name}.`, 'info', {
              label: 'Undo',
              perform: () => studio.run.setMocks(mocks),
            });
          }}
        >
          Save result as mock
        </Button>
      ) : null}
    </>
  );
}
