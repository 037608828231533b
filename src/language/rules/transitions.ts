import { own } from '../../base/json';
import { toPointer } from '../../base/pointer';
import type { ChangeFix } from '../../model/problem';
import { stateTypeDescriptors } from '../../model/stateTypes';
import { documentationPage } from '../../model/stateTypes/documentation';
import type { Machine, State, Transition, Workflow } from '../../model/workflow';
import { longestName } from './names';
import { type Finding, finding, fix, nearest, type ProblemHelp, type Rule, removeFix, setFix } from './rule';

const documentation = documentationPage('states');

const notFound: ProblemHelp = {
  code: 'STATE_NOT_FOUND',
  severity: 'error',
  title: 'No such state',
  what: 'A transition (`Next`, `Default`, `StartAt`) names a state that does not exist.',
  why: 'Step Functions refuses the definition. Names are compared letter by letter, capitals included.',
  mend: 'Correct the name, or add the state.',
  bad: { Greet: { Type: 'Pass', Next: 'Dnoe' }, Done: { Type: 'Succeed' } },
  good: { Greet: { Type: 'Pass', Next: 'Done' }, Done: { Type: 'Succeed' } },
  documentation,
};

const elsewhere: ProblemHelp = {
  code: 'STATE_IN_OTHER_MACHINE',
  severity: 'error',
  title: 'State in another branch or level',
  what: 'A transition names a state that exists, but outside of the branch, item processor or level it starts in.',
  why: 'Transitions never cross the border of a Parallel branch or a Map: the branch ends, and the state around it goes on.',
  mend: 'End the branch here and continue from the Parallel or Map state, or move the state to this level.',
  bad: {
    Both: {
      Type: 'Parallel',
      Branches: [{ StartAt: 'One', States: { One: { Type: 'Pass', Next: 'Done' } } }],
      Next: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
  good: {
    Both: {
      Type: 'Parallel',
      Branches: [{ StartAt: 'One', States: { One: { Type: 'Pass', End: true } } }],
      Next: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
  documentation: documentationPage('parallel'),
};

const noExit: ProblemHelp = {
  code: 'NO_NEXT_OR_END',
  severity: 'error',
  title: 'Neither Next nor End',
  what: 'The state says neither where to go on (`Next`) nor that it is the last (`End`).',
  why: 'Step Functions refuses the definition.',
  mend: 'Add `"End": true`, or `Next` with the name of a state.',
  bad: { Greet: { Type: 'Pass' } },
  good: { Greet: { Type: 'Pass', End: true } },
  documentation,
};

const bothExits: ProblemHelp = {
  code: 'NEXT_AND_END',
  severity: 'error',
  title: 'Next and End together',
  what: 'The state has both `Next` and `End`.',
  why: 'It can’t go on and be the last. Step Functions refuses the definition.',
  mend: 'Remove one of the two.',
  bad: { Greet: { Type: 'Pass', Next: 'Done', End: true }, Done: { Type: 'Succeed' } },
  good: { Greet: { Type: 'Pass', Next: 'Done' }, Done: { Type: 'Succeed' } },
  documentation,
};

/** Every transition has a target in its own machine, and every state that needs one has exactly one way on. */
export const transitions: Rule = {
  problems: [notFound, elsewhere, noExit, bothExits],
  checkWorkflow: ({ workflow, states, kept }) => {
    const byName = namesOf(workflow);
    const findings: Finding[] = [];
    const names = new Names(workflow);
    for (const machine of workflow.machines.values()) {
      // Without any states the missing start is the lesser problem.
      if (machine.start?.target === null && machine.states.length > 0)
        findings.push(...dangling(workflow, machine, machine.start, byName, names));
    }
    for (const state of states) {
      const machine = workflow.machines.get(state.machine);
      if (!machine) continue;
      for (const transition of state.transitions) {
        if (transition.kind !== 'end' && transition.target === null) {
          findings.push(...dangling(workflow, machine, transition, byName, names));
        }
      }
      findings.push(...exits(state, machine, workflow, kept));
    }
    return findings;
  },
};

function namesOf(workflow: Workflow): ReadonlyMap<string, string> {
  return new Map([...workflow.states.values()].map((state) => [state.name, state.pointer]));
}

function dangling(
  workflow: Workflow,
  machine: Machine,
  transition: Transition,
  byName: ReadonlyMap<string, string>,
  names: Names,
): Finding[] {
  const name = transition.targetName ?? '';
  if (/[$#]\{/.test(name)) return [];
  const { path } = transition;
  const meant = names.meantBy(name, machine, workflow.states.get(transition.source)?.name);
  const rename = meant !== null && setFix(`Change to “${meant}”`, path, meant);
  if (byName.has(name)) {
    const ends = transition.kind === 'next' && endFix(workflow.states.get(transition.source));
    return [
      finding(
        elsewhere,
        path,
        `\`${name}\` is not in this ${placeName(machine)}; transitions can’t lead out of it.`,
        {
          fixes: [ends, rename],
        },
      ),
    ];
  }
  const add = name !== '' && [...name].length <= longestName && addFix(machine, name);
  const first = names.in(machine)[0];
  const begin =
    transition.kind === 'start' &&
    !rename &&
    first !== undefined &&
    setFix(`Start at “${first}”`, path, first);
  return [finding(notFound, path, `There is no state named \`${name}\`.`, { fixes: [rename, begin, add] })];
}

/** The names of each machine's states, and what a name that is none of them most likely means. */
class Names {
  readonly #workflow: Workflow;
  readonly #names = new Map<string, readonly string[]>();
  readonly #meant = new Map<string, string | null>();

  constructor(workflow: Workflow) {
    this.#workflow = workflow;
  }

  in(machine: Machine): readonly string[] {
    let names = this.#names.get(machine.pointer);
    if (!names) {
      names = machine.states.flatMap((pointer) => this.#workflow.states.get(pointer)?.name ?? []);
      this.#names.set(machine.pointer, names);
    }
    return names;
  }

  /** Never the state itself that goes on to it: a loop that a state makes with itself is not meant. */
  meantBy(name: string, machine: Machine, source?: string): string | null {
    const key = `${machine.pointer}\n${name}`;
    let meant = this.#meant.get(key);
    if (meant === undefined) {
      meant = nearest(name, this.in(machine));
      this.#meant.set(key, meant);
    }
    if (meant === null || meant !== source) return meant;
    return nearest(
      name,
      this.in(machine).filter((each) => each !== source),
    );
  }
}

function placeName(machine: Machine): string {
  return machine.kind === 'root' ? 'level' : machine.kind === 'branch' ? 'branch' : 'item processor';
}

/** Creates the state that is missing, as a Pass that ends its machine. */
function addFix(machine: Machine, name: string): ChangeFix {
  const path = [...machine.path, 'States', name];
  const { title, change } = fix(`Add a state “${name}”`, {
    op: 'set',
    path,
    value: { Type: 'Pass', End: true },
  });
  return { title, change: { ...change, select: toPointer(path) } };
}

function endFix(state: State | undefined): ChangeFix | null {
  if (!state) return null;
  return fix(
    'End the branch here',
    { op: 'rename', path: [...state.path, 'Next'], to: 'End' },
    { op: 'set', path: [...state.path, 'End'], value: true },
  );
}

function exits(state: State, machine: Machine, workflow: Workflow, kept: ReadonlySet<string>): Finding[] {
  if (state.type === null || !stateTypeDescriptors[state.type].exits.includes('next')) return [];
  const next = own(state.value, 'Next');
  const end = own(state.value, 'End');
  if (next !== undefined && end !== undefined && end !== false) {
    const at = (name: string) => [...state.path, name];
    return [
      finding(bothExits, at('End'), '`Next` and `End` can’t stand together.', {
        part: 'key',
        fixes: [removeFix(at('End')), removeFix(at('Next'))],
      }),
    ];
  }
  if (next !== undefined || (end !== undefined && end !== false)) return [];
  const following = machine.states[machine.states.indexOf(state.pointer) + 1];
  const name =
    following !== undefined && !kept.has(following) ? workflow.states.get(following)?.name : undefined;
  const clear = end === false ? [{ op: 'remove' as const, path: [...state.path, 'End'] }] : [];
  return [
    finding(noExit, state.path, `\`${state.name}\` has neither \`Next\` nor \`End\`.`, {
      part: 'key',
      fixes: [
        fix('End here', ...clear, { op: 'set', path: [...state.path, 'End'], value: true }),
        name !== undefined &&
          fix(`Go on to “${name}”`, ...clear, { op: 'set', path: [...state.path, 'Next'], value: name }),
      ],
    }),
  ];
}
