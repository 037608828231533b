import { err, ok, type Result } from '../../base/result';
import type { SyntaxProblem } from '../errors';
import type { FunctionArgument, PathAst, PathRoot, PathStep } from './ast';
import { parseFilterAt } from './parseFilter';
import { isDigit, isSpace, PathSyntaxError, Scanner } from './scanner';

/** Functions that may end a path. */
export const pathFunctionNames: ReadonlySet<string> = new Set([
  ...['min', 'max', 'avg', 'stddev', 'sum', 'length', 'size', 'concat', 'keys', 'append', 'first', 'last'],
  'index',
]);

/** Parses a path that makes up the whole text. */
export function parsePathAst(text: string): Result<PathAst, SyntaxProblem> {
  return attempt(() => {
    const scanner = new Scanner(text);
    const ast = parsePathAt(scanner, () => false);
    if (!scanner.atEnd) scanner.fail(`Unexpected '${scanner.peek()}' after the path`);
    return ast;
  });
}

export function attempt<T>(parse: () => T): Result<T, SyntaxProblem> {
  try {
    return ok(parse());
  } catch (error) {
    if (error instanceof PathSyntaxError) return err({ message: error.message, offset: error.offset });
    throw error;
  }
}

/**
 * Parses a path at the scanner. `ends` tells which characters end an unquoted name besides the path's own
 * (`,` and `)` among the arguments of a function, operators in a filter).
 */
export function parsePathAt(scanner: Scanner, ends: (character: string) => boolean): PathAst {
  const start = scanner.position;
  const root = parseRoot(scanner, ends);
  const steps: PathStep[] = [];
  while (!scanner.atEnd && !ends(scanner.peek()) && !isSpace(scanner.peek())) {
    const last = steps.at(-1);
    if (last?.kind === 'function') scanner.fail(`Nothing may follow the function ${last.name}()`);
    parseStep(scanner, steps, ends);
  }
  return { root, steps, start, end: scanner.position };
}

const variableName = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;

function parseRoot(scanner: Scanner, ends: (character: string) => boolean): PathRoot {
  if (scanner.take('@')) return { kind: 'item' };
  if (!scanner.take('$')) scanner.fail("A path must start with '$'");
  if (scanner.take('$')) return checkStep(scanner, { kind: 'context' }, ends);
  variableName.lastIndex = scanner.position;
  const name = variableName.exec(scanner.text)?.[0];
  if (name === undefined) return checkStep(scanner, { kind: 'data' }, ends);
  scanner.position += name.length;
  return checkStep(scanner, { kind: 'variable', name }, ends);
}

function checkStep(scanner: Scanner, root: PathRoot, ends: (character: string) => boolean): PathRoot {
  const next = scanner.peek();
  if (next !== '' && next !== '.' && next !== '[' && !ends(next) && !isSpace(next)) {
    scanner.fail(`Unexpected '${next}': expected '.' or '['`);
  }
  return root;
}

function parseStep(scanner: Scanner, steps: PathStep[], ends: (character: string) => boolean): void {
  const start = scanner.position;
  if (scanner.take('..')) {
    steps.push({ kind: 'descend', start, end: scanner.position });
    if (scanner.atEnd || scanner.peek() === '.') scanner.fail("A path must not end with '..'", start);
    if (scanner.peek() === '[') steps.push(parseBracket(scanner));
    else steps.push(parseDotted(scanner, ends));
  } else if (scanner.take('.')) {
    if (scanner.atEnd) scanner.fail("A path must not end with '.'", start);
    // `$.[0]` is read as `$[0]`, as the service's parser does.
    if (scanner.peek() === '[') steps.push(parseBracket(scanner));
    else steps.push(parseDotted(scanner, ends));
  } else if (scanner.peek() === '[') {
    steps.push(parseBracket(scanner));
  } else {
    scanner.fail(`Unexpected '${scanner.peek()}': expected '.' or '['`);
  }
}

function parseDotted(scanner: Scanner, ends: (character: string) => boolean): PathStep {
  const start = scanner.position;
  if (scanner.take('*')) return { kind: 'wildcard', start, end: scanner.position };
  const name = scanner.takeWhile((c) => c !== '.' && c !== '[' && c !== '(' && !isSpace(c) && !ends(c));
  if (name === '') scanner.fail('Expected a name');
  if (scanner.peek() === ' ' && !ends(' ') && !endsAfterBlanks(scanner, ends)) {
    scanner.fail("Use brackets and quotes, ['my name'], for a name that holds blanks");
  }
  if (scanner.peek() !== '(') return { kind: 'name', name, start, end: scanner.position };
  if (!pathFunctionNames.has(name)) scanner.fail(`There is no path function ${name}()`, start);
  scanner.position++;
  const args = parseArguments(scanner);
  return { kind: 'function', name, args, start, end: scanner.position };
}

/** Whether only blanks stand between the scanner and what ends the path: `$.a )`. */
function endsAfterBlanks({ text, position }: Scanner, ends: (character: string) => boolean): boolean {
  let at = position;
  while (isSpace(text[at] ?? '')) at++;
  return at < text.length && ends(text[at] ?? '');
}

function parseArguments(scanner: Scanner): FunctionArgument[] {
  const args: FunctionArgument[] = [];
  scanner.skipSpace();
  if (scanner.take(')')) return args;
  for (;;) {
    scanner.skipSpace();
    args.push(parseArgument(scanner));
    scanner.skipSpace();
    if (scanner.take(')')) return args;
    scanner.expect(',', 'between the arguments of a function');
  }
}

function parseArgument(scanner: Scanner): FunctionArgument {
  const first = scanner.peek();
  if (first === '$' || first === '@') {
    return { kind: 'path', path: parsePathAt(scanner, (c) => c === ',' || c === ')') };
  }
  if (first === "'" || first === '"') return { kind: 'json', value: scanner.takeQuoted() };
  const start = scanner.position;
  const word = scanner.takeWhile((c) => c !== ',' && c !== ')' && !isSpace(c));
  try {
    return { kind: 'json', value: JSON.parse(word) };
  } catch {
    return scanner.fail('An argument must be a path, a string, a number or a literal', start);
  }
}

function parseBracket(scanner: Scanner): PathStep {
  const start = scanner.position;
  scanner.expect('[', 'here');
  scanner.skipSpace();
  const next = scanner.peek();
  if (next === "'" || next === '"') return parseNames(scanner, start);
  if (next === '?') return parseFilterStep(scanner, start);
  if (scanner.take('*')) {
    scanner.skipSpace();
    scanner.expect(']', 'after *');
    return { kind: 'wildcard', start, end: scanner.position };
  }
  if (isDigit(next) || next === '-' || next === ':') return parseIndices(scanner, start);
  return scanner.fail("Expected a quoted name, an index, '*' or '?' in brackets");
}

function parseNames(scanner: Scanner, start: number): PathStep {
  const names: string[] = [];
  for (;;) {
    scanner.skipSpace();
    if (scanner.peek() !== "'" && scanner.peek() !== '"') scanner.fail('Expected a quoted name');
    names.push(scanner.takeQuoted());
    scanner.skipSpace();
    if (scanner.take(']')) break;
    scanner.expect(',', 'between the names in brackets');
  }
  const [name] = names;
  const span = { start, end: scanner.position };
  return names.length === 1 && name !== undefined
    ? { kind: 'name', name, ...span }
    : { kind: 'names', names, ...span };
}

function parseFilterStep(scanner: Scanner, start: number): PathStep {
  scanner.position++;
  scanner.skipSpace();
  if (scanner.peek() !== '(') scanner.fail('A filter must have the form [?( … )]');
  const filter = parseFilterAt(scanner);
  scanner.skipSpace();
  scanner.expect(']', 'after the filter');
  return { kind: 'filter', filter, start, end: scanner.position };
}

const integers = /^\s*-?\d+\s*(,\s*-?\d+\s*)*$/;
// A third part (a step) is accepted, and without effect, as in the service's parser.
const slice = /^\s*(-?\d+)?\s*:\s*(-?\d+)?\s*(:\s*(-?\d+)?\s*)?$/;

function parseIndices(scanner: Scanner, start: number): PathStep {
  const close = scanner.text.indexOf(']', scanner.position);
  if (close < 0) scanner.fail('This bracket is not closed', start);
  const body = scanner.text.slice(scanner.position, close);
  const span = { start, end: close + 1 };
  const range = slice.exec(body);
  if (range) {
    if (range[1] === undefined && range[2] === undefined) scanner.fail('A slice needs a bound');
    scanner.position = close + 1;
    return { kind: 'slice', from: toInteger(range[1]), to: toInteger(range[2]), ...span };
  }
  if (!integers.test(body)) scanner.fail('Expected an index, a list of indices or a slice in brackets');
  scanner.position = close + 1;
  const indices = body.split(',').map(Number);
  const [index] = indices;
  return indices.length === 1 && index !== undefined
    ? { kind: 'index', index, ...span }
    : { kind: 'indices', indices, ...span };
}

function toInteger(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}
