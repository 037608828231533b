import { Autocomplete } from '@base-ui/react/autocomplete';
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import styles from './controls.module.css';
import { useFieldProps } from './Field';
import { X } from './icons';
import popups from './popups.module.css';
import { Triangle } from './Triangle';

export interface Suggestion {
  readonly value: string;
  readonly detail?: string;
  readonly icon?: ReactNode;
}

interface ComboboxProps {
  readonly value: string;
  readonly suggestions: readonly Suggestion[];
  /** Called when a suggestion is chosen, on Enter and on leaving the field, when the text differs. */
  readonly onChange: (value: string) => void;
  readonly label?: string;
  readonly placeholder?: string;
  readonly mono?: boolean;
  readonly invalid?: boolean;
  readonly disabled?: boolean;
  /** Shown in the list when no suggestion fits. */
  readonly empty?: string;
  /** Empties the field after each choice: for lists of tokens. */
  readonly clearAfter?: boolean;
}

const textOf = (suggestion: Suggestion): string => suggestion.value;

/**
 * Free text with suggestions: names of states and errors, resources, paths. On opening it shows all of them; typing
 * narrows them down.
 */
export function Combobox({
  value,
  suggestions,
  onChange,
  label,
  placeholder,
  mono = false,
  invalid,
  disabled,
  empty,
  clearAfter = false,
}: ComboboxProps) {
  const field = useFieldProps({ label, invalid });
  const [draft, setDraft] = useState(value);
  const [typed, setTyped] = useState(false);
  const [open, setOpen] = useState(false);
  useEffect(() => setDraft(value), [value]);
  const commit = (text: string) => {
    setTyped(false);
    if (text !== value) onChange(text);
    if (clearAfter) setDraft('');
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const highlighted = event.currentTarget.getAttribute('aria-activedescendant');
    if (event.key === 'Enter' && !highlighted) {
      commit(draft);
      setOpen(false);
    }
    if (event.key === 'Escape' && draft !== value && !open) {
      event.stopPropagation();
      setDraft(value);
    }
  };
  return (
    <Autocomplete.Root
      items={suggestions}
      filter={typed ? undefined : null}
      itemToStringValue={textOf}
      value={draft}
      open={open}
      onOpenChange={setOpen}
      openOnInputClick
      disabled={disabled}
      onValueChange={(text, details) => {
        setDraft(text);
        if (details.reason === 'item-press') commit(text);
        else setTyped(true);
      }}
    >
      <Autocomplete.InputGroup
        className={styles.group}
        data-invalid={field['aria-invalid'] || undefined}
        data-disabled={disabled || undefined}
      >
        <Autocomplete.Input
          {...field}
          className={mono ? `${styles.bare} ${styles.mono}` : styles.bare}
          placeholder={placeholder}
          spellCheck={false}
          onKeyDown={onKeyDown}
          onBlur={() => draft !== value && !(clearAfter && draft === '') && commit(draft)}
        />
        <Autocomplete.Trigger className={styles.iconButton} aria-label="Show suggestions" tabIndex={-1}>
          <Triangle />
        </Autocomplete.Trigger>
      </Autocomplete.InputGroup>
      <Autocomplete.Portal>
        <Autocomplete.Positioner sideOffset={4} collisionPadding={8} className={popups.positioner}>
          <Autocomplete.Popup className={popups.menu}>
            <Autocomplete.Empty className={popups.empty}>
              {empty ?? 'Nothing fits; Enter takes what you typed.'}
            </Autocomplete.Empty>
            <Autocomplete.List>
              {(suggestion: Suggestion) => (
                <Autocomplete.Item key={suggestion.value} value={suggestion} className={popups.item}>
                  {suggestion.icon ? <span className={popups.itemIcon}>{suggestion.icon}</span> : null}
                  <span className={popups.itemText}>
                    <span className={mono ? 'mono' : undefined}>{suggestion.value}</span>
                    {suggestion.detail ? (
                      <span className={popups.itemDetail}>{suggestion.detail}</span>
                    ) : null}
                  </span>
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  );
}

interface TokenFieldProps {
  readonly values: readonly string[];
  readonly suggestions: readonly Suggestion[];
  readonly onChange: (values: readonly string[]) => void;
  readonly label?: string;
  readonly placeholder?: string;
  readonly mono?: boolean;
}

/** A list of names: each a token that can be taken away, and a field that adds one. */
export function TokenField({ values, suggestions, onChange, mono = true, ...rest }: TokenFieldProps) {
  const add = (value: string) => {
    const name = value.trim();
    if (name !== '' && !values.includes(name)) onChange([...values, name]);
  };
  return (
    <div>
      <Combobox
        {...rest}
        value=""
        clearAfter
        mono={mono}
        suggestions={suggestions.filter((suggestion) => !values.includes(suggestion.value))}
        onChange={add}
      />
      {values.length > 0 ? (
        <ul className={styles.tokens}>
          {values.map((value) => (
            <li key={value} className={styles.token}>
              <span className={styles.tokenText} title={value}>
                {value}
              </span>
              <button
                type="button"
                className={styles.tokenRemove}
                aria-label={`Remove ${value}`}
                onClick={() => onChange(values.filter((other) => other !== value))}
              >
                <X size={14} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
