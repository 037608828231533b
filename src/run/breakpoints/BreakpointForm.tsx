import { useEffect, useState } from 'react';
import { isArray, isObject, own } from '../../base/json';
import type { Workflow } from '../../model/workflow';
import { placeOf } from '../../studio/jsonText';
import type { Breakpoint } from '../../studio/runDoor';
import type { Studio } from '../../studio/types';
import { Button, CodeField, Combobox, Dialog, Field, SegmentedControl, Select } from '../../ui';
import { useDocument } from '../useRun';
import styles from './breakpoints.module.css';
import { eventTypes } from './breakpointWords';

interface FormProps {
  readonly studio: Studio;
  readonly title: string;
  readonly first: Breakpoint;
  readonly onSave: (breakpoint: Breakpoint) => void;
  readonly onRemove?: () => void;
  readonly onClose: () => void;
}

/** No pointer reads so. */
const anyState = 'any';

/** A breakpoint's place and condition. */
export function BreakpointForm({ studio, title, first, onSave, onRemove, onClose }: FormProps) {
  const [draft, setDraft] = useState(first);
  const workflow = useDocument(studio, (document) => document.workflow);
  const problem = useExpressionProblem(studio, draft.when ?? '');
  const incomplete = draft.kind === 'event' && !draft.event?.trim() ? 'Choose an event first' : undefined;
  const change = (patch: Partial<Breakpoint>) => setDraft((now) => ({ ...now, ...patch }));
  const save = () => {
    onSave(trimmed(draft));
    onClose();
  };
  return (
    <Dialog
      open
      title={title}
      width={460}
      onClose={onClose}
      footer={
        <>
          {onRemove ? (
            <Button
              danger
              onClick={() => {
                onRemove();
                onClose();
              }}
            >
              Remove
            </Button>
          ) : null}
          <span className={styles.space} />
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="accent"
            disabled={problem !== null || incomplete !== undefined}
            reason={incomplete ?? 'The condition can’t be read yet'}
            onClick={save}
          >
            Save
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <SegmentedControl<Breakpoint['kind']>
          label="Pause"
          value={draft.kind}
          options={[
            { value: 'state', label: 'Before a state' },
            { value: 'event', label: 'After an event' },
            { value: 'error', label: 'On an error' },
          ]}
          onChange={(kind) => change({ kind })}
        />
        {draft.kind === 'event' ? (
          <Field label="Event">
            <Combobox
              mono
              value={draft.event ?? ''}
              placeholder="TaskFailed"
              suggestions={eventTypes.map((value) => ({ value }))}
              onChange={(event) => change({ event: event.trim() })}
            />
          </Field>
        ) : null}
        {draft.kind === 'error' ? (
          <Field label="Error" hint="States.ALL is any error, also one that is caught or retried.">
            <Combobox
              mono
              value={draft.error ?? ''}
              placeholder="States.ALL"
              suggestions={errorSuggestions(workflow)}
              onChange={(error) => change({ error: error.trim() })}
            />
          </Field>
        ) : null}
        <Field label="State">
          <Select
            value={draft.state ?? anyState}
            options={[
              { value: anyState, label: 'Any state' },
              ...[...workflow.states.values()].map(({ pointer, name }) => ({ value: pointer, label: name })),
            ]}
            onChange={(state) => change({ state: state === anyState ? null : state })}
          />
        </Field>
        <Field
          label="Condition"
          optional
          error={problem === null ? undefined : problem.text}
          hint="JSONata that gives true, over $states.input and the variables."
        >
          <CodeField
            plain
            minLines={2}
            value={draft.when ?? ''}
            placeholder="$states.input.total > 100"
            errorLine={problem?.line}
            onChange={(when) => change({ when })}
          />
        </Field>
      </div>
    </Dialog>
  );
}

interface ExpressionProblem {
  readonly line: number;
  readonly text: string;
}

/** What is wrong with a condition and where, a moment after the last key. */
function useExpressionProblem(studio: Studio, text: string): ExpressionProblem | null {
  const [problem, setProblem] = useState<ExpressionProblem | null>(null);
  useEffect(() => {
    if (text.trim() === '') {
      setProblem(null);
      return;
    }
    let wanted = true;
    const timer = setTimeout(() => {
      void studio.run.checkExpression(text).then((found) => {
        if (!wanted) return;
        const place = found && placeOf(text, Math.min(found.offset, text.length));
        setProblem(
          found && place
            ? { line: place.line, text: `Line ${place.line}, column ${place.column}: ${found.message}` }
            : null,
        );
      });
    }, 150);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [studio, text]);
  return problem;
}

/** Without what the kind does not have. */
function trimmed({ id, enabled, kind, state, event, error, when }: Breakpoint): Breakpoint {
  return {
    id,
    enabled,
    kind,
    state,
    ...(kind === 'event' ? { event: event ?? '' } : {}),
    ...(kind === 'error' ? { error: error || 'States.ALL' } : {}),
    ...(when === undefined || when.trim() === '' ? {} : { when: when.trim() }),
  };
}

/** Names of errors that the workflow lists, and those of the language. */
function errorSuggestions(
  workflow: Workflow,
): readonly { readonly value: string; readonly detail?: string }[] {
  const names = new Set<string>();
  for (const { value } of workflow.states.values()) {
    for (const field of ['Retry', 'Catch']) {
      const list = own(value, field);
      for (const entry of isArray(list) ? list : []) {
        const errors = isObject(entry) ? own(entry, 'ErrorEquals') : undefined;
        for (const name of isArray(errors) ? errors : []) if (typeof name === 'string') names.add(name);
      }
    }
  }
  const known = ['States.ALL', 'States.TaskFailed', 'States.Timeout', 'States.Runtime'];
  return [
    { value: 'States.ALL', detail: 'Any error' },
    { value: 'States.TaskFailed', detail: 'Any error but a time-out' },
    { value: 'States.Timeout' },
    { value: 'States.Runtime' },
    ...[...names].filter((name) => !known.includes(name)).map((value) => ({ value })),
  ];
}
