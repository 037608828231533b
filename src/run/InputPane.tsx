import { type DragEvent, useState } from 'react';
import { bytes } from '../base/duration';
import { isNoInput, readJson } from '../studio/jsonText';
import type { ScenarioState } from '../studio/runDoor';
import type { Studio } from '../studio/types';
import { Button, CodeField } from '../ui';
import { AlignLeft, Check, History, SeverityMark, Upload, WandSparkles } from '../ui/icons';
import { Beside } from './Beside';
import { pickTextFile } from './files';
import { OutputPane } from './OutputPane';
import styles from './SimulationPanel.module.css';
import { sampleInput } from './sampleInput';
import { useRun, useScenario } from './useRun';

/** The execution input with its checks; after a run, the run's output beside it. */
export function InputPane({ studio }: { readonly studio: Studio }) {
  const ended = useRun(studio, (state) => state.outcome !== null);
  const editor = <InputEditor studio={studio} />;
  return ended ? (
    <Beside label="Width of the output" left={editor} right={<OutputPane studio={studio} />} width={440} />
  ) : (
    editor
  );
}

function InputEditor({ studio }: { readonly studio: Studio }) {
  const input = useScenario(studio, (scenario) => scenario.input);
  const problem = useScenario(studio, (scenario) => scenario.inputProblem);
  const lastInput = useScenario(studio, (scenario) => scenario.lastInput ?? null);
  const [dropping, setDropping] = useState(false);
  const put = (text: string) => studio.run.setInput(text);
  const drop = async (event: DragEvent) => {
    setDropping(false);
    const [file] = event.dataTransfer.files;
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    put(await file.text());
  };
  return (
    <div className={styles.pane}>
      <div className={`${styles.tools} ${styles.wrapping}`}>
        <Button
          small
          icon={<AlignLeft size={14} aria-hidden />}
          disabled={problem !== null || isNoInput(input)}
          reason={problem === null ? 'There is nothing to format' : 'The input is no JSON yet'}
          onClick={() => put(formatted(input))}
        >
          Format
        </Button>
        <Button
          small
          icon={<History size={14} aria-hidden />}
          disabled={lastInput === null || lastInput === input}
          reason={lastInput === null ? 'Nothing was run yet' : 'This is the input of the last run'}
          onClick={() => put(lastInput ?? input)}
        >
          Last input
        </Button>
        <Button
          small
          icon={<WandSparkles size={14} aria-hidden />}
          title="What the workflow reads of its input"
          onClick={() => put(JSON.stringify(sampleInput(studio.document.store.getState().workflow), null, 2))}
        >
          Sample input
        </Button>
        <Button
          small
          icon={<Upload size={14} aria-hidden />}
          onClick={async () => {
            const file = await pickTextFile('.json,application/json');
            if (file) put(file.text);
          }}
        >
          Open file
        </Button>
        <span className={styles.space} />
        <InputCheck problem={problem} input={input} />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a second way in for files; `Open file` is the first */}
      <div
        className={styles.editor}
        data-dropping={dropping || undefined}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes('Files')) return;
          event.preventDefault();
          event.stopPropagation();
          setDropping(true);
        }}
        onDragLeave={() => setDropping(false)}
        onDrop={(event) => void drop(event)}
      >
        <CodeField
          label="Execution input"
          value={input}
          onChange={put}
          invalid={problem !== null}
          errorLine={problem?.line}
          placeholder="{}"
        />
      </div>
    </div>
  );
}

interface CheckProps {
  readonly problem: ScenarioState['inputProblem'];
  readonly input: string;
}

/** What is wrong with the input and where. Only that is announced: not every keystroke. */
function InputCheck({ problem, input }: CheckProps) {
  return (
    <>
      <span role="status" aria-label="Input check" className={styles.problem}>
        {problem ? (
          <>
            <SeverityMark severity="error" size={14} />
            <span title={problem.message}>
              Line {problem.line}, column {problem.column}: {problem.message}
            </span>
          </>
        ) : null}
      </span>
      {problem ? null : (
        <span className={styles.fine}>
          <Check size={14} aria-hidden />
          {isNoInput(input) ? 'No input: the execution gets {}' : `JSON, ${bytes(sizeOf(input))}`}
        </span>
      )}
    </>
  );
}

const sizeOf = (text: string): number => new TextEncoder().encode(text).length;

/** The text laid out anew; as it was when it is no JSON. */
function formatted(text: string): string {
  const read = readJson(text);
  return read.ok ? JSON.stringify(read.value, null, 2) : text;
}
