import { isArray, isObject, type JsonValue, own } from '../../base/json';
import { looksLikeIntrinsic, parseIntrinsic } from '../../expressions/intrinsics';
import { compileJsonata, isJsonataString, jsonataSource } from '../../expressions/jsonata';
import { parsePath } from '../../expressions/jsonPath';
import { hasPlaceholder } from '../../model/resource';
import type { QueryLanguage } from '../../model/workflow';
import { intrinsicShape } from './intrinsicShape';
import { jsonataShape } from './jsonataShape';
import { type Given, readPath } from './jsonPathShape';
import { memberOf, objectShape, type Shape, shapeOfValue, tupleShape, unknown } from './shape';

/** What the expressions of a state can read at some moment, as shapes. */
export interface Environment {
  /** `$` in JSONPath, `$states.input` in JSONata. */
  readonly input: Shape;
  /** `$$` in JSONPath, `$states.context` in JSONata; made when it is read. */
  readonly context: () => Shape;
  readonly variables: ReadonlyMap<string, { readonly shape: Shape; readonly optional: boolean }>;
  readonly result?: Shape;
  readonly errorOutput?: Shape;
}

/** What a text gives that is a path or a call of an intrinsic function. Null: certainly nothing. */
export function pathShape(text: string, environment: Environment): Given {
  const rootOf = (root: { readonly kind: string; readonly name?: string }): Given => {
    if (root.kind === 'data') return { shape: environment.input, optional: false };
    if (root.kind === 'context') return { shape: environment.context(), optional: false };
    return environment.variables.get(root.name ?? '') ?? { shape: unknown, optional: true };
  };
  const anything: Given = { shape: unknown, optional: true };
  if (hasPlaceholder(text)) return anything;
  if (looksLikeIntrinsic(text)) {
    const parsed = parseIntrinsic(text);
    return parsed.ok ? intrinsicShape(parsed.value.ast, rootOf) : anything;
  }
  const parsed = parsePath(text);
  if (!parsed.ok) return anything;
  const root = rootOf(parsed.value.root);
  const found = root && readPath(root.shape, parsed.value.ast.steps);
  return found && root.optional ? { ...found, optional: true } : found;
}

/** What `{% … %}` gives. */
export function expressionShape(text: string, environment: Environment): Given {
  const compiled = hasPlaceholder(text) ? null : compileJsonata(jsonataSource(text));
  if (!compiled?.ok) return { shape: unknown, optional: true };
  const { input, context, result, errorOutput } = environment;
  const { states: reads } = compiled.value.analysis;
  const readsContext = reads.some(({ path }) => path.length === 0 || path[0] === 'context');
  const states = objectShape([
    ['input', input],
    ['context', readsContext ? context() : unknown],
    ...(result ? [['result', result] as const] : []),
    ...(errorOutput ? [['errorOutput', errorOutput] as const] : []),
  ]);
  return jsonataShape(compiled.value.ast, (name) =>
    name === 'states' ? { shape: states, optional: false } : environment.variables.get(name),
  );
}

/** Nesting of templates that is followed. */
const deepest = 60;

/** What a payload template makes; null: it certainly fails. Everything in it that is written out is from `from`. */
export function templateShape(
  value: JsonValue,
  language: QueryLanguage,
  environment: Environment,
  from?: string,
  depth = 0,
): Shape | null {
  if (depth > deepest) return unknown;
  if (typeof value === 'string') {
    if (language === 'JSONata' && isJsonataString(value))
      return expressionShape(value, environment)?.shape ?? null;
    return hasPlaceholder(value) ? unknown : shapeOfValue(value, from);
  }
  if (isArray(value)) {
    const items: Shape[] = [];
    for (const item of value) {
      const shape = templateShape(item, language, environment, from, depth + 1);
      if (!shape) return null;
      items.push(shape);
    }
    return tupleShape(items, from);
  }
  if (!isObject(value)) return shapeOfValue(value, from);
  const entries: [string, Shape][] = [];
  let open = false;
  for (const key of Object.keys(value)) {
    const member = own(value, key) ?? null;
    if (hasPlaceholder(key)) {
      open = true;
      continue;
    }
    const dynamic = language === 'JSONPath' && key.endsWith('.$');
    const shape = dynamic
      ? typeof member === 'string'
        ? (pathShapeOrNull(member, environment)?.shape ?? null)
        : unknown
      : templateShape(member, language, environment, from, depth + 1);
    if (!shape) return null;
    entries.push([dynamic ? key.slice(0, -2) : key, shape]);
  }
  return objectShape(entries, open ? unknown : null, from);
}

const pathShapeOrNull = pathShape;

/** What is written out without any expression in it. */
export function literalShape(value: JsonValue, from?: string): Shape {
  if (typeof value === 'string' && hasPlaceholder(value)) return unknown;
  if (isArray(value))
    return tupleShape(
      value.map((item) => literalShape(item, from)),
      from,
    );
  if (!isObject(value)) return shapeOfValue(value, from);
  const keys = Object.keys(value);
  const entries = keys
    .filter((key) => !hasPlaceholder(key))
    .map((key) => [key, literalShape(own(value, key) ?? null, from)] as const);
  return objectShape(entries, entries.length < keys.length ? unknown : null, from);
}

/** The member of an object that certainly has it, else what is not known. */
export const part = (shape: Shape, name: string): Shape => memberOf(shape, name)?.shape ?? unknown;
