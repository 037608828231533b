import { isArray, isObject, type JsonValue } from '../base/json';

/** A line of a printed JSON value. */
export interface JsonRow {
  /** Its place, for folding: unique in the value. */
  readonly id: string;
  readonly depth: number;
  readonly key: string | null;
  /** What stands after the key: a scalar's text, an opening or closing bracket, or a folded container. */
  readonly text: string;
  readonly kind: 'string' | 'number' | 'literal' | 'open' | 'close' | 'folded' | 'empty';
  readonly comma: boolean;
}

/** Longer strings are cut in the view; copying gives all of it. */
const longest = 2000;

function scalarKind(value: JsonValue): JsonRow['kind'] {
  if (typeof value === 'string') return 'string';
  return typeof value === 'number' ? 'number' : 'literal';
}

function scalarText(value: JsonValue, whole: boolean): string {
  const text = JSON.stringify(value);
  return text.length > longest && !whole ? `${text.slice(0, longest)}…"` : text;
}

/** How a folded container reads: `{…4}`, `[…120]`. */
export function foldedText(value: JsonValue): string {
  if (isArray(value)) return `[…${value.length}]`;
  return `{…${isObject(value) ? Object.keys(value).length : 0}}`;
}

/**
 * The lines of a value, with containers folded as `isFolded` says (by row id and the number of their entries).
 * Iterative, so that deep values do not exhaust the stack.
 */
export function jsonRows(
  value: JsonValue,
  isFolded: (id: string, size: number, depth: number) => boolean,
  /** Long strings in their whole length. */
  whole = false,
): JsonRow[] {
  type Task =
    | { row: JsonRow }
    | { value: JsonValue; key: string | null; id: string; depth: number; comma: boolean };
  const rows: JsonRow[] = [];
  const stack: Task[] = [{ value, key: null, id: '', depth: 0, comma: false }];
  for (let task = stack.pop(); task; task = stack.pop()) {
    if ('row' in task) {
      rows.push(task.row);
      continue;
    }
    const { id, depth, key, comma } = task;
    const row = { id, depth, key, comma };
    const container = task.value;
    if (!isArray(container) && !isObject(container)) {
      rows.push({ ...row, text: scalarText(container, whole), kind: scalarKind(container) });
      continue;
    }
    const list = isArray(container);
    const entries: [string | null, JsonValue][] = list
      ? container.map((item) => [null, item])
      : Object.entries(container);
    const [open, close] = list ? ['[', ']'] : ['{', '}'];
    if (entries.length === 0) {
      rows.push({ ...row, text: open + close, kind: 'empty' });
    } else if (isFolded(id, entries.length, depth)) {
      rows.push({ ...row, text: foldedText(container), kind: 'folded' });
    } else {
      rows.push({ ...row, comma: false, text: open, kind: 'open' });
      stack.push({ row: { id: `${id}/`, depth, key: null, comma, text: close, kind: 'close' } });
      for (let at = entries.length - 1; at >= 0; at--) {
        const [name, item] = entries[at] as [string | null, JsonValue];
        stack.push({
          value: item,
          key: name,
          id: `${id}/${at}`,
          depth: depth + 1,
          comma: at < entries.length - 1,
        });
      }
    }
  }
  return rows;
}
