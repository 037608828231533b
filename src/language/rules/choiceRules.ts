import { isArray, isObject, type JsonObject, own } from '../../base/json';
import type { Path } from '../../base/pointer';
import { choiceOperator, connectiveNames } from '../../model/choice';
import { documentationPage } from '../../model/stateTypes/documentation';
import type { State, Workflow } from '../../model/workflow';
import { type Finding, finding, fix, type ProblemHelp, type Rule, removeFix, setFix } from './rule';

const documentation = documentationPage('choice');
const route = (rule: JsonObject, rest: JsonObject = { Default: 'Done' }): JsonObject => ({
  Route: { Type: 'Choice', Choices: [{ ...rule, Next: 'Done' }], ...rest },
  Done: { Type: 'Succeed' },
});

const empty: ProblemHelp = {
  code: 'CHOICE_NO_RULES',
  severity: 'error',
  title: 'Choice without rules',
  what: 'The Choice state has an empty list of rules.',
  why: 'Step Functions refuses the definition.',
  mend: 'Add a rule, or replace the state by a Pass state.',
  bad: { Route: { Type: 'Choice', Choices: [], Default: 'Done' }, Done: { Type: 'Succeed' } },
  good: route({ Variable: '$.open', BooleanEquals: true }),
  documentation,
};

const noOperator: ProblemHelp = {
  code: 'CHOICE_NO_OPERATOR',
  severity: 'error',
  title: 'Rule that compares nothing',
  what: 'A rule or nested condition has no comparison operator such as `StringEquals`, and no `And`, `Or` or `Not`.',
  why: 'Step Functions refuses the definition.',
  mend: 'Add an operator with the value to compare with.',
  bad: route({ Variable: '$.tier' }),
  good: route({ Variable: '$.tier', StringEquals: 'gold' }),
  documentation,
};

const manyOperators: ProblemHelp = {
  code: 'CHOICE_MANY_OPERATORS',
  severity: 'error',
  title: 'Rule with several operators',
  what: 'A rule or nested condition has more than one comparison operator, or a `Variable` beside `And`, `Or` or `Not`.',
  why: 'Each compares once. Step Functions refuses the definition.',
  mend: 'Put the comparisons into `And` or `Or`, one condition each.',
  bad: route({ Variable: '$.size', NumericGreaterThan: 1, NumericLessThan: 9 }),
  good: route({
    And: [
      { Variable: '$.size', NumericGreaterThan: 1 },
      { Variable: '$.size', NumericLessThan: 9 },
    ],
  }),
  documentation,
};

const noVariable: ProblemHelp = {
  code: 'CHOICE_NO_VARIABLE',
  severity: 'error',
  title: 'Rule without a value to test',
  what: 'A rule or nested condition has an operator but no `Variable`.',
  why: 'Step Functions refuses the definition.',
  mend: 'Add `Variable` with the path to the value.',
  bad: route({ StringEquals: 'gold' }),
  good: route({ Variable: '$.tier', StringEquals: 'gold' }),
  documentation,
};

const noDefault: ProblemHelp = {
  code: 'CHOICE_NO_DEFAULT',
  severity: 'advice',
  title: 'Choice without a default',
  what: 'The Choice state says nothing about data that no rule matches.',
  why: 'Such a run fails with `States.NoChoiceMatched`.',
  mend: 'Add `Default`: a state that handles the rest, or a Fail state with a clear error.',
  bad: route({ Variable: '$.tier', StringEquals: 'gold' }, {}),
  good: route({ Variable: '$.tier', StringEquals: 'gold' }),
  documentation,
};

const never: ProblemHelp = {
  code: 'CHOICE_RULE_UNREACHED',
  severity: 'warning',
  title: 'Rule that is never tried',
  what: 'A rule stands after one whose `Condition` is always `true`.',
  why: 'Rules are tried from the top, and the first that matches decides.',
  mend: 'Move the rule up, or make the one before it a `Default`.',
  bad: {
    QueryLanguage: 'JSONata',
    StartAt: 'Route',
    States: {
      Route: {
        Type: 'Choice',
        Choices: [
          { Condition: true, Next: 'Done' },
          { Condition: '{% $states.input.open %}', Next: 'Done' },
        ],
      },
      Done: { Type: 'Succeed' },
    },
  },
  good: {
    QueryLanguage: 'JSONata',
    StartAt: 'Route',
    States: {
      Route: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input.open %}', Next: 'Done' }],
        Default: 'Done',
      },
      Done: { Type: 'Succeed' },
    },
  },
  documentation,
};

/** Choice rules: each compares once, and something happens when none matches. */
export const choiceRules: Rule = {
  problems: [empty, noOperator, manyOperators, noVariable, noDefault, never],
  checkState: (state) => {
    const rules = state.type === 'Choice' ? own(state.value, 'Choices') : undefined;
    if (!isArray(rules)) return [];
    const path = [...state.path, 'Choices'];
    if (rules.length === 0) return [finding(empty, path, 'This Choice state has no rules.')];
    if (state.queryLanguage === 'JSONata') return unreached(state);
    return rules.flatMap((rule, at) => (isObject(rule) ? condition(rule, [...path, at], 0) : []));
  },
  checkWorkflow: ({ workflow, states }) => states.flatMap((state) => withoutDefault(state, workflow)),
};

function condition(rule: JsonObject, path: Path, depth: number): Finding[] {
  if (depth > 50) return [];
  const keys = Object.keys(rule);
  const operators = keys.filter((key) => choiceOperator(key) || connectives.has(key));
  const findings = operators.slice(1).map((name) => severalOperators(rule, operators, [...path, name]));
  const [only] = operators;
  if (operators.length === 1 && only !== undefined && connectives.has(only) && keys.includes('Variable'))
    findings.push(variableBeside(only, [...path, 'Variable']));
  if (operators.length === 0) {
    const known = new Set(['Variable', 'Next', 'Comment', 'Assign']);
    // An unknown key is most likely a mistyped operator, which is a problem already.
    if (keys.every((key) => known.has(key))) {
      findings.push(
        finding(noOperator, path, 'This rule has no comparison operator.', {
          fixes: [setFix('Test `IsPresent`', [...path, 'IsPresent'], true)],
        }),
      );
    }
  } else if (operators.some((name) => !connectives.has(name)) && !Object.hasOwn(rule, 'Variable')) {
    findings.push(
      finding(noVariable, path, `\`${operators[0] ?? ''}\` needs a \`Variable\`, the path to the value.`, {
        fixes: [
          fix('Add `Variable`', {
            op: 'set',
            path: [...path, 'Variable'],
            value: '$.value',
            before: operators[0],
          }),
        ],
      }),
    );
  }
  return [...findings, ...nested(rule, path, depth)];
}

const connectives: ReadonlySet<string> = new Set(connectiveNames);

function nested(rule: JsonObject, path: Path, depth: number): Finding[] {
  const not = own(rule, 'Not');
  const inside = isObject(not) ? condition(not, [...path, 'Not'], depth + 1) : [];
  const joined = (['And', 'Or'] as const).flatMap((name) => {
    const list = own(rule, name);
    if (!isArray(list)) return [];
    return list.flatMap((item, at) =>
      isObject(item) ? condition(item, [...path, name, at], depth + 1) : [],
    );
  });
  return [...inside, ...joined];
}

function severalOperators(rule: JsonObject, operators: readonly string[], path: Path): Finding {
  const variable = own(rule, 'Variable');
  const comparisons = operators.filter((name) => !connectives.has(name));
  const canJoin = variable !== undefined && comparisons.length === operators.length;
  const rulePath = path.slice(0, -1);
  return finding(manyOperators, path, 'A rule compares once; this is one more operator.', {
    part: 'key',
    fixes: [
      canJoin &&
        fix(
          'Put them into `And`',
          {
            op: 'set',
            path: [...rulePath, 'And'],
            value: comparisons.map((name) => ({ Variable: variable, [name]: own(rule, name) ?? null })),
            before: 'Variable',
          },
          ...['Variable', ...comparisons].map((name) => ({
            op: 'remove' as const,
            path: [...rulePath, name],
          })),
        ),
      removeFix(path),
    ],
  });
}

/** `And`, `Or` and `Not` hold conditions, each with a `Variable` of its own. */
function variableBeside(connective: string, path: Path): Finding {
  const message = `\`Variable\` can’t stand beside \`${connective}\`: each condition in it has its own.`;
  return finding(manyOperators, path, message, { part: 'key', fixes: [removeFix(path)] });
}

function unreached(state: State): Finding[] {
  const rules = own(state.value, 'Choices');
  if (!isArray(rules)) return [];
  const always = rules.findIndex((rule) => isObject(rule) && own(rule, 'Condition') === true);
  if (always < 0 || always === rules.length - 1) return [];
  const path = [...state.path, 'Choices', always + 1];
  return [finding(never, path, `This rule is never tried: rule ${always + 1} always matches.`)];
}

function withoutDefault(state: State, workflow: Workflow): Finding[] {
  if (state.type !== 'Choice' || own(state.value, 'Default') !== undefined) return [];
  const rules = own(state.value, 'Choices');
  if (!isArray(rules) || rules.length === 0) return [];
  if (rules.some((rule) => isObject(rule) && own(rule, 'Condition') === true)) return [];
  if (coversBoth(rules.filter(isObject))) return [];
  const machine = workflow.machines.get(state.machine);
  const fails = machine?.states.find((pointer) => workflow.states.get(pointer)?.type === 'Fail');
  const target = fails === undefined ? undefined : workflow.states.get(fails)?.name;
  return [
    finding(noDefault, state.path, `\`${state.name}\` has no \`Default\`.`, {
      part: 'key',
      why: 'A run that no rule matches fails with `States.NoChoiceMatched`.',
      fixes: [
        target !== undefined && setFix(`Go to “${target}” by default`, [...state.path, 'Default'], target),
        machine && addDefault(state, machine.path, workflow),
      ],
    }),
  ];
}

/** Two rules that test one value for both of two possibilities leave nothing for a default. */
function coversBoth(rules: readonly JsonObject[]): boolean {
  const seen = new Set<string>();
  for (const rule of rules) {
    for (const name of [
      'IsPresent',
      'IsNull',
      'IsString',
      'IsNumeric',
      'IsBoolean',
      'IsTimestamp',
      'BooleanEquals',
    ]) {
      const value = own(rule, name);
      if (typeof value !== 'boolean') continue;
      if (seen.has(`${name} ${String(rule.Variable)} ${!value}`)) return true;
      seen.add(`${name} ${String(rule.Variable)} ${value}`);
    }
  }
  return false;
}

function addDefault(state: State, machine: Path, workflow: Workflow) {
  const taken = new Set([...workflow.states.values()].map((each) => each.name));
  let name = 'No rule matched';
  for (let number = 2; taken.has(name); number++) name = `No rule matched ${number}`;
  return fix(
    'Add a Fail state as the default',
    { op: 'set', path: [...machine, 'States', name], value: { Type: 'Fail', Error: 'NoRuleMatched' } },
    { op: 'set', path: [...state.path, 'Default'], value: name },
  );
}
