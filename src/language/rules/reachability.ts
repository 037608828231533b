import type { Path } from '../../base/pointer';
import { documentationPage } from '../../model/stateTypes/documentation';
import type { Machine, State, Workflow } from '../../model/workflow';
import { type Finding, finding, fix, nearest, type ProblemHelp, type Rule } from './rule';

const documentation = documentationPage('states');

const unreachable: ProblemHelp = {
  code: 'STATE_UNREACHABLE',
  severity: 'error',
  title: 'State that is never reached',
  what: 'No chain of transitions leads from the start of the workflow, branch or item processor to this state.',
  why: 'It would never run. Step Functions refuses the definition.',
  mend: 'Let a state lead to it, or remove it.',
  bad: { Greet: { Type: 'Pass', End: true }, Lost: { Type: 'Succeed' } },
  good: { Greet: { Type: 'Pass', Next: 'Lost' }, Lost: { Type: 'Succeed' } },
  documentation,
};

const noTerminal: ProblemHelp = {
  code: 'NO_TERMINAL_STATE',
  severity: 'error',
  title: 'No way to end',
  what: 'No state of the workflow, branch or item processor ends it: none has `"End": true`, and there is no Succeed or Fail state.',
  why: 'It could never finish. Step Functions refuses the definition.',
  mend: 'Let one of the states end it.',
  bad: { One: { Type: 'Pass', Next: 'Two' }, Two: { Type: 'Pass', Next: 'One' } },
  good: { One: { Type: 'Pass', Next: 'Two' }, Two: { Type: 'Pass', End: true } },
  documentation,
};

const trapped: ProblemHelp = {
  code: 'NO_WAY_OUT',
  severity: 'warning',
  title: 'Loop without a way out',
  what: 'From this state the run goes round in a circle: no transition leads out of the loop to an end.',
  why: 'Such a run goes on until it times out, or fails after 25,000 events. Step Functions accepts it.',
  mend: 'Add a Choice to the loop that leaves it, or let a state of it end.',
  bad: {
    Route: { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true, Next: 'Work' }], Default: 'Done' },
    Work: { Type: 'Pass', Next: 'Pause' },
    Pause: { Type: 'Wait', Seconds: 5, Next: 'Work' },
    Done: { Type: 'Succeed' },
  },
  good: {
    Route: { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true, Next: 'Work' }], Default: 'Done' },
    Work: { Type: 'Pass', Next: 'Pause' },
    Pause: { Type: 'Wait', Seconds: 5, Next: 'Route' },
    Done: { Type: 'Succeed' },
  },
  documentation,
};

/** What is reached from the start, and what can end. */
export const reachability: Rule = {
  problems: [unreachable, noTerminal, trapped],
  checkWorkflow: ({ workflow, kept }) =>
    [...workflow.machines.values()].flatMap((machine) => {
      const states = machine.states.flatMap((pointer) => workflow.states.get(pointer) ?? []);
      // While a part can't be read, its transitions are unknown: saying that nothing leads somewhere would be a guess.
      if (states.length === 0 || states.some((state) => kept.has(state.pointer))) return [];
      return checkMachine(machine, states, workflow);
    }),
};

function checkMachine(machine: Machine, states: readonly State[], workflow: Workflow): Finding[] {
  const findings: Finding[] = [];
  // With an unknown start everything would be unreachable; that start is a problem of its own.
  if (machine.start?.target != null && states.every((state) => state.type !== null)) {
    findings.push(...unreachedRoots(machine, states).map((state) => unreached(state, states)));
  }
  const ending = states.filter(ends);
  if (ending.length === 0) {
    // A state with a missing or wrong transition may have been meant to end.
    if (states.every((state) => state.transitions.every((each) => each.target !== null))) {
      findings.push(endless(machine, states));
    }
    return findings;
  }
  return [...findings, ...loops(states, ending, workflow)];
}

function ends(state: State): boolean {
  if (state.type === 'Succeed' || state.type === 'Fail' || state.type === null) return true;
  if (state.transitions.some((transition) => transition.kind === 'end')) return true;
  return state.type === 'Choice'
    ? false
    : !state.transitions.some((transition) => transition.kind === 'next');
}

/**
 * Of the states that are not reached those where each unreached part begins: what follows them is not reached only
 * because they are not. Where a transition names nothing and most likely means one of them, that is the problem.
 */
function unreachedRoots(machine: Machine, states: readonly State[]): State[] {
  const lost = states.filter((state) => !state.reachable);
  if (lost.length === 0) return [];
  const byPointer = new Map(lost.map((state) => [state.pointer, state]));
  const entered = new Set(
    lost.flatMap((state) =>
      state.transitions.flatMap(({ target }) => (target === state.pointer ? [] : (target ?? []))),
    ),
  );
  const covered = new Set<string>();
  const cover = (state: State): void => {
    const waiting = [state];
    for (let at = waiting.pop(); at; at = waiting.pop()) {
      if (covered.has(at.pointer)) continue;
      covered.add(at.pointer);
      for (const { target } of at.transitions) {
        const next = byPointer.get(target ?? '');
        if (next) waiting.push(next);
      }
    }
  };
  for (const state of meant(machine, states, lost)) cover(state);
  const inOrder = [...lost.filter((state) => !entered.has(state.pointer)), ...lost];
  return inOrder.filter((state) => {
    const first = !covered.has(state.pointer);
    cover(state);
    return first;
  });
}

/** The unreached states that a transition to nowhere most likely means. */
function meant(machine: Machine, states: readonly State[], lost: readonly State[]): State[] {
  const transitions = states.filter((state) => state.reachable).flatMap((state) => state.transitions);
  const dangling = [...(machine.start ? [machine.start] : []), ...transitions].filter(
    (transition) => transition.target === null && transition.targetName !== null,
  );
  return dangling.flatMap(({ targetName }) => {
    const name = nearest(
      targetName ?? '',
      lost.map((state) => state.name),
    );
    return lost.filter((state) => state.name === name);
  });
}

function unreached(state: State, states: readonly State[]): Finding {
  const before = stoppingBefore(state, states);
  return finding(unreachable, state.path, `No transition leads to \`${state.name}\`.`, {
    part: 'key',
    fixes: [
      before &&
        fix(
          `Go on to it from “${before.name}”`,
          { op: 'rename', path: [...before.path, 'End'], to: 'Next' },
          { op: 'set', path: [...before.path, 'Next'], value: state.name },
        ),
      fix(`Remove “${state.name}”`, { op: 'remove', path: state.path }),
    ],
  });
}

/** The reached state right before one that ends by itself, when it stops there: it may have been meant to go on. */
function stoppingBefore(state: State, states: readonly State[]): State | undefined {
  const before = states[states.indexOf(state) - 1];
  const stops = before?.reachable && before.transitions.some(({ kind }) => kind === 'end');
  return stops && ends(state) ? before : undefined;
}

function endless(machine: Machine, states: readonly State[]): Finding {
  const place =
    machine.kind === 'root' ? 'workflow' : machine.kind === 'branch' ? 'branch' : 'item processor';
  const last = lastOf(machine, states);
  const path: Path = [...machine.path, 'States'];
  return finding(noTerminal, path, `No state ends this ${place}.`, {
    part: 'key',
    fixes: [
      last &&
        fix(
          `End after “${last.name}”`,
          { op: 'rename', path: [...last.path, 'Next'], to: 'End' },
          { op: 'set', path: [...last.path, 'End'], value: true },
        ),
    ],
  });
}

/** The state where the run first comes back to where it has been: when it ends there, all states are still reached. */
function lastOf(machine: Machine, states: readonly State[]): State | undefined {
  const byPointer = new Map(states.map((state) => [state.pointer, state]));
  const found = new Set<string>();
  const waiting = machine.start?.target == null ? [] : [machine.start.target];
  for (let pointer = waiting.pop(); pointer !== undefined; pointer = waiting.pop()) {
    const state = byPointer.get(pointer);
    found.add(pointer);
    const next = state?.transitions.find(({ kind }) => kind === 'next')?.target;
    if (state && next != null && found.has(next)) return state;
    for (const { target } of state?.transitions ?? [])
      if (target !== null && !found.has(target)) waiting.push(target);
  }
  return states.findLast((state) => state.transitions.some((each) => each.kind === 'next'));
}

/** States from which no end can be reached: the first of each loop in the order of the text. */
function loops(states: readonly State[], ending: readonly State[], workflow: Workflow): Finding[] {
  const sources = new Map<string, string[]>();
  for (const state of states) {
    for (const { target } of state.transitions) {
      if (target !== null) sources.set(target, [...(sources.get(target) ?? []), state.pointer]);
    }
  }
  const open = new Set(ending.map((state) => state.pointer));
  const waiting = [...open];
  // A transition to nowhere may lead to an end once it is mended.
  for (const state of states) {
    const dangling = state.transitions.some((each) => each.target === null);
    if (dangling && !open.has(state.pointer)) {
      open.add(state.pointer);
      waiting.push(state.pointer);
    }
  }
  for (let pointer = waiting.pop(); pointer !== undefined; pointer = waiting.pop()) {
    for (const source of sources.get(pointer) ?? []) {
      if (open.has(source)) continue;
      open.add(source);
      waiting.push(source);
    }
  }
  const first = states.find((state) => state.reachable && !open.has(state.pointer));
  if (!first || !workflow.states.has(first.pointer)) return [];
  return [
    finding(trapped, first.path, `From \`${first.name}\` on there is no way to an end.`, {
      part: 'key',
      why: 'The run goes round until it times out or has too many events.',
    }),
  ];
}
