import { isArray, isObject, type JsonObject, type JsonValue, own } from '../../base/json';
import { isJsonataString } from '../../expressions/jsonata';
import { parsePath } from '../../expressions/jsonPath';
import { hasPlaceholder } from '../../model/resource';
import type { State, Transition } from '../../model/workflow';
import { withAtPath } from './jsonPathShape';
import { kind, nullShape, objectShape, type Shape, union, unknown } from './shape';
import { type Environment, expressionShape, literalShape, pathShape, templateShape } from './templateShape';

/** The variables that can be read at a place, with what they hold. */
export type Variables = Environment['variables'];

/** What comes into a state, or goes out of it. */
export interface Data {
  readonly value: Shape;
  readonly variables: Variables;
}

/** The shapes at the moments of a state's work. */
export interface Moments {
  readonly input: Shape;
  readonly variables: Variables;
  readonly context: () => Shape;
  /** After InputPath; null: InputPath certainly finds nothing. */
  readonly effective: Shape | null;
}

export function momentsOf(state: State, entry: Data, context: () => Shape): Moments {
  const { value: input, variables } = entry;
  const base = { input, variables, context };
  return { ...base, effective: throughPath(state, 'InputPath', input, base) };
}

/** InputPath and OutputPath: null gives an empty object. */
function throughPath(
  state: State,
  name: string,
  data: Shape,
  around: Omit<Environment, 'input'>,
): Shape | null {
  const path = state.queryLanguage === 'JSONPath' ? own(state.value, name) : undefined;
  if (path === undefined || path === '$') return data;
  if (path === null) return objectShape([]);
  if (typeof path !== 'string') return unknown;
  return (
    pathShape(path, { input: data, context: around.context, variables: around.variables })?.shape ?? null
  );
}

/** The environment of expressions: `input` is what `$` or `$states.input` stands for. */
export const environmentOf = (
  moments: Moments,
  input: Shape,
  more: Partial<Environment> = {},
): Environment => ({
  input,
  context: moments.context,
  variables: moments.variables,
  ...more,
});

const originOf = (state: State): string => `set in ${state.name}`;

/** A field that is a template, or `otherwise` when there is none. */
export function fieldShape(
  state: State,
  object: JsonObject,
  name: string,
  environment: Environment,
  otherwise: Shape,
): Shape | null {
  const value = own(object, name);
  if (value === undefined) return otherwise;
  return templateShape(value, state.queryLanguage, environment, originOf(state));
}

function assigned(
  state: State,
  object: JsonObject,
  environment: Environment,
  variables: Variables,
): Variables | null {
  const value = own(object, 'Assign');
  if (!isObject(value)) return variables;
  const shape = templateShape(value, state.queryLanguage, environment, originOf(state));
  if (!shape) return null;
  const result = new Map(variables);
  for (const [name, member] of shape.members) result.set(name, member);
  return result;
}

/** A state's own Output and Assign, or those of what stands in `finish`, made from these; null: certainly a failure. */
function finished(
  state: State,
  moments: Moments,
  result: Shape | null,
  outputIn: JsonObject,
  assignIn: JsonObject,
): Data | null {
  const environment = environmentOf(moments, moments.input, result ? { result } : {});
  const variables = assigned(state, assignIn, environment, moments.variables);
  const value = fieldShape(state, outputIn, 'Output', environment, result ?? moments.input);
  return variables && value ? { value, variables } : null;
}

/** What comes out of a state that has a result of its own. */
export function afterResult(state: State, moments: Moments, result: Shape): Data | null {
  if (state.queryLanguage === 'JSONata') return finished(state, moments, result, state.value, state.value);
  const combined = combinedShape(state, moments, result);
  return combined && leaving(state, moments, combined, result, state.value);
}

/** What a JSONPath state's result is after ResultSelector and ResultPath. */
export function combinedShape(state: State, moments: Moments, result: Shape): Shape | null {
  const selected = fieldShape(state, state.value, 'ResultSelector', environmentOf(moments, result), result);
  return selected && throughResultPath(state, state.value, moments.input, selected);
}

function leaving(
  state: State,
  moments: Moments,
  combined: Shape,
  assignFrom: Shape,
  assignIn: JsonObject,
): Data | null {
  const variables = assigned(state, assignIn, environmentOf(moments, assignFrom), moments.variables);
  const value = throughPath(state, 'OutputPath', combined, moments);
  return variables && value ? { value, variables } : null;
}

/** What ResultPath makes of the raw input and a result. */
export function throughResultPath(
  state: State,
  object: JsonObject,
  input: Shape,
  result: Shape,
): Shape | null {
  const path = own(object, 'ResultPath');
  if (path === undefined || path === '$') return result;
  if (path === null) return input;
  const parsed = typeof path === 'string' && !hasPlaceholder(path) ? parsePath(path) : null;
  if (!parsed?.ok || !parsed.value.reference) return unknown;
  return withAtPath(input, parsed.value.ast.steps, result, originOf(state));
}

/** What a Pass state hands on. */
export function afterPass(state: State, moments: Moments): Data | null {
  if (state.queryLanguage === 'JSONata') return finished(state, moments, null, state.value, state.value);
  const { effective } = moments;
  if (!effective) return null;
  const result = passResult(state, moments);
  return result && afterResult(state, moments, result);
}

/** The result of a JSONPath Pass state. */
export function passResult(state: State, moments: Moments): Shape | null {
  const { effective } = moments;
  if (!effective) return null;
  const parameters = fieldShape(
    state,
    state.value,
    'Parameters',
    environmentOf(moments, effective),
    effective,
  );
  const result = own(state.value, 'Result');
  if (result === undefined || !parameters) return parameters;
  const literal = literalShape(result, originOf(state));
  // A Result of null may count as none.
  return result === null ? union(literal, parameters) : literal;
}

/**
 * What a state hands on that passes its input: Wait, Succeed, Choice by its Default or by a rule, whose own Assign and
 * Output are all that count then.
 */
export function afterInput(state: State, moments: Moments, rule?: JsonObject): Data | null {
  const from = rule ?? state.value;
  if (state.queryLanguage === 'JSONata') return finished(state, moments, null, from, from);
  const { effective } = moments;
  return effective && leaving(state, moments, effective, effective, from);
}

const textOrNull: Shape = { ...nullShape, kinds: kind.text | kind.null };

const errors = new WeakMap<State, Shape>();

/** What a Catcher sees. */
export function errorOutput(state: State): Shape {
  let shape = errors.get(state);
  if (!shape) {
    const from = `from the error of ${state.name}`;
    const member = { ...textOrNull, from };
    shape = objectShape(
      [
        ['Error', member],
        ['Cause', member],
      ],
      null,
      from,
    );
    errors.set(state, shape);
  }
  return shape;
}

/** What comes out by a Catcher. */
export function afterCatch(state: State, moments: Moments, catcher: JsonObject): Data | null {
  const error = errorOutput(state);
  if (state.queryLanguage === 'JSONata') {
    const environment = environmentOf(moments, moments.input, { errorOutput: error });
    const variables = assigned(state, catcher, environment, moments.variables);
    const value = fieldShape(state, catcher, 'Output', environment, error);
    return variables && value ? { value, variables } : null;
  }
  const variables = assigned(state, catcher, environmentOf(moments, error), moments.variables);
  const value = throughResultPath(state, catcher, moments.input, error);
  return variables && value ? { value, variables } : null;
}

/** The object of a Choice rule or Catcher that a transition leaves by. */
export function listed(state: State, name: 'Choices' | 'Catch', transition: Transition): JsonObject {
  const list = own(state.value, name);
  const item = isArray(list) ? list[transition.index ?? -1] : undefined;
  return isObject(item) ? item : {};
}

/** A field of a Map or Parallel state that is a path, an expression, or a template. */
export function itemsShape(state: State, moments: Moments): Shape | null {
  const { effective } = moments;
  if (!effective) return null;
  const name = state.queryLanguage === 'JSONata' ? 'Items' : 'ItemsPath';
  const value: JsonValue | undefined = own(state.value, name);
  if (value === undefined) return effective;
  const environment = environmentOf(moments, effective);
  if (state.queryLanguage === 'JSONPath') {
    return typeof value === 'string' ? (pathShape(value, environment)?.shape ?? null) : unknown;
  }
  if (typeof value === 'string' && isJsonataString(value))
    return expressionShape(value, environment)?.shape ?? null;
  return templateShape(value, 'JSONata', environment, originOf(state));
}
