import { isArray, isObject, type JsonValue } from '../../base/json';

/**
 * Compares what we gave with what was recorded, where the recording holds stand-ins: `<…>` within a text stands for
 * anything, the same thing wherever it stands within the case; a word of `masks` stands for anything.
 *
 * A text that is JSON of an object or array may stand for the value, on either side.
 */
export class Matcher {
  #bound = new Map<string, string>();
  readonly #masks: ReadonlySet<string>;
  readonly #maskWords: readonly RegExp[];

  constructor(masks: readonly string[]) {
    this.#masks = new Set(masks);
    this.#maskWords = masks.map((mask) => new RegExp(`(?<![\\w-])${quoted(mask)}(?![\\w-])`));
  }

  /** Tries something: what it bound is kept only when it succeeds. */
  attempt<T>(action: () => T | null): T | null {
    const before = new Map(this.#bound);
    const result = action();
    if (result === null) this.#bound = before;
    return result;
  }

  /** The first difference, as `place: expected …, got …`; null when they agree. */
  difference(expected: JsonValue | undefined, actual: JsonValue | undefined, place: string): string | null {
    if (typeof expected === 'string') return this.#text(expected, actual, place);
    if (expected === undefined || expected === null || typeof expected !== 'object') {
      return expected === actual || sameNumber(expected, actual) ? null : differs(place, expected, actual);
    }
    const value = isArray(expected) ? decoded(actual, isArray) : decoded(actual, isObject);
    if (isArray(expected)) {
      if (!isArray(value)) return differs(place, expected, actual);
      if (value.length !== expected.length) {
        return `${place}: expected ${expected.length} items, got ${value.length}`;
      }
      for (const [at, item] of expected.entries()) {
        const found = this.difference(item, value[at], `${place}/${at}`);
        if (found) return found;
      }
      return null;
    }
    return isObject(value) ? this.#object(expected, value, place) : differs(place, expected, actual);
  }

  #object(
    expected: { readonly [key: string]: JsonValue },
    actual: { readonly [key: string]: JsonValue },
    place: string,
  ): string | null {
    for (const key of Object.keys(expected)) {
      const value = Object.hasOwn(actual, key) ? actual[key] : undefined;
      const found = this.difference(expected[key], value, `${place}/${key}`);
      if (found) return found;
    }
    const more = Object.keys(actual).find((key) => !Object.hasOwn(expected, key));
    return more === undefined ? null : `${place}/${more}: expected nothing, got ${show(actual[more])}`;
  }

  #text(expected: string, actual: JsonValue | undefined, place: string): string | null {
    if (expected === actual || this.#masks.has(expected))
      return actual === undefined ? differs(place, expected, actual) : null;
    const parsed = parsedText(expected);
    if (parsed !== undefined) {
      const value = typeof actual === 'string' ? (parsedText(actual) ?? actual) : actual;
      const found = this.difference(parsed, value, place);
      if (!found) return null;
    }
    // A stand-in for the whole of a value may have taken the place of a number.
    if (typeof actual === 'number' && /^<[^<>]+>$/.test(expected)) return null;
    if (typeof actual !== 'string') return differs(place, expected, actual);
    return this.#pattern(expected, actual) ? null : differs(place, expected, actual);
  }

  /** Whether a text with stand-ins fits, with what each of them stood for before. */
  #pattern(expected: string, actual: string): boolean {
    const names: string[] = [];
    const stand = /<(?! )(?:[^<>]|<[^<>]*>)+>/g;
    if (expected.search(stand) < 0 && !this.#maskWords.some((word) => word.test(expected))) return false;
    let pattern = '';
    let from = 0;
    for (const match of expected.matchAll(stand)) {
      pattern += this.#masked(expected.slice(from, match.index));
      const known = this.#bound.get(match[0]);
      if (known !== undefined) pattern += `(?:${quoted(known)}|${quoted(match[0])})`;
      else if (names.includes(match[0])) pattern += `\\k<n${names.indexOf(match[0])}>`;
      else {
        pattern += `(?<n${names.length}>[\\s\\S]*?)`;
        names.push(match[0]);
      }
      from = match.index + match[0].length;
    }
    pattern += this.#masked(expected.slice(from));
    const found = new RegExp(`^${pattern}$`).exec(actual);
    if (!found) return false;
    names.forEach((name, at) => {
      const value = found.groups?.[`n${at}`];
      if (value !== undefined && value !== name) this.#bound.set(name, value);
    });
    return true;
  }

  #masked(text: string): string {
    for (const word of this.#maskWords) {
      const match = word.exec(text);
      if (match) {
        const end = match.index + match[0].length;
        return `${this.#masked(text.slice(0, match.index))}[\\s\\S]*?${this.#masked(text.slice(end))}`;
      }
    }
    return quoted(text);
  }
}

const quoted = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

function sameNumber(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  return (
    typeof left === 'number' && typeof right === 'number' && Math.abs(left - right) < 1e-12 * Math.abs(left)
  );
}

function decoded(value: JsonValue | undefined, wanted: (value: unknown) => boolean): JsonValue | undefined {
  if (typeof value !== 'string') return value;
  const parsed = parsedText(value);
  return parsed !== undefined && wanted(parsed) ? parsed : value;
}

/** The value of a text that is JSON; undefined where it is none. */
function parsedText(text: string): JsonValue | undefined {
  if (!/^\s*[[{"\d-]|^\s*(?:true|false|null)\s*$/.test(text)) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function differs(place: string, expected: JsonValue | undefined, actual: JsonValue | undefined): string {
  return `${place}: expected ${show(expected)}, got ${show(actual)}`;
}

function show(value: JsonValue | undefined): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
