import { isObject, type JsonObject, type JsonValue } from '../../base/json';

/** Words of the summaries on cards: short, with units and a space. */

/** `1 rule`, `3 rules`, `no rules`. */
export function count(amount: number, one: string, many: string): string {
  if (amount === 0) return `no ${many}`;
  return amount === 1 ? `1 ${one}` : `${amount} ${many}`;
}

export function fieldCount(object: JsonObject): string {
  return count(Object.keys(object).length, 'field', 'fields');
}

const units = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const;

/** A length of time in its two largest units: `6 h`, `1 min 30 s`, `2 d`. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 1) return `${seconds} s`;
  const parts: string[] = [];
  let rest = Math.floor(seconds);
  for (const [unit, size] of units) {
    if (rest >= size && parts.length < 2) parts.push(`${Math.floor(rest / size)} ${unit}`);
    rest %= size;
  }
  return parts.join(' ');
}

/** A text as it is read: a JSONata expression without its delimiters, on one line. */
export function expressionText(text: string): string {
  const match = /^\{%([\s\S]*)%\}$/.exec(text);
  return (match?.[1] ?? text).replace(/\s+/g, ' ').trim();
}

/** The names that an Assign sets, without the `.$` of computed ones. */
export function variableNames(assign: JsonValue | undefined): string[] {
  return isObject(assign) ? Object.keys(assign).map((key) => key.replace(/\.\$$/, '')) : [];
}
