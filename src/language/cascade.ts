import { counted } from '../base/duration';
import { isObject } from '../base/json';
import { isWithin, type Path } from '../base/pointer';
import type { Workflow } from '../model/workflow';
import type { ParsedDocument } from './document';
import { type Finding, listed } from './rules/rule';

/**
 * One cause is told once. A text that is still being written, or one thing that is forgotten, would otherwise be an
 * error at everything that depends on it.
 */

const fewFields = 3;

/**
 * One `QueryLanguage` that is forgotten, or not written yet at the end of a YAML text, is not an error at every field
 * of every state: the first few name the cause, and the first says how many more there are.
 */
export function fewOfAnotherLanguage(findings: readonly Finding[], workflow: Workflow): readonly Finding[] {
  const fields = findings.filter((each) => each.code === 'FIELD_OTHER_LANGUAGE');
  if (fields.length <= fewFields + 1 || !languageMayFollow(findings, workflow)) return findings;
  const [first, ...others] = fields;
  const left = new Set(others.slice(fewFields - 1));
  const more = `The same goes for ${left.size} other fields.`;
  return findings.flatMap((each) => {
    if (left.has(each)) return [];
    return [each === first ? { ...each, message: `${each.message} ${more}` } : each];
  });
}

/**
 * YAML has no closing brackets, so a text that is still being written is a definition too. Where its last state is
 * not finished, the states around that one are not either: of those only the innermost is named.
 */
export function withoutUnfinished(
  findings: readonly Finding[],
  document: ParsedDocument,
): readonly Finding[] {
  const unfinished = findings.filter((each) => each.code === 'NO_NEXT_OR_END');
  if (document.format !== 'yaml' || unfinished.length === 0) return findings;
  const end = endOf(document);
  const last = findings.filter(({ path }) => {
    const place = document.placeOf(path, 'value');
    return place !== null && place.offset + place.length >= end;
  });
  return findings.filter(
    (each) =>
      each.code !== 'NO_NEXT_OR_END' ||
      !last.some((inner) => inner.path.length > each.path.length && isWithin(inner.path, each.path)),
  );
}

/** Whether the text ends before the `QueryLanguage` that its states are written for. */
export function languageMayFollow(findings: readonly Finding[], workflow: Workflow): boolean {
  const { definition } = workflow;
  if (isObject(definition) && Object.hasOwn(definition, 'QueryLanguage')) return false;
  return findings.some((each) => each.code === 'FIELD_OTHER_LANGUAGE');
}

/** So many errors are told each for itself, whatever they come from. */
const handful = 5;

/**
 * Of more errors than a handful, those with one cause are told together: everything that leads to the same missing
 * state or reads the same missing variable, states that only a missing one may lead to, and what the last state of the
 * text lacks.
 */
export function aHandful(findings: readonly Finding[], document: ParsedDocument): readonly Finding[] {
  const broken = document.tree.problems.filter(({ kind }) => kind !== 'note').length;
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length + broken <= handful) return findings;
  const unfinished = unfinishedAtEnd(errors, document);
  const endsEarly = broken > 0 || unfinished.length > 0 || endsInReference(errors, document);
  const left = new Set<Finding>(unfinished.slice(0, -1));
  const more = new Map<Finding, string>();
  for (const code of ['STATE_NOT_FOUND', 'VARIABLE_UNDEFINED']) {
    const together = ofOneCause(
      errors.filter((each) => each.code === code),
      endsEarly ? 1 : mostNames,
    );
    for (const each of together.left) left.add(each);
    for (const [each, text] of together.more) more.set(each, text);
  }
  const missing = errors.filter(({ code }) => code === 'STATE_NOT_FOUND');
  for (const each of errors) {
    if (each.code === 'STATE_UNREACHABLE' && missing.some(({ path }) => isBeside(path, each.path)))
      left.add(each);
  }
  const fields = endsEarly ? errors.filter(({ code }) => code === 'FIELD_OTHER_LANGUAGE') : [];
  if (fields.length > 1 && languageMayFollow(findings, document.workflow))
    for (const each of fields.slice(1)) left.add(each);
  return findings.flatMap((each) => {
    if (left.has(each)) return [];
    const text = more.get(each);
    return [text === undefined ? each : { ...each, message: `${each.message} ${text}` }];
  });
}

/** So many names that are missing are told each for itself. */
const mostNames = 3;

/** Findings by what is missing: of each name the first, with the number of the others; of many names the first few. */
function ofOneCause(
  findings: readonly Finding[],
  most: number,
): { readonly left: readonly Finding[]; readonly more: ReadonlyMap<Finding, string> } {
  const byMessage = new Map<string, Finding[]>();
  for (const each of findings) {
    const known = byMessage.get(each.message);
    if (known) known.push(each);
    else byMessage.set(each.message, [each]);
  }
  const groups = [...byMessage.values()];
  const more = new Map<Finding, string>();
  const left: Finding[] = [];
  groups.forEach(([first, ...others], at) => {
    if (!first) return;
    left.push(...others);
    if (at >= most) left.push(first);
    else if (others.length > 0)
      more.set(first, `The same is said in ${counted(others.length, 'other place')}.`);
  });
  const [first] = groups[0] ?? [];
  const names = groups.slice(most).map(([each]) => each?.message.match(/`[^`]*`/)?.[0] ?? '');
  if (first && names.length > 0) {
    const others = names.length - mostNames;
    const shown = others > 0 ? [...names.slice(0, mostNames), counted(others, 'other name')] : names;
    const text = `The same goes for ${listed(shown, 'and')}.`;
    more.set(first, [more.get(first), text].filter(Boolean).join(' '));
  }
  return { left, more };
}

/** What is wrong in YAML with the values that the text ends in, from the outermost to the innermost. */
function unfinishedAtEnd(errors: readonly Finding[], document: ParsedDocument): readonly Finding[] {
  if (document.format !== 'yaml') return [];
  return errors
    .filter(({ code, path }) => !references.has(code) && endsText(path, document))
    .sort((left, right) => left.path.length - right.path.length);
}

const references: ReadonlySet<string> = new Set([
  'STATE_NOT_FOUND',
  'STATE_UNREACHABLE',
  'VARIABLE_UNDEFINED',
  'FIELD_OTHER_LANGUAGE',
]);

/** Whether the last name in the text is one of a state that is not there: the name itself may not be finished. */
const endsInReference = (errors: readonly Finding[], document: ParsedDocument): boolean =>
  errors.some(({ code, path }) => code === 'STATE_NOT_FOUND' && endsText(path, document));

/** Whether the value at a path, or what should hold it, goes to the end of the text. */
function endsText(path: Path, document: ParsedDocument): boolean {
  for (let length = path.length; length >= 0; length--) {
    const place = document.placeOf(path.slice(0, length), 'value');
    if (place) return place.offset + place.length >= endOf(document);
  }
  return false;
}

/** Whether a state is in the very machine in which a transition leads to nowhere. */
function isBeside(transition: Path, state: Path): boolean {
  const machine = state.slice(0, -2);
  return isWithin(transition, machine) && !transition.slice(machine.length + 2).includes('States');
}

/** Whether the text can't be read at its end: it was cut, or something in it was opened and not closed. */
export function endsBroken(document: ParsedDocument): boolean {
  const end = endOf(document);
  return document.tree.problems.some(
    ({ kind, offset, length }) => kind === 'broken' && Math.max(offset + 1, offset + length) >= end,
  );
}

const endOf = ({ text }: ParsedDocument): number => text.trimEnd().length;
