import { isObject } from '../base/json';
import { toPointer, valueAt } from '../base/pointer';
import { type SdkFacts, sdkFacts } from '../integrations/sdk/facts';
import type { Problem, ProblemExplanation, TextRange } from '../model/problem';
import type { Machine, State, Workflow, WorkflowType } from '../model/workflow';
import { aHandful, endsBroken, fewOfAnotherLanguage, languageMayFollow, withoutUnfinished } from './cascade';
import { type Embedded, type ParsedDocument, stateAround } from './document';
import { helpFor, rules } from './rules';
import { largestDefinition } from './rules/quotas';
import type { Finding, ProblemHelp, StateContext } from './rules/rule';
import { templateFindings, withoutWorkflow } from './rules/templates';
import { isDistributed } from './rules/variables';
import type { SourceNode } from './source/node';
import { outerTextFix, withTextFixes } from './syntaxFixes/offered';
import { type SyntaxHelp, syntaxHelp } from './syntaxHelp';

export interface DiagnoseOptions {
  readonly type: WorkflowType;
  /** Codes of warnings and advice that the user does not want to see. */
  readonly silenced?: readonly string[];
}

/**
 * All problems of a document in the order of the text. Never throws, whatever the text.
 *
 * What rules say of a state alone is kept with the state object: as long as a revision keeps its states, only
 * changed ones are looked at again.
 */
export function diagnose(document: ParsedDocument, options: DiagnoseOptions): Problem[] {
  const { workflow, embedded } = document;
  const silenced = new Set(options.silenced);
  const isShown = (each: Problem) => each.severity === 'error' || !silenced.has(each.code);
  if (embedded) return diagnoseEmbedded(document, embedded, options).filter(isShown);
  const breaks = new Breaks(document);
  // A text without any definition has one problem, its syntax; the missing fields would only repeat it.
  const findings =
    document.definition === null && document.broken ? [] : findAll(document, options.type, breaks);
  const problems = findings.map((each) => toProblem(each, document, workflow));
  return inOrder([...withTextFixes(document), ...problems].filter(isShown));
}

const inOrder = (problems: readonly Problem[]): Problem[] =>
  unique(problems)
    .sort((left, right) => left.range.offset - right.range.offset)
    .map(explained);

/** The problems of the text around, and those of the definition's own text at their places in it. */
function diagnoseEmbedded(document: ParsedDocument, embedded: Embedded, options: DiagnoseOptions): Problem[] {
  const inner = diagnose(embedded.document, options).map((problem): Problem => {
    const { offset, length } = embedded.text.map.range(problem.range);
    const fixes = problem.fixes.flatMap((fix) =>
      'edits' in fix ? (outerTextFix(document, embedded, fix) ?? []) : fix,
    );
    const range = onOneLine(document.textRange(offset, Math.max(1, length)), document.text);
    return { ...problem, range, fixes };
  });
  const around = templateFindings(document).map((each) => toProblem(each, document, document.workflow));
  return inOrder([...withTextFixes(document), ...around, ...inner]);
}

/** The page of a code, for the Info panel and the docs; undefined for an unknown code. */
export function problemHelp(code: string): ProblemHelp | SyntaxHelp | undefined {
  return helpFor(code) ?? syntaxHelp(code);
}

const explanations = new Map<string, ProblemExplanation>();

function explanationOf(code: string): ProblemExplanation | undefined {
  const known = explanations.get(code);
  const help = known ? undefined : problemHelp(code);
  if (!help) return known;
  const { title, what, why, mend, documentation } = help;
  const explanation = { title, what, why, mend, documentation };
  explanations.set(code, explanation);
  return explanation;
}

/** The pages of codes in short; a code that no rule has is left out. */
export function explain(codes: readonly string[]): ReadonlyMap<string, ProblemExplanation> {
  return new Map(
    codes.flatMap((code) => {
      const explanation = explanationOf(code);
      return explanation ? [[code, explanation] as const] : [];
    }),
  );
}

const explained = (problem: Problem): Problem => ({ ...problem, explanation: explanationOf(problem.code) });

const findingsByContext = new Map<StateContext, WeakMap<State, readonly Finding[]>>();

function stateFindings(context: StateContext): WeakMap<State, readonly Finding[]> {
  const cache = findingsByContext.get(context) ?? new WeakMap<State, readonly Finding[]>();
  findingsByContext.set(context, cache);
  return cache;
}

const templateKeys = ['AWSTemplateFormatVersion', 'Resources', 'stepFunctions', 'stateMachines', 'provider'];

const isTemplate = (root: SourceNode): boolean => templateKeys.some((key) => root.entry(key) !== undefined);

/** A template without a workflow would be taken for a definition itself. */
function isWithoutWorkflow({ definition, place }: ParsedDocument): boolean {
  if (definition?.kind !== 'object' || place.container !== null) return false;
  return !definition.entry('StartAt') && !definition.entry('States') && isTemplate(definition);
}

function findAll(document: ParsedDocument, type: WorkflowType, breaks: Breaks): readonly Finding[] {
  if (document.place.elsewhere !== undefined) return [];
  if (isWithoutWorkflow(document)) return [withoutWorkflow()];
  const { workflow, kept } = document;
  const states = [...workflow.states.values()].filter(
    (state) => !kept.has(state.pointer) && !breaks.touch(state),
  );
  const findings: Finding[] = templateFindings(document);
  for (const state of states) {
    if (isObject(valueAt(workflow.definition, state.path)))
      findings.push(...ofState(state, executionOf(state, workflow, type)));
  }
  if (breaks.cut && languageMayFollow(findings, workflow)) findings.splice(0);
  const context = { workflow, type, states, kept, bytes: sizeOf(document) };
  for (const rule of rules) {
    if (rule.needsSound && (breaks.any || findings.some(({ severity }) => severity === 'error'))) continue;
    for (const found of rule.checkWorkflow?.(context) ?? []) if (breaks.trust(found)) findings.push(found);
  }
  const rest = fewOfAnotherLanguage(findings, workflow);
  const trusted = breaks.any ? withoutCascade(rest, document) : withoutUnfinished(rest, document);
  return aHandful(trusted, document);
}

/**
 * A target whose name still stands in the text as a key is not missing: its state just can't be read at present.
 * The opening quote may be what is missing.
 */
function withoutCascade(findings: readonly Finding[], document: ParsedDocument): Finding[] {
  return findings.filter(({ code, path }) => {
    if (code !== 'STATE_NOT_FOUND') return true;
    const name = String(valueAt(document.workflow.definition, path) ?? '');
    const keys =
      document.format === 'json' ? [JSON.stringify(name).slice(1)] : [name, `"${name}"`, `'${name}'`];
    return !keys.some((key) => document.text.includes(`${key}:`) || document.text.includes(`${key} :`));
  });
}

/** The type of the execution that runs a state: the workflow's, or that of the child executions around it. */
function executionOf(state: State, workflow: Workflow, type: WorkflowType): StateContext {
  for (let machine = workflow.machines.get(state.machine); machine?.owner != null; ) {
    const child = childType(machine, workflow);
    if (child) return contexts[`child ${child}`];
    machine = workflow.machines.get(workflow.states.get(machine.owner)?.machine ?? '');
  }
  return contexts[type];
}

function childType(machine: Machine, workflow: Workflow): WorkflowType | null {
  if (!isDistributed(machine, workflow)) return null;
  const config = valueAt(workflow.definition, [...machine.path, 'ProcessorConfig', 'ExecutionType']);
  return config === 'EXPRESS' ? 'EXPRESS' : 'STANDARD';
}

const contexts = {
  STANDARD: { type: 'STANDARD', isChild: false },
  EXPRESS: { type: 'EXPRESS', isChild: false },
  'child STANDARD': { type: 'STANDARD', isChild: true },
  'child EXPRESS': { type: 'EXPRESS', isChild: true },
} as const;

function ofState(state: State, context: StateContext): readonly Finding[] {
  const cache = stateFindings(context);
  let found = cache.get(state);
  if (!found) {
    found = rules.flatMap((rule) => rule.checkState?.(state, context) ?? []);
    cache.set(state, found);
  }
  const facts = sdkFacts();
  return facts.names === null || state.type !== 'Task' ? found : [...found, ...ofCall(state, facts)];
}

/** What was found with facts that have grown since is found anew. */
const callFindings = new WeakMap<SdkFacts, WeakMap<State, readonly Finding[]>>();

function ofCall(state: State, facts: SdkFacts): readonly Finding[] {
  const cache = callFindings.get(facts) ?? new WeakMap<State, readonly Finding[]>();
  callFindings.set(facts, cache);
  let found = cache.get(state);
  if (!found) {
    found = rules.flatMap((rule) => rule.checkCall?.(state, facts) ?? []);
    cache.set(state, found);
  }
  return found;
}

/** Size of the definition in bytes; not measured where it can't matter. */
function sizeOf(document: ParsedDocument): number {
  const { definition, text } = document;
  const length = definition?.length ?? text.length;
  if (length * 3 <= largestDefinition) return length;
  const part = definition ? text.slice(definition.offset, definition.end) : text;
  return new TextEncoder().encode(part).length;
}

/**
 * Where the text can't be read. A break hides what follows it, so what would only be said because of that is
 * left out: one problem at the break instead of one at everything that leads there.
 */
class Breaks {
  readonly #offsets: readonly number[];
  /** Whether the text just ends, so that whole states are missing. */
  readonly cut: boolean;
  readonly #document: ParsedDocument;

  constructor(document: ParsedDocument) {
    this.#document = document;
    this.#offsets = document.tree.problems
      .filter((each) => each.kind === 'broken')
      .map((each) => each.offset);
    this.cut = endsBroken(document);
  }

  get any(): boolean {
    return this.#offsets.length > 0;
  }

  /** Whether a state's text has a break in it. */
  touch(state: State): boolean {
    if (this.#offsets.length === 0) return false;
    const entry = this.#document.entryAt(state.path);
    if (!entry) return true;
    const end = entry.value?.end ?? entry.keyOffset + entry.keyLength;
    return this.#offsets.some((offset) => offset >= entry.keyOffset && offset <= end + 1);
  }

  /** Whether a finding about several states holds although some text can't be read. */
  trust(found: Finding): boolean {
    if (this.#offsets.length === 0) return true;
    const place = found.part === 'value' ? this.#document.placeOf(found.path, 'value') : null;
    if (place && this.#offsets.some((at) => at >= place.offset && at <= place.offset + place.length))
      return false;
    if (this.cut) return !dependsOnWhole.has(found.code) && found.severity === 'error';
    return !dependsOnWhole.has(found.code) || found.code === 'STATE_NOT_FOUND';
  }
}

/** Problems that may only be there because a part of the text is not. */
const dependsOnWhole: ReadonlySet<string> = new Set([
  'STATE_NOT_FOUND',
  'STATE_IN_OTHER_MACHINE',
  'STATE_NOT_OBJECT',
  'STATE_TYPE_MISSING',
  'STATE_NAME_TWICE',
  'STATE_UNREACHABLE',
  'NO_TERMINAL_STATE',
  'NO_WAY_OUT',
  'NO_STATES',
  'NO_NEXT_OR_END',
  'FIELD_MISSING',
  'FIELD_UNKNOWN',
  'VARIABLE_UNDEFINED',
  'VARIABLE_NOT_SET_YET',
  'VARIABLE_OUT_OF_SCOPE',
  'WORKFLOW_NO_COMMENT',
]);

function toProblem(found: Finding, document: ParsedDocument, workflow: Workflow): Problem {
  const { code, severity, message, why, path, fixes } = found;
  return {
    code,
    severity,
    message,
    ...(why !== undefined && { why }),
    path,
    state: stateAround(workflow, path),
    range: onOneLine(rangeOf(found, document), document.text),
    fixes,
  };
}

function rangeOf({ path, part, within }: Finding, document: ParsedDocument): TextRange {
  const value = document.placeOf(path, 'value');
  if (part === 'key') {
    const key = document.placeOf(path, 'key');
    if (key) return document.textRange(key.offset, key.length);
    // An entry of a list, or the definition itself: its first character stands for it.
    if (value) return document.textRange(value.offset, Math.min(1, value.length));
  } else if (value && within) {
    const inner = placeWithin(document, path, value, within);
    if (inner) return inner;
  }
  return document.rangeOf(path, part);
}

/** The part of a range on its first line: a problem of a whole object is shown where that begins. */
function onOneLine(range: TextRange, text: string): TextRange {
  const end = text.slice(range.offset, range.offset + range.length).search(/\r?\n/);
  return end < 1 ? range : { ...range, length: end };
}

/** A part of a text, where the text stands in the source letter by letter. */
function placeWithin(
  document: ParsedDocument,
  path: Finding['path'],
  value: { readonly offset: number; readonly length: number },
  within: { readonly start: number; readonly end: number },
): TextRange | null {
  const text = valueAt(document.workflow.definition, path);
  if (typeof text !== 'string' || within.start >= text.length) return null;
  const source = document.text.slice(value.offset, value.offset + value.length);
  const at = source.indexOf(text);
  if (at < 0 || at > 1) return null;
  const end = Math.min(Math.max(within.end, within.start + 1), text.length);
  return document.textRange(value.offset + at + within.start, end - within.start);
}

/** Without repetitions: two rules may say the same of one place. */
function unique(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = `${problem.code} ${toPointer(problem.path)} ${problem.message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
