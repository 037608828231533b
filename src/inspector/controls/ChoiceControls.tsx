import { isArray } from '../../base/json';
import { glyphs } from '../../model/glyphs';
import { Combobox, Select, Switch, TokenField } from '../../ui';
import { TypeGlyph, typeColour } from '../../ui/icons';
import { errorNameSuggestions, resourceSuggestions, serviceBehind } from '../suggestions';
import { useSdkFacts } from '../useSdkFacts';
import { CodeTextControl } from './TextControls';
import type { ControlProps } from './types';

/** Stands for a field that is not written. No value of a definition is empty text. */
const unset = '';

/** One of a list of fixed values, or not set. A value outside the list is shown as it is. */
export function EnumControl({ access, field }: ControlProps) {
  const options = (field.options ?? []).map((option) => ({
    value: option.value,
    label: option.label,
    ...(option.help && { detail: option.help }),
  }));
  const value = typeof access.value === 'string' ? access.value : unset;
  const unknown = value !== unset && !options.some((option) => option.value === value);
  const inForce = options.find((option) => option.value === field.defaultValue)?.label ?? field.defaultValue;
  const fallback = typeof inForce === 'string' ? `${inForce} (not set)` : 'Not set';
  return (
    <Select
      value={value === unset ? null : value}
      placeholder={typeof inForce === 'string' ? inForce : 'Not set'}
      options={[
        ...(field.required === true ? [] : [{ value: unset, label: fallback }]),
        ...options,
        ...(unknown ? [{ value, label: value }] : []),
      ]}
      onChange={(next) => (next === unset ? access.remove() : access.set(next))}
    />
  );
}

export function BooleanControl(props: ControlProps) {
  const { access, field } = props;
  if (typeof access.value === 'string') return <CodeTextControl {...props} />;
  return (
    <Switch
      label={field.label}
      checked={access.value === true}
      onChange={(checked) => (checked ? access.set(true) : access.remove())}
    />
  );
}

/** The name of a state of the same machine; a name that does not exist yet may be typed. */
export function StateNameControl({ studio, access, state }: ControlProps) {
  const { workflow } = studio.document.store.getState();
  const machine = state ? workflow.machines.get(state.machine) : workflow.root;
  const suggestions = (machine?.states ?? []).flatMap((pointer) => {
    const candidate = workflow.states.get(pointer);
    if (!candidate) return [];
    return [
      {
        value: candidate.name,
        icon: (
          <span style={{ color: typeColour(candidate.type) }}>
            <TypeGlyph glyph={glyphs[candidate.type ?? 'Pass']} size={14} />
          </span>
        ),
      },
    ];
  });
  return (
    <Combobox
      value={typeof access.value === 'string' ? access.value : ''}
      suggestions={suggestions}
      empty="No state has this name. Enter takes it all the same."
      onChange={(name) => (name === '' ? access.remove() : access.set(name))}
    />
  );
}

/** The ARN of what a Task calls. */
export function ResourceControl({ access }: ControlProps) {
  return (
    <Combobox
      mono
      value={typeof access.value === 'string' ? access.value : ''}
      suggestions={resourceSuggestions}
      empty="Enter takes this ARN as it is."
      onChange={(resource) => (resource === '' ? access.remove() : access.set(resource))}
    />
  );
}

export function ErrorNamesControl({ access, state }: ControlProps) {
  const names = isArray(access.value) ? access.value.filter((name) => typeof name === 'string') : [];
  const facts = useSdkFacts(serviceBehind(state));
  return (
    <TokenField
      values={names}
      suggestions={errorNameSuggestions(state, facts)}
      placeholder="Add an error name"
      onChange={(values) => access.set(values)}
    />
  );
}

export function StringListControl({ access }: ControlProps) {
  const values = isArray(access.value) ? access.value.filter((entry) => typeof entry === 'string') : [];
  return (
    <TokenField
      values={values}
      suggestions={[]}
      placeholder="Add an entry"
      onChange={(next) => (next.length === 0 ? access.remove() : access.set(next))}
    />
  );
}
