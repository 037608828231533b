import type { JsonObject, JsonValue } from '../../base/json';
import { objectOf } from '../../base/json';
import { toPointer } from '../../base/pointer';
import type { PathOp } from '../change';
import { stateTypeDescriptors } from '../stateTypes';
import type { State, Transition } from '../workflow';
import { relinkOps } from './relink';
import { type Command, done, refused, statesOf, uniqueName } from './shared';

/**
 * Puts states into a new Map or Parallel that takes their place. They must hang together: all that leads to them
 * from outside leads to one of them, and all that leaves them leads to one state.
 */
export function wrapStates(pointers: readonly string[], type: 'Map' | 'Parallel'): Command {
  return (workflow) => {
    const first = workflow.states.get(pointers[0] ?? '');
    const machine = first && workflow.machines.get(first.machine);
    if (!first || !machine) return refused('Select the states to put into it');
    const inner = statesOf(workflow, machine).filter((state) => pointers.includes(state.pointer));
    if (inner.length < new Set(pointers).size)
      return refused('The states must stand side by side, not inside one another');
    const inside = new Set(inner.map((state) => state.pointer));
    const others = statesOf(workflow, machine).filter((state) => !inside.has(state.pointer));
    const incoming = [machine.start, ...others.flatMap((state) => state.transitions)].filter(
      (transition): transition is Transition => transition?.target != null && inside.has(transition.target),
    );
    const entries = new Set(incoming.map((transition) => transition.target));
    if (entries.size > 1) return refused('What leads to these states must lead to one of them only');
    const leaving = inner
      .flatMap((state) => state.transitions)
      .filter((transition) => transition.target !== null && !inside.has(transition.target));
    if (leaving.some((transition) => transition.kind !== 'next')) {
      return refused('A rule, a default or a Catcher leads out of these states; only a Next may');
    }
    const exits = new Set(leaving.map((transition) => transition.targetName));
    const ending = inner.some((state) => state.transitions.some((transition) => transition.kind === 'end'));
    if (exits.size > 1 || (exits.size === 1 && ending)) {
      return refused('These states must lead on to one and the same state');
    }
    const start = workflow.states.get([...entries][0] ?? '') ?? first;
    const [next = null] = exits;
    const name = uniqueName(workflow, stateTypeDescriptors[type].defaultName);
    const value = wrapper(type, start.name, inner, inside, next);
    const before = inner[0]?.name;
    const ops: PathOp[] = [
      {
        op: 'set',
        path: [...machine.path, 'States', name],
        value,
        ...(before === undefined ? {} : { before }),
      },
      ...relinkOps(
        workflow,
        incoming.map((transition) => ({ transition, to: name })),
      ),
      ...inner.map((state): PathOp => ({ op: 'remove', path: state.path })),
    ];
    const what = inner.length === 1 ? 'a state' : `${inner.length} states`;
    return done(`Put ${what} into a ${type}`, ops, toPointer([...machine.path, 'States', name]));
  };
}

function wrapper(
  type: 'Map' | 'Parallel',
  startAt: string,
  inner: readonly State[],
  inside: ReadonlySet<string>,
  next: string | null,
): JsonObject {
  const states = objectOf(inner.map((state) => [state.name, endingInside(state, inside)] as const));
  const exit: JsonObject = next === null ? { End: true } : { Next: next };
  const machine = { StartAt: startAt, States: states };
  return type === 'Map'
    ? { Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...machine }, ...exit }
    : { Type: 'Parallel', Branches: [machine], ...exit };
}

/** A state that led outside ends its branch. */
function endingInside(state: State, inside: ReadonlySet<string>): JsonObject {
  const leaves = state.transitions.some((each) => each.kind === 'next' && !inside.has(each.target ?? ''));
  if (!leaves) return state.value;
  return objectOf(
    Object.entries(state.value).map(([key, item]): [string, JsonValue] =>
      key === 'Next' ? ['End', true] : [key, item],
    ),
  );
}
