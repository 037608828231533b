import type { Result } from '../../base/result';
import type { SyntaxProblem } from '../errors';
import { attempt, parsePathAt } from '../jsonPath/parse';
import { isDigit, isSpace, Scanner } from '../jsonPath/scanner';
import type { IntrinsicArgument, IntrinsicCall } from './ast';
import { intrinsicNames } from './signatures';

/** How deep calls may be nested. */
export const maxNesting = 10;

/** Whether a template value is meant as a call of an intrinsic function rather than as a path. */
export function looksLikeIntrinsic(text: string): boolean {
  return /^\s*States\b/.test(text);
}

/** Parses a call that makes up the whole text. */
export function parseIntrinsicAst(text: string): Result<IntrinsicCall, SyntaxProblem> {
  return attempt(() => {
    const scanner = new Scanner(text);
    const call = parseCall(scanner, 1);
    scanner.skipSpace();
    if (!scanner.atEnd) scanner.fail(`Unexpected '${scanner.peek()}' after the function call`);
    return call;
  });
}

function parseCall(scanner: Scanner, depth: number): IntrinsicCall {
  const start = scanner.position;
  if (depth > maxNesting) scanner.fail(`Function calls may be nested ${maxNesting} deep at most`, start);
  const name = scanner.takeWhile((c) => /[\w.]/.test(c));
  const nameSpan = { start, end: scanner.position };
  if (!name.startsWith('States.')) scanner.fail("An intrinsic function's name starts with 'States.'", start);
  if (!intrinsicNames.has(name)) scanner.fail(`There is no intrinsic function ${name}`, start);
  scanner.skipSpace();
  scanner.expect('(', `after ${name}`);
  const args = parseArguments(scanner, depth);
  return { kind: 'call', name, nameSpan, args, start, end: scanner.position };
}

function parseArguments(scanner: Scanner, depth: number): IntrinsicArgument[] {
  const args: IntrinsicArgument[] = [];
  scanner.skipSpace();
  if (scanner.take(')')) return args;
  for (;;) {
    scanner.skipSpace();
    args.push(parseArgument(scanner, depth));
    scanner.skipSpace();
    if (scanner.take(')')) return args;
    scanner.expect(',', 'or a closing parenthesis');
  }
}

const endsArgument = (c: string) => c === ',' || c === ')';

function parseArgument(scanner: Scanner, depth: number): IntrinsicArgument {
  const start = scanner.position;
  const first = scanner.peek();
  if (first === "'") return parseString(scanner);
  if (first === '$') {
    const path = parsePathAt(scanner, endsArgument);
    return {
      kind: 'path',
      path,
      text: scanner.text.slice(start, scanner.position),
      start,
      end: scanner.position,
    };
  }
  if (scanner.text.startsWith('States.', start)) return parseCall(scanner, depth + 1);
  const word = scanner.takeWhile((c) => !endsArgument(c) && !isSpace(c));
  const span = { start, end: scanner.position };
  if (word === 'true' || word === 'false') return { kind: 'literal', value: word === 'true', ...span };
  if (word === 'null') return { kind: 'literal', value: null, ...span };
  if ((isDigit(first) || first === '-') && !Number.isNaN(Number(word))) {
    return { kind: 'literal', value: Number(word), ...span };
  }
  return scanner.fail(
    'An argument must be a path, a string in single quotes, a number, a literal or a call',
    start,
  );
}

const escapable = "'{}\\";

/** Only quotes, braces and backslashes can be escaped; any other backslash is refused (recorded). */
function parseString(scanner: Scanner): IntrinsicArgument {
  const start = scanner.position;
  scanner.position++;
  let value = '';
  for (;;) {
    const c = scanner.peek();
    if (c === '') scanner.fail('This string has no closing quote', start);
    if (c === "'") break;
    if (c === '\\') {
      if (!escapable.includes(scanner.peek(1)) || scanner.peek(1) === '') {
        scanner.fail("A backslash can only stand before ', {, } or another backslash");
      }
      scanner.position++;
    }
    value += scanner.peek();
    scanner.position++;
  }
  scanner.position++;
  const raw = scanner.text.slice(start + 1, scanner.position - 1);
  return { kind: 'string', value, raw, start, end: scanner.position };
}
