import {
  type FocusEvent,
  type InputHTMLAttributes,
  type KeyboardEvent,
  type Ref,
  type TextareaHTMLAttributes,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import styles from './controls.module.css';
import { useFieldProps } from './Field';

type NativeInput = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'>;

interface TextFieldProps extends NativeInput {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Called when editing ends: on Enter and on leaving the field. */
  readonly onCommit?: (value: string) => void;
  readonly label?: string;
  readonly mono?: boolean;
  readonly small?: boolean;
  readonly invalid?: boolean;
  readonly unit?: string;
  readonly ref?: Ref<HTMLInputElement>;
}

/** One line of text. Inside a `Field` it takes its name, hint and error from there. */
export function TextField({
  value,
  onChange,
  onCommit,
  label,
  mono = false,
  small = false,
  invalid,
  unit,
  className = '',
  onKeyDown,
  onBlur,
  ...rest
}: TextFieldProps) {
  const field = useFieldProps({ label, invalid });
  const shared = {
    spellCheck: false,
    autoComplete: 'off',
    ...field,
    ...rest,
    value,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
      onKeyDown?.(event);
      if (event.key === 'Enter' && !event.defaultPrevented) onCommit?.(event.currentTarget.value);
    },
    onBlur: (event: FocusEvent<HTMLInputElement>) => {
      onBlur?.(event);
      onCommit?.(event.target.value);
    },
  };
  const look = [mono && styles.mono, small && styles.small, className].filter(Boolean).join(' ');
  if (unit === undefined) return <input {...shared} className={`${styles.input} ${look}`} />;
  return (
    <span className={styles.group} data-invalid={field['aria-invalid'] || undefined}>
      <input {...shared} className={`${styles.bare} ${look}`} />
      <span className={styles.unit}>{unit}</span>
    </span>
  );
}

interface DraftProps extends Omit<TextFieldProps, 'onChange' | 'onCommit'> {
  /** Called with the new text on Enter and on leaving, when it differs. Escape takes the draft back. */
  readonly onSave: (value: string) => void;
}

/** A text field that keeps what is typed to itself until Enter or leaving; Escape forgets it. */
export function DraftField({ value, onSave, onKeyDown, ...rest }: DraftProps) {
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  return (
    <TextField
      {...rest}
      value={draft}
      onChange={setDraft}
      onCommit={(text) => text !== value && onSave(text)}
      onKeyDown={(event) => {
        onKeyDown?.(event);
        if (event.key === 'Escape' && draft !== value) {
          event.stopPropagation();
          setDraft(value);
        }
      }}
    />
  );
}

interface TextAreaProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label?: string;
  readonly mono?: boolean;
  readonly invalid?: boolean;
}

/** Lines of text; grows with them. */
export function TextArea({
  value,
  onChange,
  label,
  mono = false,
  invalid,
  className = '',
  ...rest
}: TextAreaProps) {
  const field = useFieldProps({ label, invalid });
  const area = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = area.current;
    if (!element || CSS.supports('field-sizing', 'content')) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [value]);
  return (
    <textarea
      ref={area}
      rows={2}
      spellCheck={!mono}
      {...field}
      {...rest}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={[styles.area, mono && styles.mono, className].filter(Boolean).join(' ')}
    />
  );
}

interface NumberFieldProps {
  /** Null: empty. */
  readonly value: number | null;
  /** Called with each number that can be read, and null when the field is emptied. */
  readonly onChange: (value: number | null) => void;
  readonly label?: string;
  /** Shown at the end: `seconds`. */
  readonly unit?: string;
  readonly placeholder?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Only whole numbers. */
  readonly whole?: boolean;
  readonly invalid?: boolean;
  readonly disabled?: boolean;
  readonly id?: string;
}

/** A number with its unit. Up and Down change it by one; what is no number is marked and kept out of the value. */
export function NumberField({
  value,
  onChange,
  minimum,
  maximum,
  whole = false,
  invalid,
  ...rest
}: NumberFieldProps) {
  const [draft, setDraft] = useState(value === null ? '' : String(value));
  const shown = readNumber(draft, whole);
  useEffect(() => {
    setDraft((now) => (readNumber(now, whole) === value ? now : value === null ? '' : String(value)));
  }, [value, whole]);
  const put = (text: string) => {
    setDraft(text);
    const number = readNumber(text, whole);
    if (number !== undefined) onChange(number);
  };
  const step = (by: number) => {
    const next = (value ?? minimum ?? 0) + by;
    put(
      String(
        Math.min(maximum ?? Number.POSITIVE_INFINITY, Math.max(minimum ?? Number.NEGATIVE_INFINITY, next)),
      ),
    );
  };
  const field = (
    <TextField
      {...rest}
      inputMode={whole ? 'numeric' : 'decimal'}
      value={draft}
      onChange={put}
      invalid={invalid || shown === undefined}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
        event.preventDefault();
        step(event.key === 'ArrowUp' ? 1 : -1);
      }}
    />
  );
  return (
    <>
      {field}
      {shown === undefined ? (
        <span role="alert" className={styles.notNumber}>
          {`Not a ${whole ? 'whole ' : ''}number. ${value === null ? 'It stays unset.' : `It stays ${value}.`}`}
        </span>
      ) : null}
    </>
  );
}

/** The number in a text, null when it is empty, undefined when it is none. */
export function readNumber(text: string, whole: boolean): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const number = Number(trimmed);
  if (!Number.isFinite(number) || (whole && !Number.isInteger(number))) return undefined;
  return number;
}
