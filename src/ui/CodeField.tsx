import { type KeyboardEvent, useId, useMemo } from 'react';
import { bytes } from '../base/duration';
import styles from './controls.module.css';
import { useFieldProps } from './Field';
import { jsonTokens } from './jsonTokens';
import parts from './parts.module.css';

interface CodeFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Called on leaving the field. */
  readonly onCommit?: (value: string) => void;
  readonly label?: string;
  readonly placeholder?: string;
  readonly invalid?: boolean;
  /** Number of the line with the error, from 1. */
  readonly errorLine?: number;
  readonly readOnly?: boolean;
  /** Lines it is high at least. */
  readonly minLines?: number;
  /** Without colours: expressions and plain text. */
  readonly plain?: boolean;
  readonly className?: string;
}

const inks = {
  key: parts.jsonKey,
  string: parts.jsonString,
  number: parts.jsonNumber,
  literal: parts.jsonLiteral,
  other: undefined,
};

/** Texts longer than this are shown without colours, so that typing stays quick. */
const colouredUpTo = 60_000;
/** Texts longer than this are shown by their beginning: a browser would stand still over all of it. */
const editedUpTo = 1_000_000;
const beginning = 5000;

/** The numbers of lines as one text: an element for each would cost more than the text itself. */
function numbers(from: number, to: number, last: number): string {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) =>
    from + at <= last ? from + at : ' ',
  ).join('\n');
}

/**
 * A small JSON editor: coloured text, line numbers, the line of the error. Tab leaves the field, as in any form;
 * Enter keeps the indentation.
 */
export function CodeField({
  value: whole,
  onChange,
  onCommit,
  label,
  placeholder,
  invalid,
  errorLine,
  readOnly = false,
  minLines = 3,
  plain = false,
  className = '',
}: CodeFieldProps) {
  const field = useFieldProps({ label, invalid });
  const note = useId();
  const cut = whole.length > editedUpTo;
  const value = cut ? whole.slice(0, beginning) : whole;
  const lines = value.split('\n').length;
  const height = Math.max(lines, minLines);
  const faulty = errorLine !== undefined && errorLine <= lines ? errorLine : null;
  const tokens = useMemo(
    () =>
      plain || value.length > colouredUpTo ? [{ text: value, kind: 'other' as const }] : jsonTokens(value),
    [plain, value],
  );
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const area = event.currentTarget;
    const before = value.slice(0, area.selectionStart);
    const indent = /(?:^|\n)([ \t]*)[^\n]*$/.exec(before)?.[1] ?? '';
    const deeper = /[{[]\s*$/.test(before) ? '  ' : '';
    // Through the browser, so that its own undo inside the field goes on working.
    document.execCommand('insertText', false, `\n${indent}${deeper}`);
  };
  return (
    <div className={`${styles.codeField} ${className}`} data-invalid={field['aria-invalid'] || undefined}>
      <div className={styles.codeNumbers} aria-hidden="true">
        {numbers(1, faulty ? faulty - 1 : height, lines)}
        {faulty ? <div data-error>{faulty}</div> : null}
        {faulty ? numbers(faulty + 1, height, lines) : null}
      </div>
      <div className={styles.codeLayers}>
        <pre className={styles.codeInk} aria-hidden="true">
          {tokens.map((token, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the tokens of a text keep their order
            <span key={at} className={inks[token.kind]}>
              {token.text}
            </span>
          ))}
          {'\n'}
        </pre>
        <textarea
          {...field}
          className={styles.codeText}
          value={value}
          readOnly={readOnly}
          placeholder={placeholder}
          rows={height}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          wrap="off"
          aria-describedby={cut ? note : field['aria-describedby']}
          onChange={({ target }) => {
            // Of a text that is cut nothing can be changed; another one may take its place.
            if (!cut || isAnother(target.value, value)) onChange(target.value);
          }}
          onBlur={(event) => onCommit?.(cut ? whole : event.target.value)}
          onKeyDown={onKeyDown}
        />
        {cut ? (
          <p id={note} className={styles.codeNote}>
            … {bytes(whole.length)} in all: too long to be edited here. Select all and paste to replace it.
          </p>
        ) : null}
      </div>
    </div>
  );
}

/** Whether a text took the place of what was shown, rather than being typed into it. */
function isAnother(text: string, shown: string): boolean {
  let start = 0;
  while (start < shown.length && text[start] === shown[start]) start++;
  let end = 0;
  while (end < shown.length - start && text.at(-1 - end) === shown.at(-1 - end)) end++;
  return start + end < shown.length / 2;
}
