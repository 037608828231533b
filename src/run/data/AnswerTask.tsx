import { useState } from 'react';
import type { StateRun, Visit } from '../../engine/messages';
import { readJson } from '../../studio/jsonText';
import type { Studio } from '../../studio/types';
import { Button, CodeField, Field, FieldRow, Section, SegmentedControl, TextField } from '../../ui';
import { useRun } from '../useRun';
import styles from './data.module.css';

/** A task that waits for its token is answered here, as the service it called would. */
export function AnswerTask({ studio, visit }: { readonly studio: Studio; readonly visit: Visit }) {
  const waits = useRun(
    studio,
    (state) =>
      visit.end === null &&
      visit.status === 'running' &&
      waitsForAnswer(state.states.get(visit.state)?.pending),
  );
  const token = useRun(studio, (state) => state.states.get(visit.state)?.pending?.kind === 'callback');
  if (!waits) return null;
  return (
    <Section title={token ? 'Waits for its task token' : 'Waits for an answer'}>
      <AnswerForm studio={studio} visit={visit.id} />
    </Section>
  );
}

const waitsForAnswer = (pending: StateRun['pending']): boolean =>
  pending !== undefined && (pending.byHand === true || pending.kind === 'callback');

type Kind = 'success' | 'failure';

function AnswerForm({ studio, visit }: { readonly studio: Studio; readonly visit: number }) {
  const [kind, setKind] = useState<Kind>('success');
  const [output, setOutput] = useState('{}');
  const [error, setError] = useState('');
  const [cause, setCause] = useState('');
  const read = readJson(output);
  const answer = () => {
    if (kind === 'failure') void studio.run.answerTask(visit, { error, cause });
    else if (read.ok) void studio.run.answerTask(visit, { output: read.value });
  };
  return (
    <div className={styles.answer}>
      <SegmentedControl<Kind>
        small
        label="Answer"
        value={kind}
        options={[
          { value: 'success', label: 'Success' },
          { value: 'failure', label: 'Failure' },
        ]}
        onChange={setKind}
      />
      {kind === 'success' ? (
        <Field
          label="Output"
          error={
            read.ok
              ? undefined
              : `Line ${read.problem.line}, column ${read.problem.column}: ${read.problem.message}`
          }
        >
          <CodeField
            minLines={2}
            value={output}
            onChange={setOutput}
            errorLine={read.ok ? undefined : read.problem.line}
          />
        </Field>
      ) : (
        <FieldRow>
          <Field label="Error">
            <TextField mono value={error} onChange={setError} placeholder="PaymentDeclined" />
          </Field>
          <Field label="Cause">
            <TextField value={cause} onChange={setCause} />
          </Field>
        </FieldRow>
      )}
      <div className={styles.answerButtons}>
        <Button
          look="accent"
          disabled={kind === 'success' && !read.ok}
          reason="The output is no JSON yet"
          onClick={answer}
        >
          {kind === 'success' ? 'Send success' : 'Send failure'}
        </Button>
        <Button onClick={() => void studio.run.answerTask(visit, { heartbeat: true })}>Send heartbeat</Button>
      </div>
    </div>
  );
}
