import { own } from '../../base/json';
import type { State } from '../../model/workflow';
import {
  CodeField,
  Field,
  FieldRow,
  Menu,
  NumberField,
  Section,
  SegmentedControl,
  Select,
  Switch,
  TextField,
} from '../../ui';
import { ChevronDown } from '../../ui/icons';
import {
  type FieldProblem,
  type InputSource,
  isContainer,
  type Level,
  type TestForm,
  takesMock,
  traces,
  type Validation,
} from './testForm';
import styles from './testState.module.css';

interface InputsProps {
  readonly state: State;
  readonly form: TestForm;
  readonly sources: readonly InputSource[];
  readonly problems: ReadonlyMap<string, FieldProblem>;
  readonly onChange: (patch: Partial<TestForm>) => void;
}

/** What a test begins with. */
export function TestInputs({ state, form, sources, problems, onChange }: InputsProps) {
  const reader = state.type === 'Map' && own(state.value, 'ItemReader') !== undefined;
  return (
    <div className={styles.inputs}>
      <div className={styles.fields}>
        <Field
          label="State input"
          error={problems.get('input')?.text}
          aside={<SourceMenu sources={sources} onText={(input) => onChange({ input })} />}
        >
          <CodeField
            className={styles.short}
            minLines={5}
            value={form.input}
            errorLine={problems.get('input')?.line}
            onChange={(input) => onChange({ input })}
          />
        </Field>
        {reader ? (
          <Field
            label="What the ItemReader gives"
            optional
            error={problems.get('readerData')?.text}
            hint="The items as JSON, in place of the file."
          >
            <CodeField
              className={styles.short}
              minLines={2}
              value={form.readerData}
              placeholder='[{"id": 1}]'
              errorLine={problems.get('readerData')?.line}
              onChange={(readerData) => onChange({ readerData })}
            />
          </Field>
        ) : null}
        {takesMock(state) ? (
          <MockFields state={state} form={form} problems={problems} onChange={onChange} />
        ) : null}
        <Field label="Inspection level" group>
          <SegmentedControl<Level>
            small
            label="Inspection level"
            value={form.level}
            options={[
              { value: 'INFO', label: 'INFO', title: 'The output alone' },
              { value: 'DEBUG', label: 'DEBUG', title: 'The data after each field too' },
              { value: 'TRACE', label: 'TRACE', title: 'As DEBUG, and what an HTTP task sends and gets' },
            ]}
            onChange={(level) => onChange({ level })}
          />
        </Field>
        {traces(form, state) ? (
          <ConnectionFields form={form} problem={problems.get('connection')} onChange={onChange} />
        ) : null}
      </div>
      <Section title="Variables" defaultOpen={form.variables.trim() !== '{}'}>
        <Field label="Variables" bare error={problems.get('variables')?.text}>
          <CodeField
            className={styles.short}
            value={form.variables}
            errorLine={problems.get('variables')?.line}
            onChange={(variables) => onChange({ variables })}
          />
        </Field>
      </Section>
      <Section title="Context object" defaultOpen={false}>
        <Field
          label="Context object"
          bare
          error={problems.get('context')?.text}
          hint="Execution, State, StateMachine and Task, in place of what is made up."
        >
          <CodeField
            className={styles.short}
            value={form.context}
            placeholder='{"Execution": {"Name": "test"}}'
            errorLine={problems.get('context')?.line}
            onChange={(context) => onChange({ context })}
          />
        </Field>
      </Section>
    </div>
  );
}

/** The connection of an HTTP task, whose secrets are shown only when asked for. */
function ConnectionFields({
  form,
  problem,
  onChange,
}: {
  readonly form: TestForm;
  readonly problem: FieldProblem | undefined;
  readonly onChange: (patch: Partial<TestForm>) => void;
}) {
  return (
    <>
      <Field
        label="EventBridge connection"
        optional
        error={problem?.text}
        hint="Its AuthParameters, as CreateConnection takes them. They are not kept."
      >
        <CodeField
          className={styles.short}
          value={form.connection}
          placeholder='{"ApiKeyAuthParameters": {"ApiKeyName": "x-api-key", "ApiKeyValue": "…"}}'
          errorLine={problem?.line}
          onChange={(connection) => onChange({ connection })}
        />
      </Field>
      <Switch
        label={
          form.mock === 'sample' ? 'Reveal secrets' : 'Reveal secrets (not beside a mock, as at the service)'
        }
        checked={form.reveal && form.mock === 'sample'}
        disabled={form.mock !== 'sample'}
        onChange={(reveal) => onChange({ reveal })}
      />
    </>
  );
}

function SourceMenu({
  sources,
  onText,
}: {
  readonly sources: readonly InputSource[];
  readonly onText: (text: string) => void;
}) {
  return (
    <Menu
      align="end"
      groups={[{ items: sources.map(({ label, text }) => ({ label, onSelect: () => onText(text) })) }]}
      trigger={
        <button type="button" className={styles.fill} aria-label="Fill the input from">
          Fill from <ChevronDown size={12} aria-hidden />
        </button>
      }
    />
  );
}

const validations = [
  { value: 'STRICT', label: 'Strictly', detail: 'Required fields must be there, types must fit' },
  { value: 'PRESENT', label: 'What is there', detail: 'Types of the fields that are there must fit' },
  { value: 'NONE', label: 'Not at all' },
] as const satisfies readonly { value: Validation; label: string; detail?: string }[];

function MockFields({ state, form, problems, onChange }: Omit<InputsProps, 'sources'>) {
  const container = isContainer(state);
  return (
    <div className={styles.mock}>
      <Field label={container ? 'In place of what it runs' : 'In place of the service'} group>
        <SegmentedControl<TestForm['mock']>
          small
          label="Mock"
          value={form.mock}
          options={[
            ...(container ? [] : [{ value: 'sample' as const, label: 'A sample' }]),
            { value: 'result', label: 'A result' },
            { value: 'error', label: 'An error' },
          ]}
          onChange={(mock) => onChange({ mock })}
        />
      </Field>
      {form.mock === 'result' ? (
        <>
          <Field
            label="Result"
            error={problems.get('result')?.text}
            hint={container ? containerHint(state) : undefined}
          >
            <CodeField
              className={styles.short}
              value={form.result}
              errorLine={problems.get('result')?.line}
              onChange={(result) => onChange({ result })}
            />
          </Field>
          {container ? null : (
            <Field label="Check it against the service">
              <Select<Validation>
                value={form.validation}
                options={validations}
                onChange={(validation) => onChange({ validation })}
              />
            </Field>
          )}
        </>
      ) : null}
      {form.mock === 'error' ? (
        <FieldRow>
          <Field label="Error">
            <TextField
              mono
              value={form.error}
              placeholder="States.TaskFailed"
              onChange={(error) => onChange({ error })}
            />
          </Field>
          <Field label="Cause">
            <TextField value={form.cause} onChange={(cause) => onChange({ cause })} />
          </Field>
        </FieldRow>
      ) : null}
      {form.mock === 'sample' ? null : (
        <FieldRow>
          {form.mock === 'error' ? (
            <Field label="Retries made before" optional>
              <NumberField
                whole
                minimum={0}
                placeholder="0"
                value={form.retries}
                onChange={(retries) => onChange({ retries })}
              />
            </Field>
          ) : null}
          {state.type === 'Map' && form.mock === 'result' ? (
            <Field label="Iterations that failed" optional>
              <NumberField
                whole
                minimum={0}
                placeholder="0"
                value={form.failures}
                onChange={(failures) => onChange({ failures })}
              />
            </Field>
          ) : null}
        </FieldRow>
      )}
    </div>
  );
}

const containerHint = (state: State): string =>
  state.type === 'Map' ? 'A list: what each iteration gave.' : 'A list: what each branch gave.';
