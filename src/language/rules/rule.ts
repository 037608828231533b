import { isObject, type JsonObject, type JsonValue } from '../../base/json';
import type { Path } from '../../base/pointer';
import type { SdkFacts } from '../../integrations/sdk/facts';
import type { PathOp } from '../../model/change';
import type { ChangeFix, Severity } from '../../model/problem';
import type { State, Workflow, WorkflowType } from '../../model/workflow';

/**
 * What a rule is: the problems it can find, each with its help, and the checks that find them.
 *
 * A check of a state looks at that state alone, so that its findings hold as long as the state is the same
 * object. What depends on other states is a check of the workflow and has to be cheap.
 */
export interface Rule {
  readonly problems: readonly ProblemHelp[];
  readonly checkState?: (state: State, context: StateContext) => readonly Finding[];
  /** Checks what a Task calls against what is known of AWS services. Asked again when more is known. */
  readonly checkCall?: (state: State, facts: SdkFacts) => readonly Finding[];
  readonly checkWorkflow?: (context: WorkflowContext) => readonly Finding[];
  /** Checks only workflows in which no other rule finds an error, as it builds on all that is written. Stands last. */
  readonly needsSound?: true;
}

export interface StateContext {
  /** The type of the execution that runs the state. */
  readonly type: WorkflowType;
  /** That execution is a child of a distributed Map, which has a type of its own. */
  readonly isChild: boolean;
}

export interface WorkflowContext {
  readonly workflow: Workflow;
  readonly type: WorkflowType;
  /** The states that can be judged: without those whose text can't be read at the moment. */
  readonly states: readonly State[];
  /** Pointers of states shown as they were before: nothing is said about them, nor about what leads there. */
  readonly kept: ReadonlySet<string>;
  /** Size of the whole text in bytes. */
  readonly bytes: number;
}

/** Everything that is known of a code: the text of its page, and a definition that has it and one that has not. */
export interface ProblemHelp {
  readonly code: string;
  readonly severity: Severity;
  /** Heading of the page: `No such state`. */
  readonly title: string;
  readonly what: string;
  readonly why: string;
  readonly mend: string;
  /** A whole definition, or only its states: then the first is where it starts. */
  readonly bad: JsonValue;
  readonly good: JsonObject;
  /** The workflow type in which the example is wrong; absent: both. */
  readonly type?: WorkflowType;
  /** The page of the developer guide to read on. */
  readonly documentation: string;
}

/** A problem before its place in the text is known. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly why?: string;
  readonly path: Path;
  readonly part: 'key' | 'value';
  /** A range within the text of the value, when that is a string. */
  readonly within?: { readonly start: number; readonly end: number };
  readonly fixes: readonly ChangeFix[];
}

export interface FindingOptions {
  readonly part?: 'key' | 'value';
  readonly why?: string;
  readonly within?: { readonly start: number; readonly end: number };
  readonly fixes?: readonly (ChangeFix | null | undefined | false)[];
  readonly severity?: Severity;
}

/** A finding of a problem, with the severity of its help. */
export function finding(
  help: ProblemHelp,
  path: Path,
  message: string,
  options: FindingOptions = {},
): Finding {
  const { part = 'value', why, within, fixes = [], severity = help.severity } = options;
  return {
    code: help.code,
    severity,
    message,
    path,
    part,
    ...(why !== undefined && { why }),
    ...(within && { within }),
    fixes: fixes.filter((fix): fix is ChangeFix => Boolean(fix)),
  };
}

/**
 * A fix made of path operations. Titles are shown as they stand, in menus too, so code spans become quotation marks;
 * the label in the undo menu has neither.
 */
export function fix(title: string, ...ops: PathOp[]): ChangeFix {
  const shown = title.replace(/`([^`]*)`/g, '“$1”');
  return { title: shown, change: { label: shown.replace(/[“”]/g, ''), ops } };
}

export const removeFix = (path: Path): ChangeFix =>
  fix(`Remove \`${String(path.at(-1))}\``, { op: 'remove', path });

export const setFix = (title: string, path: Path, value: JsonValue): ChangeFix =>
  fix(title, { op: 'set', path, value });

/** The definition of an example: its states alone are put into a workflow that starts with the first. Templates stay. */
export function exampleDefinition(example: JsonValue): JsonValue {
  if (!isObject(example) || 'States' in example || 'StartAt' in example || 'QueryLanguage' in example) {
    return example;
  }
  if ('Resources' in example) return example;
  const [first = ''] = Object.keys(example);
  return { StartAt: first, States: example };
}

/** `a`, `b` or `c`, as a list for people. */
export function listed(words: readonly string[], last: 'and' | 'or' = 'or'): string {
  if (words.length <= 1) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** The nearest name, when it is near enough to be what was meant; null otherwise. */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  const wanted = name.toLowerCase();
  let best: string | null = null;
  let least = Math.max(1, Math.floor(Math.min(name.length, 30) / 3)) + 1;
  for (const candidate of candidates) {
    if (candidate === name || Math.abs(candidate.length - name.length) >= least) continue;
    const distance = editDistance(wanted, candidate.toLowerCase(), least);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** Levenshtein distance with swapped neighbours as one step; `limit` or more when it gets that far. */
function editDistance(left: string, right: string, limit: number): number {
  let before: number[] = [];
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1];
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? limit) + 1);
      }
      next.push(cost);
    }
    if (Math.min(...next) >= limit) return limit;
    before = row;
    row = next;
  }
  return row[right.length] ?? limit;
}

/** The object at a key of a value, or undefined. */
export function objectAt(value: JsonObject, key: string): JsonObject | undefined {
  const found = Object.hasOwn(value, key) ? value[key] : undefined;
  return isObject(found) ? found : undefined;
}
