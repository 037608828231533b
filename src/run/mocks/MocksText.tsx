import { useEffect, useState } from 'react';
import { counted } from '../../base/duration';
import { conditionWarnings } from '../../engine/mockConditions';
import { type JsonText, readJson } from '../../studio/jsonText';
import { mockProblemText, readMocks, writeMocks } from '../../studio/runMocks';
import type { Studio } from '../../studio/types';
import { Button, CodeField } from '../../ui';
import { SeverityMark } from '../../ui/icons';
import { useScenario } from '../useRun';
import { importCases } from './importCases';
import styles from './mocks.module.css';
import { misfitTexts, useMisfits } from './useMisfits';

/** All mocks of the scenario as text. What can be read is in force at once; what can't is named below. */
export function MocksText({ studio }: { readonly studio: Studio }) {
  const mocks = useScenario(studio, (scenario) => scenario.mocks);
  const printed = JSON.stringify(writeMocks(mocks), null, 2);
  const [draft, setDraft] = useState(printed);
  useEffect(() => {
    setDraft((text) => (meansSame(text, printed) ? text : printed));
  }, [printed]);
  const text = readJson(draft);
  const read = text.ok ? readMocks(text.value) : null;
  const put = (next: string) => {
    setDraft(next);
    const parsed = readJson(next);
    const found = parsed.ok ? readMocks(parsed.value) : null;
    if (found?.ok && !found.value.local) {
      studio.run.setMocks(found.value.cases[0]?.mocks ?? { tasks: {} });
    }
  };
  const problems = problemTexts(text, read);
  const warnings = [...misfitTexts(useMisfits(studio)), ...conditionWarnings(mocks)];
  return (
    <div className={styles.text}>
      <CodeField
        label="Mocks"
        value={draft}
        onChange={put}
        invalid={problems.length > 0}
        errorLine={text.ok ? undefined : text.problem.line}
      />
      <div className={styles.textFoot} aria-live="polite">
        {problems.slice(0, 4).map((problem) => (
          <p key={problem} className={styles.problem}>
            <SeverityMark severity="error" size={14} /> {problem}
          </p>
        ))}
        {warnings.slice(0, 4).map((warning) => (
          <p key={warning} className={styles.misfit}>
            <SeverityMark severity="warning" size={14} /> <span>{warning}</span>
          </p>
        ))}
        {read?.ok && read.value.local ? (
          <p className={styles.note}>
            This is a mock file of Step Functions Local.{' '}
            <Button small look="accent" onClick={() => importCases(studio, read.value)}>
              Make {counted(read.value.cases.length, 'scenario')} of it
            </Button>
          </p>
        ) : null}
      </div>
    </div>
  );
}

function problemTexts(text: JsonText, read: ReturnType<typeof readMocks> | null): readonly string[] {
  if (!text.ok) {
    const { line, column, message } = text.problem;
    return [`Line ${line}, column ${column}: ${message}`];
  }
  return read && !read.ok ? read.error.map(mockProblemText) : [];
}

/** Whether the text already says what the mocks are, or is being typed and says nothing yet. */
function meansSame(text: string, printed: string): boolean {
  const parsed = readJson(text);
  if (!parsed.ok) return true;
  const read = readMocks(parsed.value);
  if (!read.ok || read.value.local) return true;
  return JSON.stringify(writeMocks(read.value.cases[0]?.mocks ?? { tasks: {} }), null, 2) === printed;
}
