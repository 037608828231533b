import { isObject, type JsonValue, own } from '../../base/json';
import type { Path } from '../../base/pointer';
import { looksLikeIntrinsic, parseIntrinsic } from '../../expressions/intrinsics';
import { analyseJsonata, jsonataSource, jsonataSourceOffset } from '../../expressions/jsonata';
import { type PathAst, parsePath, pathsWithin } from '../../expressions/jsonPath';
import { hasPlaceholder } from '../../model/resource';
import type { Machine, State, Workflow } from '../../model/workflow';
import { jsonataFunctionNames } from '../jsonataNames';
import { type ExpressionUse, expressionsOf } from './expressions';
import { type Finding, finding, fix, nearest, type Rule, setFix, type WorkflowContext } from './rule';
import * as help from './variables.help';

/** Variables: their names, where they are set, and whether what is read can have been set before. */
export const variables: Rule = {
  problems: Object.values(help),
  checkState: (state) => variableFacts(state).assigned.flatMap(checkName),
  checkWorkflow: (context) => new VariableCheck(context).findings(),
};

/** A name that a state sets. */
export interface AssignedVariable {
  readonly name: string;
  /** Place of the key in its Assign. */
  readonly path: Path;
}

/** A name that a state reads. */
export interface VariableUse {
  readonly name: string;
  readonly path: Path;
  /** Place of the name, its `$` included, in the text there. */
  readonly offset: number;
  readonly text: string;
}

export interface VariableFacts {
  readonly assigned: readonly AssignedVariable[];
  readonly used: readonly VariableUse[];
}

const cache = new WeakMap<State, VariableFacts>();

/** What a state sets and reads, nested states left out. */
export function variableFacts(state: State): VariableFacts {
  let facts = cache.get(state);
  if (!facts) {
    const { uses, templates } = expressionsOf(state);
    facts = {
      assigned: templates
        .filter((template) => template.field.name === 'Assign')
        .flatMap((template) => assignedIn(template.value, template.path)),
      used: uses.flatMap(usedIn),
    };
    cache.set(state, facts);
  }
  return facts;
}

function assignedIn(value: JsonValue, path: Path): AssignedVariable[] {
  if (!isObject(value)) return [];
  return Object.keys(value).map((key) => ({ name: key.replace(/\.\$$/, ''), path: [...path, key] }));
}

function usedIn(use: ExpressionUse): VariableUse[] {
  const { text, path } = use;
  if (hasPlaceholder(text)) return [];
  if (use.language === 'JSONata') {
    const analysed = analyseJsonata(jsonataSource(text));
    const start = jsonataSourceOffset(text);
    if (!analysed.ok) return [];
    return analysed.value.variables
      .filter(({ name }) => !jsonataFunctionNames.has(name))
      .map(({ name, offset }) => ({ name, path, text, offset: start + offset }));
  }
  if (looksLikeIntrinsic(text)) {
    const parsed = parseIntrinsic(text);
    if (!parsed.ok) return [];
    return parsed.value.references.flatMap((argument) => variablesOf(argument.path, use));
  }
  const parsed = parsePath(text);
  return parsed.ok ? variablesOf(parsed.value.ast, use) : [];
}

/** The variables that a path reads, also those its filters compare with. */
const variablesOf = (ast: PathAst, { path, text }: ExpressionUse): VariableUse[] =>
  pathsWithin(ast).flatMap(({ root, start }) =>
    root.kind === 'variable' ? [{ name: root.name, path, text, offset: start }] : [],
  );

const validName = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;
const longestName = 80;

function checkName({ name, path }: AssignedVariable): Finding[] {
  if (/[$#]\{/.test(name)) return [];
  if (name === 'states') {
    return [
      finding(help.variableReserved, path, '`states` is reserved; a variable can’t have that name.', {
        part: 'key',
      }),
    ];
  }
  if ([...name].length > longestName) {
    const text = `This name has ${[...name].length} characters; ${longestName} are allowed.`;
    return [finding(help.variableName, path, text, { part: 'key' })];
  }
  if (validName.test(name)) return [];
  const bare = name.replace(/^\$+/, '').replace(/[^\p{ID_Continue}]+/gu, '_');
  const key = String(path.at(-1));
  return [
    finding(help.variableName, path, `\`${name}\` can’t be the name of a variable.`, {
      part: 'key',
      why: 'A name begins with a letter and has letters, digits and `_`.',
      fixes: [
        validName.test(bare) &&
          fix(`Rename to \`${bare}\``, { op: 'rename', path, to: key.endsWith('.$') ? `${bare}.$` : bare }),
      ],
    }),
  ];
}

/** The variables of one machine: which states set which. */
interface Scope {
  readonly machine: Machine;
  readonly setBy: Map<string, State[]>;
  /** Whether the surrounding scopes can be read: not from a distributed Map's child executions. */
  readonly open: boolean;
}

class VariableCheck {
  readonly #workflow: Workflow;
  readonly #states: readonly State[];
  readonly #scopes = new Map<string, Scope>();
  readonly #after = new Map<string, ReadonlySet<string>>();

  constructor({ workflow, states }: WorkflowContext) {
    this.#workflow = workflow;
    this.#states = states;
    for (const machine of workflow.machines.values()) {
      this.#scopes.set(machine.pointer, {
        machine,
        setBy: new Map(),
        open: !isDistributed(machine, workflow),
      });
    }
    for (const state of workflow.states.values()) {
      const setBy = this.#scopes.get(state.machine)?.setBy;
      for (const { name } of variableFacts(state).assigned)
        setBy?.set(name, [...(setBy.get(name) ?? []), state]);
    }
  }

  findings(): Finding[] {
    return this.#states.flatMap((state) => {
      const { assigned, used } = variableFacts(state);
      return [
        ...assigned.flatMap((each) => this.#shadowing(each, state)),
        ...used.flatMap((use) => this.#reading(use, state)),
      ];
    });
  }

  /** The scopes that a state reads, innermost first, each with the state by which the run is there. */
  *#visible(state: State): Generator<readonly [Scope, State]> {
    let at: State | undefined = state;
    while (at) {
      const scope = this.#scopes.get(at.machine);
      if (!scope) return;
      yield [scope, at];
      if (!scope.open || scope.machine.owner === null) return;
      at = this.#workflow.states.get(scope.machine.owner);
    }
  }

  #shadowing({ name, path }: AssignedVariable, state: State): Finding[] {
    for (const [scope, place] of this.#visible(state)) {
      if (scope.machine.pointer === state.machine) continue;
      // What the Map or Parallel itself sets, it sets when its branches have ended (recorded as accepted).
      const by = scope.setBy.get(name)?.find((setter) => setter.pointer !== place.pointer)?.name;
      if (by === undefined) continue;
      return [
        finding(
          help.variableShadows,
          path,
          `\`${name}\` is a variable of the workflow around this, set in \`${by}\`; it can’t be set here.`,
          {
            part: 'key',
          },
        ),
      ];
    }
    return [];
  }

  #reading(use: VariableUse, state: State): Finding[] {
    const { name } = use;
    const within = { start: use.offset, end: use.offset + name.length + 1 };
    let known = false;
    for (const [scope, place] of this.#visible(state)) {
      const setters = scope.setBy.get(name);
      if (!setters) continue;
      known = true;
      if (setters.some((setter) => this.#statesAfter(setter).has(place.pointer))) return [];
    }
    if (known) {
      // What never runs reads nothing; that it never runs is a problem of its own.
      if (!state.reachable) return [];
      return [
        finding(help.variableNotYet, use.path, `\`$${name}\` is not set yet when this state runs.`, {
          within,
        }),
      ];
    }
    const elsewhere = this.#elsewhere(name, state);
    if (elsewhere !== null) return [finding(help.variableScope, use.path, elsewhere, { within })];
    const candidates = [...this.#visible(state)].flatMap(([scope]) => [...scope.setBy.keys()]);
    const meant = nearest(name, candidates);
    const end = use.offset + name.length + 1;
    return [
      finding(help.variableUndefined, use.path, `No state sets the variable \`$${name}\`.`, {
        within,
        fixes: [
          meant !== null &&
            setFix(
              `Change to \`$${meant}\``,
              use.path,
              `${use.text.slice(0, use.offset)}$${meant}${use.text.slice(end)}`,
            ),
        ],
      }),
    ];
  }

  /** Where a variable is set that can't be read here; null when nowhere. */
  #elsewhere(name: string, state: State): string | null {
    for (const scope of this.#scopes.values()) {
      const [setter] = scope.setBy.get(name) ?? [];
      if (!setter) continue;
      const outside =
        state.path.length > setter.path.length && setter.machine !== state.machine && isAround(scope, state);
      return outside
        ? `\`$${name}\` can’t be read in the child executions of a distributed Map; hand it over with \`ItemSelector\`.`
        : `\`$${name}\` is set in \`${setter.name}\`, inside another branch or iteration, and can’t be read here.`;
    }
    return null;
  }

  /** The states that can run after a state, found by its transitions. */
  #statesAfter(state: State): ReadonlySet<string> {
    let after = this.#after.get(state.pointer);
    if (!after) {
      const found = new Set<string>();
      const waiting: string[] = [state.pointer];
      for (let pointer = waiting.pop(); pointer !== undefined; pointer = waiting.pop()) {
        for (const { target } of this.#workflow.states.get(pointer)?.transitions ?? []) {
          if (target === null || found.has(target)) continue;
          found.add(target);
          waiting.push(target);
        }
      }
      after = found;
      this.#after.set(state.pointer, after);
    }
    return after;
  }
}

function isAround(scope: Scope, state: State): boolean {
  const { path } = scope.machine;
  return path.every((step, at) => String(step) === String(state.path[at]));
}

/** Whether a machine's iterations are executions of their own. */
export function isDistributed(machine: Machine, workflow: Workflow): boolean {
  const owner = machine.kind === 'processor' ? workflow.states.get(machine.owner ?? '') : undefined;
  const processor = owner && own(owner.value, String(machine.path.at(-1)));
  const config = isObject(processor) ? own(processor, 'ProcessorConfig') : undefined;
  return isObject(config) && own(config, 'Mode') === 'DISTRIBUTED';
}
