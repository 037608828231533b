import { javaPattern } from '../text/javaPattern';
import type { FilterNode, FilterOperand } from './ast';
import { parsePathAt } from './parse';
import { isDigit, isSpace, type Scanner } from './scanner';

/** Operators of a filter, longest first where one begins another. */
const symbols = ['===', '!==', '==', '!=', '<=', '>=', '=~', '<', '>'];
const words: ReadonlySet<string> = new Set([
  ...['in', 'nin', 'all', 'size', 'contains', 'empty', 'subsetof', 'anyof', 'noneof'],
]);

/** Nesting deeper than this is refused: parsing and evaluating recurse. */
const maxDepth = 200;

/** Parses the parenthesised condition of a filter, the opening parenthesis being next. */
export function parseFilterAt(scanner: Scanner): FilterNode {
  return parseGroup(scanner, 0);
}

function parseGroup(scanner: Scanner, depth: number): FilterNode {
  const start = scanner.position;
  if (depth > maxDepth) scanner.fail('This filter is nested too deeply');
  scanner.expect('(', 'before a condition');
  const node = parseOr(scanner, depth + 1);
  scanner.skipSpace();
  if (!scanner.take(')')) scanner.fail('This parenthesis is not closed', start);
  return node;
}

function parseOr(scanner: Scanner, depth: number): FilterNode {
  let left = parseAnd(scanner, depth);
  for (;;) {
    scanner.skipSpace();
    if (!scanner.take('||')) return left;
    left = { kind: 'or', left, right: parseAnd(scanner, depth) };
  }
}

function parseAnd(scanner: Scanner, depth: number): FilterNode {
  let left = parseCondition(scanner, depth);
  for (;;) {
    scanner.skipSpace();
    if (!scanner.take('&&')) return left;
    left = { kind: 'and', left, right: parseCondition(scanner, depth) };
  }
}

function parseCondition(scanner: Scanner, depth: number): FilterNode {
  scanner.skipSpace();
  if (scanner.peek() === '(') return parseGroup(scanner, depth);
  if (scanner.take('!')) {
    if (depth > maxDepth) scanner.fail('This filter is nested too deeply');
    return { kind: 'not', operand: parseCondition(scanner, depth + 1) };
  }
  const start = scanner.position;
  const left = parseOperand(scanner);
  scanner.skipSpace();
  const operator = takeOperator(scanner);
  if (operator === null) {
    if (left.kind !== 'path') scanner.fail('A condition must be a path or a comparison', start);
    return { kind: 'exists', path: left.path };
  }
  scanner.skipSpace();
  return { kind: 'compare', operator, left, right: parseOperand(scanner) };
}

function takeOperator(scanner: Scanner): string | null {
  const symbol = symbols.find((candidate) => scanner.take(candidate));
  if (symbol) return symbol;
  const start = scanner.position;
  const word = scanner.takeWhile((c) => /[a-zA-Z]/.test(c)).toLowerCase();
  if (words.has(word)) return word;
  if (word !== '') scanner.fail(`There is no operator ${word}`, start);
  if (!scanner.atEnd && !')&|]'.includes(scanner.peek())) scanner.fail('Expected an operator');
  return null;
}

const pathEnds = (c: string) => ')&|=<>!~,'.includes(c) || isSpace(c);

function parseOperand(scanner: Scanner): FilterOperand {
  const start = scanner.position;
  const first = scanner.peek();
  if (first === '@' || first === '$') return { kind: 'path', path: parsePathAt(scanner, pathEnds) };
  if (first === "'" || first === '"') return { kind: 'literal', value: scanner.takeQuoted() };
  if (first === '/') return takePattern(scanner);
  if (first === '[' || first === '{') return takeJson(scanner);
  if (first === '-' || isDigit(first)) {
    const digits = scanner.takeWhile((c) => isDigit(c) || '-+.eE'.includes(c));
    const value = Number(digits);
    if (!Number.isFinite(value)) scanner.fail(`'${digits}' is not a number`, start);
    return { kind: 'literal', value };
  }
  const word = scanner.takeWhile((c) => /[\w-]/.test(c));
  if (word === '') scanner.fail('Expected a path, a string, a number or a literal');
  // A bare word is text: published workflows that run on the service write `[?(@.Name==Receipt)]`.
  return { kind: 'literal', value: literals.get(word) ?? (word === 'null' ? null : word) };
}

const literals: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

function takePattern(scanner: Scanner): FilterOperand {
  const start = scanner.position;
  scanner.position++;
  let escaped = false;
  const source = scanner.takeWhile((c) => {
    if (c === '/' && !escaped) return false;
    escaped = c === '\\' && !escaped;
    return true;
  });
  if (!scanner.take('/')) scanner.fail('This pattern has no closing /', start);
  const flags = scanner.takeWhile((c) => /[a-zA-Z]/.test(c));
  const pattern = javaPattern(source, flags);
  if (!pattern) return scanner.fail('This pattern is not a regular expression', start);
  return { kind: 'pattern', source, flags, pattern };
}

function takeJson(scanner: Scanner): FilterOperand {
  const start = scanner.position;
  const end = closingAt(scanner.text, start);
  if (end < 0) scanner.fail('This bracket is not closed', start);
  const text = scanner.text.slice(start, end + 1);
  scanner.position = end + 1;
  try {
    return { kind: 'literal', value: JSON.parse(toDoubleQuotes(text)) };
  } catch {
    return scanner.fail('This is not a JSON value', start);
  }
}

/** Where the bracket that opens at `start` closes, strings aside; -1 when it does not. */
function closingAt(text: string, start: number): number {
  let depth = 0;
  let quote = '';
  for (let at = start; at < text.length; at++) {
    const c = text[at] ?? '';
    if (quote) {
      if (c === '\\') at++;
      else if (c === quote) quote = '';
    } else if (c === "'" || c === '"') quote = c;
    else if (c === '[' || c === '{') depth++;
    else if ((c === ']' || c === '}') && --depth === 0) return at;
  }
  return -1;
}

/** JSON in a filter may use single quotes. */
function toDoubleQuotes(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'/gs, (whole, single: string | undefined) =>
    single === undefined ? whole : `"${single.replace(/\\'/g, "'").replace(/"/g, '\\"')}"`,
  );
}
