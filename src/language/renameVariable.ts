import type { Path } from '../base/pointer';
import { toPointer } from '../base/pointer';
import { analyseJsonata, jsonataSource, jsonataSourceOffset } from '../expressions/jsonata';
import type { Change, PathOp } from '../model/change';
import { hasPlaceholder } from '../model/resource';
import type { State, Workflow } from '../model/workflow';
import { jsonataFunctionNames } from './jsonataNames';
import { expressionsOf } from './rules/expressions';
import { type VariableUse, variableFacts } from './rules/variables';
import { type Occurrences, occurrencesOf, scopesOf, type Variable } from './variableScopes';

type Answer = { readonly change: Change } | { readonly reason: string };

const validName = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;
const longestName = 80;

/** The change that gives a variable another name wherever it is set and read, or why that would change a meaning. */
export function renameVariable(workflow: Workflow, variable: Variable, wanted: string): Answer {
  const to = wanted.trim().replace(/^\$/, '');
  const { name } = variable;
  const label = `Rename $${name} to $${to}`;
  if (variable.machine === null) return { reason: `No state sets the variable $${name}` };
  if (to === name) return { change: { label, ops: [] } };
  const occurrences = occurrencesOf(workflow, variable);
  const reason =
    nameProblem(to, occurrences) ??
    clash(workflow, variable, occurrences, to) ??
    unreadUse(workflow, variable, occurrences);
  if (reason !== null) return { reason };
  const texts = renamedTexts(occurrences.used, to);
  if ('reason' in texts) return texts;
  const sets = texts.texts.map(({ path, text }): PathOp => ({ op: 'set', path, value: text }));
  const renames = occurrences.assigned.map(({ path }): PathOp => {
    const key = String(path.at(-1));
    return { op: 'rename', path, to: key.endsWith('.$') ? `${to}.$` : to };
  });
  return { change: { label, ops: [...sets, ...renames] } };
}

function nameProblem(to: string, { assigned, used }: Occurrences): string | null {
  if (to === '') return 'A variable needs a name';
  if (!validName.test(to)) return 'A name begins with a letter and has letters, digits and _';
  if ([...to].length > longestName) return `A name has ${longestName} characters at most`;
  if (to === 'states') return 'states is reserved; a variable can’t have that name';
  const inJsonata = [...assigned, ...used].some(({ state }) => state.queryLanguage === 'JSONata');
  return inJsonata && jsonataFunctionNames.has(to) ? `$${to} is a function of JSONata` : null;
}

/** Another variable of the new name in the scopes that this one's places see, or around its own. */
function clash(workflow: Workflow, { machine }: Variable, { used }: Occurrences, to: string): string | null {
  const owner = machine === null ? undefined : workflow.machines.get(machine);
  const [setter] = owner?.states.flatMap((pointer) => workflow.states.get(pointer) ?? []) ?? [];
  const seen = new Set<string>();
  for (const state of [...(setter ? [setter] : []), ...used.map((use) => use.state)]) {
    for (const scope of scopesOf(workflow, state)) seen.add(scope.pointer);
  }
  for (const state of workflow.states.values()) {
    const sets = variableFacts(state).assigned.some((each) => each.name === to);
    if (!sets) continue;
    const inner = machine !== null && [...scopesOf(workflow, state)].some((each) => each.pointer === machine);
    if (inner || seen.has(state.machine)) return `There is a variable $${to} already, set in “${state.name}”`;
  }
  return null;
}

/** An expression that can't be read as it stands but seems to read the variable: it would be left behind. */
function unreadUse(workflow: Workflow, { name, machine }: Variable, { used }: Occurrences): string | null {
  const read = new Set(used.map(({ path }) => toPointer(path)));
  const mention = new RegExp(`\\$${name}(?![\\p{ID_Continue}])`, 'u');
  for (const state of workflow.states.values()) {
    if (![...scopesOf(workflow, state)].some((each) => each.pointer === machine)) continue;
    const unread = expressionsOf(state).uses.find(
      ({ text, path, language }) =>
        mention.test(text) && !read.has(toPointer(path)) && !isReadable(text, language),
    );
    if (unread)
      return `An expression in “${state.name}” that can’t be read seems to use $${name}. Mend it first`;
  }
  return null;
}

/** A JSONata expression that is read may have a name of its own that is spelled the same. */
function isReadable(text: string, language: State['queryLanguage']): boolean {
  if (hasPlaceholder(text)) return false;
  return language === 'JSONata' && analyseJsonata(jsonataSource(text)).ok;
}

function renamedTexts(
  uses: Occurrences['used'],
  to: string,
):
  | { readonly texts: readonly { readonly path: Path; readonly text: string }[] }
  | { readonly reason: string } {
  const byPlace = new Map<string, (VariableUse & { readonly state: State })[]>();
  for (const use of uses)
    byPlace.set(toPointer(use.path), [...(byPlace.get(toPointer(use.path)) ?? []), use]);
  const texts: { path: Path; text: string }[] = [];
  for (const group of byPlace.values()) {
    const [first] = group;
    if (!first) continue;
    const text = renamedIn(first.text, group, to);
    if (first.state.queryLanguage === 'JSONata' && isCaptured(first, text, group, to))
      return { reason: `An expression in “${first.state.name}” uses $${to} for something of its own` };
    texts.push({ path: first.path, text });
  }
  return { texts };
}

function renamedIn(text: string, uses: readonly VariableUse[], to: string): string {
  let result = text;
  for (const { offset, name } of [...uses].sort((left, right) => right.offset - left.offset))
    result = `${result.slice(0, offset)}$${to}${result.slice(offset + name.length + 1)}`;
  return result;
}

/** Whether an expression binds the new name itself, so that what read the variable would read that instead. */
function isCaptured(before: VariableUse, after: string, uses: readonly VariableUse[], to: string): boolean {
  const analysed = analyseJsonata(jsonataSource(after));
  if (!analysed.ok) return true;
  const start = jsonataSourceOffset(after);
  const growth = to.length - before.name.length;
  const wanted = uses.map(({ offset }) => offset).sort((left, right) => left - right);
  const found = new Set(
    analysed.value.variables.filter(({ name }) => name === to).map(({ offset }) => offset + start),
  );
  return !wanted.every((offset, at) => found.has(offset + at * growth));
}
