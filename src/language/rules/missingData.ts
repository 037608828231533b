import { isArray, own } from '../../base/json';
import { looksLikeIntrinsic, parseIntrinsic } from '../../expressions/intrinsics';
import { analyseJsonata, jsonataSource, jsonataSourceOffset } from '../../expressions/jsonata';
import { type PathAst, parsePath } from '../../expressions/jsonPath';
import { hasPlaceholder } from '../../model/resource';
import type { State } from '../../model/workflow';
import { kindWords, namesIn } from '../flow/describe';
import { readPath } from '../flow/jsonPathShape';
import { environmentFor, inferredAt, type Knowledge } from '../flow/knowledge';
import { kind, memberOf, only, type Shape } from '../flow/shape';
import { type Environment, expressionShape } from '../flow/templateShape';
import { type ExpressionUse, expressionsOf } from './expressions';
import * as help from './missingData.help';
import { type Finding, finding, listed, nearest, type Rule, setFix, type WorkflowContext } from './rule';

/**
 * What is read and certainly not there. Only the definition itself is believed here, no sample and no test input: all
 * that comes from outside may hold anything.
 */
export const missingData: Rule = {
  problems: Object.values(help),
  needsSound: true,
  checkWorkflow: (context) =>
    context.kept.size > 0 ? [] : context.states.flatMap((state) => checkState(state, context)),
};

function checkState(state: State, { workflow }: WorkflowContext): Finding[] {
  const { uses } = expressionsOf(state);
  if (uses.length === 0) return [];
  const knowledge = inferredAt(workflow, state);
  return knowledge ? uses.flatMap((use) => checkUse(use, state, knowledge)) : [];
}

function checkUse(use: ExpressionUse, state: State, knowledge: Knowledge): Finding[] {
  if (hasPlaceholder(use.text) || isUnread(use, state)) return [];
  const environment = environmentFor(
    use.language,
    String(use.path[state.path.length] ?? ''),
    use.moment,
    knowledge,
  );
  if (use.language === 'JSONata') return checkExpression(use, environment);
  if (state.type === 'Choice' && asksForPresence(state)) return [];
  if (looksLikeIntrinsic(use.text)) return checkCall(use, environment);
  const parsed = parsePath(use.text);
  return parsed.ok ? checkPath(use, parsed.value.ast, environment) : [];
}

/** ResultPath says where to write; where items come from a reader, a path to them is not looked at (recorded). */
const isUnread = ({ field }: ExpressionUse, state: State): boolean =>
  field.name === 'ResultPath' ||
  ((field.name === 'ItemsPath' || field.name === 'Items') && own(state.value, 'ItemReader') !== undefined);

/** What a rule asks for need not be there, and later rules may rely on what it said. */
function asksForPresence(state: State): boolean {
  const rules = own(state.value, 'Choices');
  return isArray(rules) && JSON.stringify(rules).includes('"IsPresent"');
}

function checkCall(use: ExpressionUse, environment: Environment): Finding[] {
  const parsed = parseIntrinsic(use.text);
  if (!parsed.ok) return [];
  return parsed.value.references.flatMap(({ path, text, start, end }) => {
    const missing = missingStep(path, environment);
    return missing ? [report(use, missing, text, { start, end })] : [];
  });
}

function checkPath(use: ExpressionUse, ast: PathAst, environment: Environment): Finding[] {
  const missing = missingStep(ast, environment);
  return missing ? [report(use, missing, use.text, { start: 0, end: use.text.length })] : [];
}

interface Missing {
  readonly name: string | null;
  /** The path to what lacks it. */
  readonly path: string;
  readonly shape: Shape;
}

/** The first step of a path that certainly finds nothing. */
function missingStep(ast: PathAst, environment: Environment): Missing | null {
  const { root, steps } = ast;
  const variable = root.kind === 'variable' ? environment.variables.get(root.name) : undefined;
  const start =
    root.kind === 'data' ? environment.input : variable && !variable.optional ? variable.shape : null;
  if (!start || readPath(start, steps)) return null;
  for (let length = 1; length <= steps.length; length++) {
    if (readPath(start, steps.slice(0, length))) continue;
    const before = readPath(start, steps.slice(0, length - 1));
    const step = steps[length - 1];
    const path = steps.slice(0, length - 1).map((each) => (each.kind === 'name' ? `.${each.name}` : '[…]'));
    const name = step?.kind === 'name' ? step.name : null;
    const origin = root.kind === 'variable' ? `$${root.name}` : '$';
    return before && { name, path: `${origin}${path.join('')}`, shape: before.shape };
  }
  return null;
}

function report(
  use: ExpressionUse,
  { name, path, shape }: Missing,
  text: string,
  within: { readonly start: number; readonly end: number },
): Finding {
  const meant = name === null ? null : nearest(name, namesIn(shape));
  const corrected = meant === null || name === null ? null : replaceLast(text, name, meant);
  return finding(help.dataMissing, use.path, messageOf(name, path, text), {
    within,
    why: whyOf(shape, path),
    fixes: [
      corrected !== null &&
        setFix(
          `Change to \`${meant}\``,
          use.path,
          use.text.slice(0, within.start) + corrected + use.text.slice(within.end),
        ),
    ],
  });
}

const messageOf = (name: string | null, path: string, text: string): string =>
  name === null
    ? `\`${text}\` finds nothing when this state runs.`
    : `There is no \`${name}\` in \`${path}\` when this state runs.`;

function whyOf(shape: Shape, path: string): string {
  if (!only(shape, kind.object)) return `\`${path}\` is ${kindWords(shape)} there.`;
  const names = namesIn(shape).slice(0, 8);
  if (names.length === 0) return `\`${path}\` is an empty object there.`;
  return `It has ${listed(
    names.map((each) => `\`${each}\``),
    'and',
  )}.`;
}

/** The text with the last place of a whole name changed; null where it does not stand as it is. */
function replaceLast(text: string, name: string, by: string): string | null {
  const at = text.lastIndexOf(name);
  if (at < 0 || !/^\w+$/.test(name) || !/^\w+$/.test(by)) return null;
  return text.slice(0, at) + by + text.slice(at + name.length);
}

const readable = new Set(['input', 'result', 'errorOutput']);

/** An expression fails when it gives nothing as a whole; what gives nothing within it may be meant. */
function checkExpression(use: ExpressionUse, environment: Environment): Finding[] {
  if (expressionShape(use.text, environment)) return [];
  const source = jsonataSource(use.text);
  const analysed = analyseJsonata(source);
  if (!analysed.ok) return [];
  for (const { path, offset } of analysed.value.states) {
    const missing = readable.has(path[0] ?? '') ? missingMember(path, environment) : null;
    if (!missing) continue;
    const text = /^\$states(?:\.\w+)*/.exec(source.slice(offset))?.[0] ?? '';
    if (text !== `$states.${path.join('.')}` || text !== source) continue;
    const start = jsonataSourceOffset(use.text) + offset;
    return [report(use, missing, text, { start, end: start + text.length })];
  }
  return [];
}

function missingMember(path: readonly string[], environment: Environment): Missing | null {
  const [field, ...names] = path;
  let shape =
    field === 'input' ? environment.input : field === 'result' ? environment.result : environment.errorOutput;
  let text = `$states.${field}`;
  for (const name of names) {
    // JSONata looks into the items of arrays.
    if (!shape || !only(shape, ~kind.array & 63)) return null;
    const member = memberOf(shape, name);
    if (!member) return { name, path: text, shape };
    shape = member.shape;
    text += `.${name}`;
  }
  return null;
}
