import { useEffect, useState } from 'react';
import type { JsonValue } from '../../base/json';
import { conditionWarning } from '../../engine/mockConditions';
import type { MockAttempt } from '../../engine/mockMessages';
import { readJson } from '../../studio/jsonText';
import { type AnswerKind, answerKinds, answerOf } from '../../studio/runMocks';
import { CodeField, Field, FieldRow, IconButton, NumberField, Select, TextField } from '../../ui';
import { ArrowDown, ArrowUp, SeverityMark, Trash2 } from '../../ui/icons';
import { answerWords } from './answerWords';
import styles from './mocks.module.css';

interface AttemptCardProps {
  readonly attempt: MockAttempt;
  readonly title: string;
  readonly first: boolean;
  readonly last: boolean;
  readonly onChange: (attempt: MockAttempt) => void;
  readonly onRemove: () => void;
  readonly onMove: (by: 1 | -1) => void;
  /** What does not fit the service's answer; the run takes it all the same. */
  readonly warning?: string | undefined;
}

const kindOptions = (
  ['return', 'throw', 'expression', 'timeout', 'heartbeatTimeout', 'pending'] as const
).map((kind) => ({ value: kind, label: answerWords[kind].long }));

/** One answer: what it is, after how long, and for how many attempts. */
export function AttemptCard({
  attempt,
  title,
  first,
  last,
  onChange,
  onRemove,
  onMove,
  warning,
}: AttemptCardProps) {
  const kind = answerOf(attempt);
  const condition = conditionWarning(attempt);
  const others = (['when', 'submitted', 'event'] as const).filter((key) => attempt[key] !== undefined);
  return (
    <li className={styles.card}>
      <div className={styles.cardHead}>
        <span className={styles.cardTitle}>{title}</span>
        <span className={styles.kind}>
          <Select<AnswerKind>
            label={`${title}: answer`}
            value={kind}
            options={kindOptions}
            onChange={(next) => onChange(withKind(attempt, next))}
          />
        </span>
        <span className={styles.number}>
          <NumberField
            label={`${title}: after seconds`}
            unit="s later"
            placeholder="0"
            minimum={0}
            value={attempt.delay ?? null}
            onChange={(delay) => onChange(without({ ...attempt, delay: delay ?? undefined }))}
          />
        </span>
        {last ? null : (
          <span className={styles.number}>
            <NumberField
              whole
              label={`${title}: how many times`}
              unit="times"
              placeholder="1"
              minimum={1}
              value={attempt.times ?? null}
              onChange={(times) => onChange(without({ ...attempt, times: times ?? undefined }))}
            />
          </span>
        )}
        <span className={styles.space} />
        <IconButton
          small
          label="Move up"
          disabled={first}
          icon={<ArrowUp size={14} aria-hidden />}
          onClick={() => onMove(-1)}
        />
        <IconButton
          small
          label="Move down"
          disabled={last}
          icon={<ArrowDown size={14} aria-hidden />}
          onClick={() => onMove(1)}
        />
        <IconButton small label="Remove" icon={<Trash2 size={14} aria-hidden />} onClick={onRemove} />
      </div>
      <Answer attempt={attempt} kind={kind} onChange={onChange} />
      {warning === undefined ? null : <Warning text={mismatchWords(warning)} />}
      {others.length > 0 ? (
        <p className={styles.note}>Also sets {others.join(' and ')}: edit it as JSON.</p>
      ) : null}
      {condition === null ? null : <Warning text={condition} />}
    </li>
  );
}

function Warning({ text }: { readonly text: string }) {
  return (
    <p className={styles.misfit} role="status">
      <SeverityMark severity="warning" size={14} />
      <span>{text}</span>
    </p>
  );
}

/** `The service does not answer so: …`. */
export const mismatchWords = (problem: string): string =>
  `The service does not answer so: ${problem}. The run takes it all the same.`;

interface AnswerProps {
  readonly attempt: MockAttempt;
  readonly kind: AnswerKind;
  readonly onChange: (attempt: MockAttempt) => void;
}

function Answer({ attempt, kind, onChange }: AnswerProps) {
  switch (kind) {
    case 'return':
      return (
        <ResultField
          value={attempt.return ?? null}
          onChange={(value) => onChange({ ...attempt, return: value })}
        />
      );
    case 'throw':
      return (
        <FieldRow>
          <Field label="Error">
            <TextField
              mono
              placeholder="States.TaskFailed"
              value={attempt.throw?.error ?? ''}
              onChange={(error) => onChange({ ...attempt, throw: { ...attempt.throw, error } })}
            />
          </Field>
          <Field label="Cause">
            <TextField
              value={attempt.throw?.cause ?? ''}
              onChange={(cause) => onChange({ ...attempt, throw: { ...attempt.throw, cause } })}
            />
          </Field>
        </FieldRow>
      );
    case 'expression':
      return (
        <Field label="JSONata expression" hint="Over the task's input, as $states.input.">
          <CodeField
            plain
            minLines={1}
            value={attempt.expression ?? ''}
            placeholder='{ "total": $states.input.price * 2 }'
            onChange={(expression) => onChange({ ...attempt, expression })}
          />
        </Field>
      );
    case 'pending':
      return (
        <p className={styles.note}>
          The task stays open until you answer it in State data. The virtual clock holds before its time-out;
          in real time the time-out comes when it is due.
        </p>
      );
    case 'timeout':
      return <p className={styles.note}>The task runs until its TimeoutSeconds are over.</p>;
    case 'heartbeatTimeout':
      return <p className={styles.note}>No heartbeat comes until HeartbeatSeconds are over.</p>;
  }
}

/** A result as text; while it is no JSON the last one that was stays in force. */
function ResultField({
  value,
  onChange,
}: {
  readonly value: JsonValue;
  readonly onChange: (value: JsonValue) => void;
}) {
  const [draft, setDraft] = useState(() => JSON.stringify(value, null, 2));
  useEffect(() => {
    setDraft((text) => {
      const read = readJson(text);
      if (!read.ok || JSON.stringify(read.value) === JSON.stringify(value)) return text;
      return JSON.stringify(value, null, 2);
    });
  }, [value]);
  const read = readJson(draft);
  const put = (text: string) => {
    setDraft(text);
    const next = readJson(text);
    if (next.ok) onChange(next.value);
  };
  return (
    <Field
      label="Result"
      error={
        read.ok
          ? undefined
          : `Line ${read.problem.line}, column ${read.problem.column}: ${read.problem.message}`
      }
    >
      <CodeField
        minLines={2}
        value={draft}
        onChange={put}
        errorLine={read.ok ? undefined : read.problem.line}
      />
    </Field>
  );
}

/** The attempt with another kind of answer; delay and the rest stay. */
function withKind(attempt: MockAttempt, kind: AnswerKind): MockAttempt {
  const rest = { ...attempt };
  for (const other of answerKinds) delete (rest as Record<string, unknown>)[other];
  switch (kind) {
    case 'return':
      return { ...rest, return: {} };
    case 'throw':
      return { ...rest, throw: { error: 'States.TaskFailed', cause: '' } };
    case 'expression':
      return { ...rest, expression: '$states.input' };
    default:
      return { ...rest, [kind]: true };
  }
}

/** Without the keys that are undefined, which JSON could not hold. */
function without(attempt: MockAttempt): MockAttempt {
  return Object.fromEntries(Object.entries(attempt).filter(([, value]) => value !== undefined));
}
