import { isArray, isObject, type JsonValue, objectOf } from '../../base/json';
import { err, ok, type Result } from '../../base/result';
import type { Environment } from '../environment';
import type { SyntaxProblem } from '../errors';
import { looksLikeIntrinsic, parseIntrinsic } from '../intrinsics/index';
import { compileJsonataField } from '../jsonata/field';
import { isJsonataString } from '../jsonata/text';
import { parsePath } from '../jsonPath/index';

/** A payload template, compiled once. */
export interface Template {
  /** It holds no expression: `evaluate` gives the very value it was compiled from. */
  readonly constant: boolean;
  evaluate(environment: Environment): JsonValue;
}

/** What is wrong with a template, and where: the path from its root, the key of a path (`a.$`) included. */
export interface TemplateProblem extends SyntaxProblem {
  readonly path: readonly (string | number)[];
}

type Compiled = ((environment: Environment) => JsonValue) | null;

/** Nesting that a template may have. */
const maxDepth = 1000;

/**
 * Compiles a payload template of the JSONPath kind: in objects at any depth, a key that ends with `.$` has a path
 * or an intrinsic function as its value.
 */
export function compilePathTemplate(template: JsonValue): Result<Template, readonly TemplateProblem[]> {
  const problems: TemplateProblem[] = [];
  return finish(template, compilePathNode(template, [], problems), problems);
}

/**
 * Compiles a value of the JSONata kind: strings of the form `{% … %}` at any depth are expressions. `field` is
 * where it stands in its state (`Output`, `Choices[0]/Assign`), for the causes of failures.
 */
export function compileJsonataTemplate(
  template: JsonValue,
  field: string,
): Result<Template, readonly TemplateProblem[]> {
  const problems: TemplateProblem[] = [];
  return finish(template, compileJsonataNode(template, field, [], problems), problems);
}

/** Compiles a template in either query language. */
export function compileTemplate(
  template: JsonValue,
  language: 'JSONPath' | 'JSONata',
  field: string,
): Result<Template, readonly TemplateProblem[]> {
  return language === 'JSONata' ? compileJsonataTemplate(template, field) : compilePathTemplate(template);
}

function finish(
  template: JsonValue,
  compiled: Compiled,
  problems: readonly TemplateProblem[],
): Result<Template, readonly TemplateProblem[]> {
  if (problems.length > 0) return err(problems);
  return ok(
    compiled ? { constant: false, evaluate: compiled } : { constant: true, evaluate: () => template },
  );
}

/** Null: the node holds no expression. */
function compilePathNode(
  node: JsonValue,
  path: readonly (string | number)[],
  problems: TemplateProblem[],
): Compiled {
  if (path.length > maxDepth) return tooDeep(path, problems);
  if (isArray(node)) {
    return compileItems(node, (item, at) => compilePathNode(item, [...path, at], problems));
  }
  if (!isObject(node)) return null;
  return compileMembers(node, (value, key) =>
    key.endsWith('.$')
      ? { key: key.slice(0, -2), value: compileDynamic(value, key, [...path, key], problems) }
      : { key, value: compilePathNode(value, [...path, key], problems) },
  );
}

function tooDeep(path: readonly (string | number)[], problems: TemplateProblem[]): null {
  problems.push({ path: path.slice(0, 20), message: 'This template is nested too deeply', offset: 0 });
  return null;
}

/** The service's words for a value that is neither a path nor a call (recorded at creation). */
export function dynamicValueMessage(key: string): string {
  return `The value for the field '${key}' must be a valid JSONPath or a valid intrinsic function call`;
}

function compileDynamic(
  value: JsonValue,
  key: string,
  path: readonly (string | number)[],
  problems: TemplateProblem[],
): Compiled {
  if (typeof value !== 'string') {
    problems.push({ path, message: dynamicValueMessage(key), offset: 0 });
    return null;
  }
  if (looksLikeIntrinsic(value)) {
    const intrinsic = parseIntrinsic(value);
    if (intrinsic.ok) return intrinsic.value.evaluate;
    problems.push({ path, ...intrinsic.error });
    return null;
  }
  const parsed = parsePath(value);
  if (parsed.ok) return (environment) => parsed.value.evaluateFor(environment, key);
  problems.push({ path, ...parsed.error });
  return null;
}

function compileJsonataNode(
  node: JsonValue,
  field: string,
  path: readonly (string | number)[],
  problems: TemplateProblem[],
): Compiled {
  if (typeof node === 'string') {
    if (!isJsonataString(node)) return null;
    const compiled = compileJsonataField(node, field);
    if (compiled.ok) return compiled.value.evaluate;
    problems.push({ path, ...compiled.error });
    return null;
  }
  if (path.length > maxDepth) return tooDeep(path, problems);
  if (isArray(node)) {
    return compileItems(node, (item, at) =>
      compileJsonataNode(item, `${field}[${at}]`, [...path, at], problems),
    );
  }
  if (!isObject(node)) return null;
  return compileMembers(node, (value, key) => ({
    key,
    value: compileJsonataNode(value, `${field}/${key}`, [...path, key], problems),
  }));
}

function compileItems(
  items: readonly JsonValue[],
  compile: (item: JsonValue, at: number) => Compiled,
): Compiled {
  const compiled = items.map(compile);
  if (compiled.every((item) => item === null)) return null;
  return (environment) =>
    items.map((item, at) => {
      const evaluate = compiled[at];
      return evaluate ? evaluate(environment) : item;
    });
}

function compileMembers(
  node: { readonly [key: string]: JsonValue },
  compile: (value: JsonValue, key: string) => { readonly key: string; readonly value: Compiled },
): Compiled {
  const members = Object.keys(node).map((key) => {
    const literal = node[key] ?? null;
    return { literal, ...compile(literal, key) };
  });
  if (members.every((member) => member.value === null)) return null;
  // A copy of an object that has all keys costs less than an object that gets one after the other. The last of two
  // members with the same key counts; both are evaluated.
  const blank = objectOf(members.map(({ key, literal }) => [key, literal] as const));
  const last = new Map(members.map(({ key }, at) => [key, at]));
  const dynamic = members.flatMap(({ key, value }, at) =>
    value ? [{ key, value, counts: last.get(key) === at }] : [],
  );
  return (environment) => {
    const result: Record<string, JsonValue> = { ...blank };
    for (const { key, value, counts } of dynamic) {
      const evaluated = value(environment);
      if (counts) result[key] = evaluated;
    }
    return result;
  };
}
