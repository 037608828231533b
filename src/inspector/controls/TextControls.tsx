import type { JsonValue } from '../../base/json';
import { NumberField, TextArea, TextField } from '../../ui';
import type { ControlProps } from './types';
import { useDraft } from './useDraft';
import { readNumberOrText, showText } from './values';

/** Writes what was typed: nothing typed takes an optional field out. */
function useTyped({ access, field }: ControlProps, read: (text: string) => JsonValue) {
  const { draft, edit, wrote } = useDraft(access.value, showText);
  const write = (text: string): void => {
    edit(text);
    if (text === '' && field.required !== true) {
      wrote(undefined);
      if (access.value !== undefined) access.remove();
      return;
    }
    const value = field.nullable && text.trim() === 'null' ? null : read(text);
    wrote(value);
    access.set(value);
  };
  return { draft, write };
}

function placeholderOf({ field }: ControlProps): string | undefined {
  if (field.defaultValue === undefined || field.defaultValue === null) return undefined;
  return showText(field.defaultValue);
}

/** One line of plain text. */
export function TextControl(props: ControlProps) {
  const { draft, write } = useTyped(props, (text) => text);
  return (
    <TextField value={draft} onChange={write} placeholder={placeholderOf(props)} unit={props.field.unit} />
  );
}

/** One line of a path, an expression or another text for the machine. */
export function CodeTextControl(props: ControlProps) {
  const { draft, write } = useTyped(props, (text) => text);
  return (
    <TextField
      mono
      value={draft}
      onChange={write}
      placeholder={placeholderOf(props)}
      unit={props.field.unit}
    />
  );
}

/** A number, or an expression that gives one. */
export function NumberOrExpressionControl(props: ControlProps) {
  const { draft, write } = useTyped(props, readNumberOrText);
  return (
    <TextField
      mono
      value={draft}
      onChange={write}
      placeholder={placeholderOf(props)}
      unit={props.field.unit}
    />
  );
}

/** Several lines of plain text. */
export function MultilineControl(props: ControlProps) {
  const { draft, write } = useTyped(props, (text) => text);
  return <TextArea value={draft} onChange={write} />;
}

/** A number with its unit and range. A text there (a placeholder such as `${Seconds}`) is shown and kept as text. */
export function NumberControl(props: ControlProps) {
  const { access, field } = props;
  if (typeof access.value === 'string') return <NumberOrExpressionControl {...props} />;
  return (
    <NumberField
      value={typeof access.value === 'number' ? access.value : null}
      whole={field.kind === 'integer'}
      minimum={field.minimum}
      maximum={field.maximum}
      unit={field.unit}
      placeholder={placeholderOf(props)}
      onChange={(value) => (value === null ? access.remove() : access.set(value))}
    />
  );
}
