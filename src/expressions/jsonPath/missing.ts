import { isArray, isObject, type JsonValue, own } from '../../base/json';
import { toJavaString } from '../stringify';
import { isStepDefinite, type PathAst, printPath, printStep } from './ast';

/**
 * Why a path names nothing, in the words of causes: a member missing on the way differs from one missing at the
 * end. Recorded: `Missing property in path $['no']`, `No results for path: $['no']`.
 */
export function missingReason(ast: PathAst, root: JsonValue | undefined): string {
  let value = root;
  for (const [at, step] of ast.steps.entries()) {
    if (value === undefined || !isStepDefinite(step, false)) break;
    const before = print(ast, ast.steps.slice(0, at));
    const here = before + printStep(step);
    if (step.kind === 'name') {
      if (!isObject(value)) return notAnObject(step.name, before, value);
      const child = own(value, step.name);
      if (child === undefined && at < ast.steps.length - 1) return `Missing property in path ${here}`;
      value = child;
    } else if (step.kind === 'index') {
      if (value === null) return `The path ${before} is null`;
      if (!isArray(value)) {
        return `Filter: ${printStep(step)} can only be applied to arrays. Current context is: ${toJavaString(value)}`;
      }
      value = value.at(step.index);
    }
  }
  return `No results for path: ${print(ast, ast.steps)}`;
}

/** The service reads the Context object as a document of its own: causes print its root as `$`. */
function print(ast: PathAst, steps: PathAst['steps']): string {
  const root: PathAst['root'] = ast.root.kind === 'context' ? { kind: 'data' } : ast.root;
  return printPath({ ...ast, root, steps });
}

function notAnObject(name: string, path: string, value: JsonValue): string {
  return (
    `Expected to find an object with property ['${name}'] in path ${path} but found '${javaType(value)}'. ` +
    "This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonProvider'."
  );
}

function javaType(value: JsonValue): string {
  if (value === null) return 'null';
  if (isArray(value)) return 'java.util.ArrayList';
  switch (typeof value) {
    case 'string':
      return 'java.lang.String';
    case 'boolean':
      return 'java.lang.Boolean';
    case 'number':
      return numberType(value);
    default:
      return 'java.util.LinkedHashMap';
  }
}

/** Jackson reads an integer into the smallest of three types. */
function numberType(value: number): string {
  if (!Number.isInteger(value)) return 'java.lang.Double';
  if (value >= -(2 ** 31) && value < 2 ** 31) return 'java.lang.Integer';
  return value >= -(2 ** 63) && value < 2 ** 63 ? 'java.lang.Long' : 'java.math.BigInteger';
}

/**
 * Whether a path fails only in its last step, an index beyond the end of an array. The service reads null there
 * (measured), but takes it for missing as the argument of an intrinsic function.
 */
export function endsBeyondArray(ast: PathAst, root: JsonValue | undefined): boolean {
  if (ast.steps.at(-1)?.kind !== 'index') return false;
  let value = root;
  for (const step of ast.steps.slice(0, -1)) {
    if (step.kind === 'name') value = isObject(value) ? own(value, step.name) : undefined;
    else if (step.kind === 'index') value = isArray(value) ? value.at(step.index) : undefined;
    else return false;
  }
  return isArray(value);
}
