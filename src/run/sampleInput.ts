import { isArray, isObject, type JsonValue, objectOf } from '../base/json';
import type { State, Workflow } from '../model/workflow';

/**
 * An input to begin with, guessed from what the states read: every `$.a.b` (JSONPath) and `$states.input.a.b`
 * (JSONata) of the outermost machine, except what the workflow itself writes on the way. A guess, to be edited.
 */
export function sampleInput(workflow: Workflow): JsonValue {
  const shape = newNode();
  const written = new Set<string>();
  for (const pointer of workflow.root.states) {
    const state = workflow.states.get(pointer);
    if (!state) continue;
    collectWritten(state, written);
    readsOf(state, shape, workflow.root.startAt === state.name);
  }
  for (const place of written) remove(shape, place.split('.'));
  return shape.children.size === 0 && !shape.list ? {} : guess(shape);
}

interface Node {
  readonly children: Map<string, Node>;
  list: boolean;
  sample: JsonValue | undefined;
}

const newNode = (): Node => ({ children: new Map(), list: false, sample: undefined });

/** Fields whose text is a path by itself. */
const pathFields = new Set([
  'InputPath',
  'ItemsPath',
  'SecondsPath',
  'TimestampPath',
  'Variable',
  'ErrorPath',
  'CausePath',
]);
const nested = new Set(['States', 'Branches', 'ItemProcessor', 'Iterator']);
/** Nested machines have inputs of their own; results are not inputs. */
const skipped = new Set([
  'States',
  'Branches',
  'ItemProcessor',
  'Iterator',
  'ResultSelector',
  'Catch',
  'Assign',
  'Output',
  'OutputPath',
  'ItemSelector',
  'ItemBatcher',
  'ResultPath',
]);

function readsOf(state: State, shape: Node, first: boolean): void {
  const jsonata = state.queryLanguage === 'JSONata';
  const walk = (value: JsonValue, key: string, around: JsonValue): void => {
    if ((jsonata ? nested : skipped).has(key)) return;
    if (isArray(value)) for (const item of value) walk(item, '', value);
    else if (isObject(value)) for (const [name, part] of Object.entries(value)) walk(part, name, value);
    else if (typeof value !== 'string') return;
    else if (jsonata) readExpression(value, first, shape);
    else readPaths(value, key, around, shape);
  };
  for (const [name, part] of Object.entries(state.value)) walk(part, name, state.value);
}

/** In JSONata only the first state's input is the execution's; the others reach it through the context. */
function readExpression(text: string, first: boolean, shape: Node): void {
  const expression = /^\{%([\s\S]*)%\}$/.exec(text.trim())?.[1];
  if (expression === undefined) return;
  const steps = String.raw`((?:\.[A-Za-z_]\w*|\[\d+\])+)`;
  const sources = ['context\\.Execution\\.Input', ...(first ? ['input'] : [])];
  for (const match of expression.matchAll(new RegExp(`\\$states\\.(?:${sources.join('|')})${steps}`, 'g'))) {
    touch(shape, match[1] ?? '', undefined, false);
  }
}

function readPaths(text: string, key: string, around: JsonValue, shape: Node): void {
  if (!key.endsWith('.$') && !pathFields.has(key) && !key.endsWith('Path')) return;
  const list = key === 'ItemsPath';
  for (const match of text.matchAll(/(?<![$\w])\$((?:\.[A-Za-z_]\w*|\[(?:\d+|\*|'[^']*')\])+)/g)) {
    touch(shape, match[1] ?? '', key === 'Variable' ? comparedWith(around) : undefined, list);
  }
}

/** What a Choice rule compares a variable with, as a sample of its value. */
function comparedWith(rule: JsonValue): JsonValue | undefined {
  if (!isObject(rule)) return undefined;
  for (const [name, value] of Object.entries(rule)) {
    if (/^Is[A-Z]/.test(name) || name === 'Variable' || name === 'Next' || name.endsWith('Path')) continue;
    if (/(?:Equals|LessThan|GreaterThan|Matches)/.test(name)) return value;
  }
  return undefined;
}

function touch(shape: Node, path: string, sample: JsonValue | undefined, list: boolean): void {
  let node = shape;
  for (const match of path.matchAll(/\.([A-Za-z_]\w*)|\[(\d+|\*)\]|\['([^']*)'\]/g)) {
    const name = match[1] ?? match[3];
    if (name === undefined) {
      node.list = true;
      continue;
    }
    const child = node.children.get(name) ?? newNode();
    node.children.set(name, child);
    node = child;
  }
  if (list) node.list = true;
  node.sample ??= sample;
}

function collectWritten(state: State, written: Set<string>): void {
  const note = (path: JsonValue | undefined): void => {
    if (typeof path === 'string' && path.startsWith('$.')) written.add(path.slice(2));
  };
  note(state.value.ResultPath);
  const catchers = state.value.Catch;
  if (isArray(catchers)) for (const catcher of catchers) if (isObject(catcher)) note(catcher.ResultPath);
}

function remove(node: Node, path: readonly string[]): void {
  const [name, ...rest] = path;
  if (name === undefined) return;
  const child = node.children.get(name);
  if (!child) return;
  if (rest.length > 0) remove(child, rest);
  if (rest.length === 0 || (child.children.size === 0 && !child.list)) node.children.delete(name);
}

function guess(node: Node): JsonValue {
  const inner: JsonValue =
    node.children.size > 0
      ? objectOf([...node.children].map(([name, child]) => [name, guess(child)] as const))
      : (node.sample ?? (node.list ? {} : 'text'));
  return node.list ? [inner] : inner;
}
