import { isObject, type JsonValue, own } from '../../base/json';
import { valueAt } from '../../base/pointer';
import type { ChangeFix } from '../../model/problem';
import { hasPlaceholder } from '../../model/resource';
import { documentationPage } from '../../model/stateTypes/documentation';
import { type State, stateTypes, type Workflow } from '../../model/workflow';
import { typeName } from '../schema';
import { type Finding, finding, fix, listed, nearest, type ProblemHelp, type Rule, setFix } from './rule';

const documentation = documentationPage('structure');

const duplicate: ProblemHelp = {
  code: 'STATE_NAME_TWICE',
  severity: 'error',
  title: 'Two states with one name',
  what: 'Two states of the workflow have the same name, in different branches or levels.',
  why: 'Names must be unique in the whole workflow, branches and item processors included. Step Functions refuses the definition.',
  mend: 'Rename one of them.',
  bad: {
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Work', States: { Work: { Type: 'Pass', End: true } } },
        { StartAt: 'Work', States: { Work: { Type: 'Pass', End: true } } },
      ],
      End: true,
    },
  },
  good: {
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Work', States: { Work: { Type: 'Pass', End: true } } },
        { StartAt: 'Play', States: { Play: { Type: 'Pass', End: true } } },
      ],
      End: true,
    },
  },
  documentation,
};

const long = 'This name says everything that happens in the step, which is far more than a name should do';

const tooLong: ProblemHelp = {
  code: 'STATE_NAME_TOO_LONG',
  severity: 'error',
  title: 'State name too long',
  what: 'A state’s name has more than 80 characters.',
  why: 'Step Functions refuses the definition.',
  mend: 'Shorten the name; the rest may go into the `Comment`.',
  bad: { [long]: { Type: 'Succeed' } },
  good: { 'Do the step': { Type: 'Succeed', Comment: long } },
  documentation,
};

const empty: ProblemHelp = {
  code: 'STATE_NAME_EMPTY',
  severity: 'error',
  title: 'State without a name',
  what: 'A state’s name is empty.',
  why: 'Step Functions refuses the definition.',
  mend: 'Give it a name.',
  bad: { StartAt: '', States: { '': { Type: 'Succeed' } } },
  good: { Done: { Type: 'Succeed' } },
  documentation,
};

const noStates: ProblemHelp = {
  code: 'NO_STATES',
  severity: 'error',
  title: 'No states',
  what: 'The workflow, branch or item processor has no states.',
  why: 'Step Functions refuses the definition.',
  mend: 'Add a state, or remove the empty branch.',
  bad: { StartAt: 'Done', States: {} },
  good: { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } },
  documentation,
};

const notObject: ProblemHelp = {
  code: 'STATE_NOT_OBJECT',
  severity: 'error',
  title: 'State that is no object',
  what: 'What stands under a state’s name is not an object.',
  why: 'A state is an object with at least a `Type`. Step Functions refuses anything else.',
  mend: 'Write an object, or remove the name.',
  bad: { StartAt: 'Done', States: { Done: 'Succeed' } },
  good: { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } },
  documentation,
};

const noType: ProblemHelp = {
  code: 'STATE_TYPE_MISSING',
  severity: 'error',
  title: 'State without a type',
  what: 'The state has no `Type`.',
  why: 'The type decides what the state does; Step Functions refuses a state without one.',
  mend: 'Add `Type`: Task, Choice, Parallel, Map, Wait, Pass, Succeed or Fail.',
  bad: { Pause: { Seconds: 5, End: true } },
  good: { Pause: { Type: 'Wait', Seconds: 5, End: true } },
  documentation: documentationPage('states'),
};

const unknownType: ProblemHelp = {
  code: 'STATE_TYPE_UNKNOWN',
  severity: 'error',
  title: 'Unknown state type',
  what: 'The state’s `Type` is none of the eight.',
  why: 'Step Functions refuses the definition. Types are written with a capital.',
  mend: 'Choose Task, Choice, Parallel, Map, Wait, Pass, Succeed or Fail.',
  bad: { Pause: { Type: 'wait', Seconds: 5, End: true } },
  good: { Pause: { Type: 'Wait', Seconds: 5, End: true } },
  documentation: documentationPage('states'),
};

export const longestName = 80;

/** States and their names: there, unique, of a known type. */
export const names: Rule = {
  problems: [duplicate, tooLong, empty, noStates, notObject, noType, unknownType],
  checkWorkflow: ({ workflow, states }) => [
    ...states.flatMap((state) => checkState(state, workflow)),
    ...duplicates(workflow, states),
    ...[...workflow.machines.values()].flatMap((machine) => {
      const value = valueAt(workflow.definition, [...machine.path, 'States']);
      if (!isObject(value) || machine.states.length > 0) return [];
      const place =
        machine.kind === 'root' ? 'workflow' : machine.kind === 'branch' ? 'branch' : 'item processor';
      return [
        finding(noStates, [...machine.path, 'States'], `This ${place} has no states.`, { part: 'key' }),
      ];
    }),
  ],
};

function checkState(state: State, workflow: Workflow): Finding[] {
  const findings: Finding[] = [];
  if (state.name === '')
    findings.push(finding(empty, state.path, 'This state has no name.', { part: 'key' }));
  if ([...state.name].length > longestName) {
    const length = [...state.name].length;
    findings.push(
      finding(tooLong, state.path, `This name has ${length} characters; ${longestName} are allowed.`, {
        part: 'key',
      }),
    );
  }
  const written = valueAt(workflow.definition, state.path);
  if (!isObject(written)) {
    // Undefined: the value is still to be typed.
    if (written === undefined) return findings;
    const given = written === null ? 'it has no value' : `this is ${typeName(written)}`;
    const text = `\`${state.name}\` must be an object; ${given}.`;
    findings.push(
      finding(notObject, state.path, text, {
        fixes: [setFix('Make it a Pass state', state.path, { Type: 'Pass', End: true })],
      }),
    );
  } else if (state.type === null && !isStandIn(own(state.value, 'Type'))) findings.push(typeless(state));
  return findings;
}

/** A placeholder may become any type. */
function isStandIn(type: JsonValue | undefined): boolean {
  return typeof type === 'string' && hasPlaceholder(type);
}

function typeless(state: State): Finding {
  const path = [...state.path, 'Type'];
  const written = Object.hasOwn(state.value, 'Type') ? state.value.Type : undefined;
  if (written === undefined) {
    const guess = guessType(state);
    return finding(noType, state.path, `\`${state.name}\` has no \`Type\`.`, {
      part: 'key',
      fixes: [typeFix(path, guess ?? 'Pass', 'Make it a')],
    });
  }
  if (written === null) {
    return finding(unknownType, path, `\`Type\` has no value; there are ${listed(stateTypes, 'and')}.`, {
      fixes: [typeFix(path, guessType(state) ?? 'Pass', 'Make it a')],
    });
  }
  const meant = typeof written === 'string' ? nearestType(written) : null;
  const shown = typeof written === 'string' ? `\`${written}\`` : typeName(written);
  return finding(
    unknownType,
    path,
    `There is no state type ${shown}; there are ${listed(stateTypes, 'and')}.`,
    {
      fixes: [meant !== null && setFix(`Change to \`${meant}\``, path, meant)],
    },
  );
}

function nearestType(written: string): string | null {
  return (
    stateTypes.find((type) => type.toLowerCase() === written.toLowerCase()) ?? nearest(written, stateTypes)
  );
}

function typeFix(path: readonly (string | number)[], type: string, verb: string): ChangeFix {
  return fix(`${verb} ${type} state`, { op: 'set', path, value: type });
}

/** Fields that only one type has. */
const marks: readonly (readonly [field: string, type: string])[] = [
  ['Resource', 'Task'],
  ['Choices', 'Choice'],
  ['Branches', 'Parallel'],
  ['ItemProcessor', 'Map'],
  ['Iterator', 'Map'],
  ['Seconds', 'Wait'],
  ['SecondsPath', 'Wait'],
  ['Timestamp', 'Wait'],
  ['TimestampPath', 'Wait'],
  ['Error', 'Fail'],
  ['Cause', 'Fail'],
  ['Result', 'Pass'],
];

function guessType(state: State): string | undefined {
  return marks.find(([field]) => Object.hasOwn(state.value, field))?.[1];
}

function duplicates(workflow: Workflow, states: readonly State[]): Finding[] {
  const first = new Map<string, State>();
  const findings: Finding[] = [];
  for (const state of states) {
    const before = first.get(state.name);
    if (!before) first.set(state.name, state);
    else findings.push(twice(state, workflow));
  }
  return findings;
}

function twice(state: State, workflow: Workflow): Finding {
  return finding(duplicate, state.path, `Another state is named \`${state.name}\` too.`, {
    part: 'key',
    why: 'Names are unique in the whole workflow.',
    fixes: [renameState(state, workflow)],
  });
}

/** Renames a state to a free name, with the transitions that lead to it. */
function renameState(state: State, workflow: Workflow): ChangeFix | null {
  const taken = new Set([...workflow.states.values()].map((each) => each.name));
  let number = 2;
  while (taken.has(`${state.name} ${number}`)) number++;
  const to = `${state.name} ${number}`;
  const machine = workflow.machines.get(state.machine);
  if (!machine || to.length > longestName) return null;
  const sources = machine.states.flatMap((pointer) => workflow.states.get(pointer)?.transitions ?? []);
  const incoming = [...(machine.start ? [machine.start] : []), ...sources].filter(
    (transition) => transition.target === state.pointer,
  );
  return fix(
    `Rename it to “${to}”`,
    ...incoming.map((transition) => ({ op: 'set' as const, path: transition.path, value: to })),
    { op: 'rename', path: state.path, to },
  );
}
