import type { JsonValue } from '../../base/json';
import { err, ok, type Result } from '../../base/result';

/** How values of a definition are typed in a field, and read from it. Pure, so that the reading can be tested. */

/** A value as it is typed: text as itself, `null` as the word, everything else as JSON. */
export function showText(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** JSON laid out for a small editor; an expression `{% … %}` as itself. */
export function showJson(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string' && isExpression(value)) return value;
  return JSON.stringify(value, null, 2);
}

/** Whether a text is written as a JSONata expression. */
export function isExpression(text: string): boolean {
  return text.startsWith('{%');
}

export interface JsonMistake {
  readonly message: string;
  /** Line of the mistake, from 1; null when the runtime does not say. */
  readonly line: number | null;
}

/** Reads JSON, or, where they are allowed, an expression `{% … %}`. */
export function readJson(text: string, expressions: boolean): Result<JsonValue, JsonMistake> {
  if (expressions && isExpression(text.trim())) {
    const trimmed = text.trim();
    return trimmed.endsWith('%}')
      ? ok(trimmed)
      : err({ message: 'The expression needs %} at its end.', line: null });
  }
  try {
    return ok(JSON.parse(text) as JsonValue);
  } catch (error) {
    return err(explain(text, error));
  }
}

/** A whole or decimal number, an expression, or the text as it stands (for the problems to judge). */
export function readNumberOrText(text: string): JsonValue {
  const trimmed = text.trim();
  return trimmed !== '' && Number.isFinite(Number(trimmed)) ? Number(trimmed) : text;
}

function explain(text: string, error: unknown): JsonMistake {
  const message = error instanceof Error ? error.message : String(error);
  const offset = /position (\d+)/.exec(message)?.[1];
  const line = offset === undefined ? null : text.slice(0, Number(offset)).split('\n').length;
  if (/unexpected end/i.test(message)) {
    return { message: 'The JSON stops before it is complete.', line: text.split('\n').length };
  }
  return {
    message: line === null ? 'This is not JSON yet.' : `This is not JSON yet: look at line ${line}.`,
    line,
  };
}
