import type { Direction, Drawing, DrawnNode } from '../layout/messages';
import { type State, type Transition, transitionsTo, type Workflow } from '../model/workflow';

/** Where the arrow keys lead: along transitions with the flow, to neighbours across it. */

export type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';
type Step = 'forward' | 'back' | 'before' | 'behind';

const steps: Record<Direction, Record<Arrow, Step>> = {
  DOWN: { ArrowDown: 'forward', ArrowUp: 'back', ArrowLeft: 'before', ArrowRight: 'behind' },
  RIGHT: { ArrowRight: 'forward', ArrowLeft: 'back', ArrowUp: 'before', ArrowDown: 'behind' },
};

export function isArrow(key: string): key is Arrow {
  return Object.hasOwn(steps.DOWN, key);
}

/** The state an arrow key leads to from a state; null where there is none. */
export function neighbour(
  workflow: Workflow,
  drawing: Drawing,
  direction: Direction,
  from: string,
  arrow: Arrow,
): string | null {
  const state = workflow.states.get(from);
  if (!state) return null;
  const nodes = nodesByPointer(drawing);
  switch (steps[direction][arrow]) {
    case 'forward':
      return forward(workflow, nodes, state);
    case 'back':
      return back(workflow, nodes, state, direction);
    case 'before':
      return sideways(workflow, nodes, state, direction, -1);
    case 'behind':
      return inside(workflow, nodes, state) ?? sideways(workflow, nodes, state, direction, 1);
  }
}

/** The state a canvas without selection begins with: the first one, or the first written. */
export function firstState(workflow: Workflow): string | null {
  return workflow.root.start?.target ?? workflow.root.states[0] ?? null;
}

/** States in the order in which the drawing is read: along the flow, then across it. */
export function readingOrder(drawing: Drawing, direction: Direction): string[] {
  const [main, cross] = axes(direction);
  return drawing.nodes
    .filter((node) => node.kind === 'state' || node.kind === 'container')
    .sort((a, b) => a[main] - b[main] || a[cross] - b[cross])
    .map((node) => node.pointer);
}

type Nodes = ReadonlyMap<string, DrawnNode>;
const tables = new WeakMap<Drawing, Nodes>();

/** Cards and containers of a drawing by state pointer. */
export function nodesByPointer(drawing: Drawing): Nodes {
  const known = tables.get(drawing);
  if (known) return known;
  const table = new Map<string, DrawnNode>();
  for (const node of drawing.nodes)
    if (node.kind === 'state' || node.kind === 'container') table.set(node.pointer, node);
  tables.set(drawing, table);
  return table;
}

const axes = (direction: Direction): ['x' | 'y', 'x' | 'y'] =>
  direction === 'DOWN' ? ['y', 'x'] : ['x', 'y'];

/** The main way on: Next or Default, else the first rule, else a Catcher; from the last state out of its container. */
function forward(workflow: Workflow, nodes: Nodes, state: State): string | null {
  const order = ['next', 'default', 'choice', 'catch'];
  const ways = state.transitions
    .filter((way): way is Transition & { target: string } => way.target !== null && nodes.has(way.target))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  if (ways[0]) return ways[0].target;
  const owner = workflow.states.get(workflow.machines.get(state.machine)?.owner ?? '');
  return owner ? forward(workflow, nodes, owner) : null;
}

/** The state before: of those that lead here the nearest one against the flow; from the first one to its container. */
function back(workflow: Workflow, nodes: Nodes, state: State, direction: Direction): string | null {
  const [main, cross] = axes(direction);
  const here = nodes.get(state.pointer);
  const machine = workflow.machines.get(state.machine);
  const sources = transitionsTo(workflow, state.pointer)
    .filter((way) => way.kind !== 'start' && way.source !== state.pointer)
    .flatMap((way) => nodes.get(way.source) ?? []);
  const extent = direction === 'DOWN' ? ('width' as const) : ('height' as const);
  const above = here ? sources.filter((node) => node[main] < here[main]) : [];
  const away = (node: DrawnNode) =>
    here
      ? here[main] -
        node[main] +
        2 * Math.abs(here[cross] + here[extent] / 2 - node[cross] - node[extent] / 2)
      : 0;
  const best = above.sort((a, b) => away(a) - away(b))[0];
  if (best) return best.pointer;
  if (machine?.start?.target === state.pointer) return machine.owner;
  return sources[0]?.pointer ?? machine?.owner ?? null;
}

/** Into an open container: its first state. */
function inside(workflow: Workflow, nodes: Nodes, state: State): string | null {
  for (const pointer of state.machines) {
    const machine = workflow.machines.get(pointer);
    const first = machine?.start?.target ?? machine?.states[0];
    if (first && nodes.has(first)) return first;
  }
  return null;
}

/** The nearest state beside it whose extent along the flow overlaps: in its machine, or in the branch next door. */
function sideways(
  workflow: Workflow,
  nodes: Nodes,
  state: State,
  direction: Direction,
  sign: 1 | -1,
): string | null {
  const here = nodes.get(state.pointer);
  if (!here) return null;
  const machine = workflow.machines.get(state.machine);
  const found = nearestBeside(candidates(workflow, machine?.states ?? []), nodes, here, direction, sign);
  if (found) return found;
  const owner = workflow.states.get(machine?.owner ?? '');
  if (!owner || !machine) return null;
  const next = workflow.machines.get(owner.machines[machine.index + sign] ?? '');
  if (machine.kind === 'branch' && next)
    return (
      nearestBeside(candidates(workflow, next.states), nodes, here, direction, sign) ?? next.states[0] ?? null
    );
  return sign === -1 ? owner.pointer : sideways(workflow, nodes, owner, direction, sign);
}

const candidates = (workflow: Workflow, pointers: readonly string[]): string[] =>
  pointers.filter((pointer) => workflow.states.has(pointer));

function nearestBeside(
  pointers: readonly string[],
  nodes: Nodes,
  here: DrawnNode,
  direction: Direction,
  sign: 1 | -1,
): string | null {
  const [main, cross] = axes(direction);
  const extent = direction === 'DOWN' ? ('height' as const) : ('width' as const);
  let best: string | null = null;
  let shortest = Number.POSITIVE_INFINITY;
  for (const pointer of pointers) {
    const node = nodes.get(pointer);
    if (!node || node === here) continue;
    const overlaps = node[main] < here[main] + here[extent] && here[main] < node[main] + node[extent];
    const away = (node[cross] - here[cross]) * sign;
    if (overlaps && away > 0 && away < shortest) {
      best = pointer;
      shortest = away;
    }
  }
  return best;
}
