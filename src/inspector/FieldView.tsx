import { useStore } from 'zustand';
import type { Path } from '../base/pointer';
import { problemKey } from '../model/problem';
import type { FieldDescriptor } from '../model/stateTypes/types';
import type { State } from '../model/workflow';
import type { Studio } from '../studio/types';
import { Button, Field, TextWithCode } from '../ui';
import { controls } from './controls';
import { worstOf } from './fieldProblems';
import styles from './Inspector.module.css';
import { FieldActions } from './ProblemLines';
import { type FieldAccess, useField } from './useField';

interface FieldViewProps {
  readonly studio: Studio;
  readonly field: FieldDescriptor;
  readonly path: Path;
  readonly state: State | null;
  /** Without its label: the heading of its section says it. */
  readonly bare?: boolean;
}

/** Controls that hold several of their own: their label names the group. */
const groups = new Set(['list', 'object', 'boolean', 'errorNames', 'stringList', 'comparison']);

/** One field: its label, its control, its problems with their first fix. */
export function FieldView({ studio, field, path, state, bare = false }: FieldViewProps) {
  // A field without fields of its own tells the problems inside its value too.
  const access = useField(studio, path, field.fields === undefined);
  const shownKey = useStore(studio.view.store, (view) => view.problem);
  const Control = controls[field.kind];
  if (!Control) return null;
  const shown = access.problems.find((problem) => problemKey(problem) === shownKey);
  const told = shown ?? worstOf(access.problems);
  const control = <Control studio={studio} field={field} access={access} state={state} />;
  const topic = path
    .filter((step) => typeof step === 'string')
    .slice(-2)
    .map(String);
  return (
    <div
      data-field={path.join('/')}
      data-problem-shown={shown ? '' : undefined}
      className={styles.fieldPlace}
    >
      <Field
        label={field.label}
        optional={field.required === undefined && field.kind !== 'enum' && access.value === undefined}
        group={groups.has(field.kind)}
        // One tree with and without a problem: a control that was set up anew would lose the focus.
        bare={bare && !told}
        inline={field.kind === 'boolean' && typeof access.value !== 'string'}
        onInfo={() =>
          studio.view.set({
            info: {
              kind: 'field',
              stateType: state?.type ?? null,
              path: topic.length > 0 ? topic.slice(-1) : [],
            },
            infoOpen: true,
          })
        }
        error={told?.severity === 'error' && <TextWithCode text={told.message} />}
        warning={told?.severity === 'warning' && <TextWithCode text={told.message} />}
        advice={told?.severity === 'advice' && <TextWithCode text={told.message} />}
        actions={told && <FieldActions studio={studio} problem={told} more={access.problems.length - 1} />}
        aside={<RemoveAside field={field} access={access} />}
      >
        {control}
      </Field>
    </div>
  );
}

/** Fields without a text to empty need a button to be taken out. */
function RemoveAside({ field, access }: { readonly field: FieldDescriptor; readonly access: FieldAccess }) {
  const removable = field.kind === 'object' || field.kind === 'list';
  if (!removable || field.required === true || access.value === undefined) return null;
  return (
    <Button look="link" small onClick={() => access.remove()} aria-label={`Remove ${field.label}`}>
      Remove
    </Button>
  );
}
