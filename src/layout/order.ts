import type { Transition, Workflow } from '../model/workflow';

/**
 * Who stands left of whom. The machine is taken apart into spines: a spine is the main path from its first node on
 * (next, default), drawn as one vertical. What leaves a spine to the left stands left of it, what leaves it to the
 * right stands right of it, and what leaves further up stands further out, so that transitions nest and don't cross.
 */

export interface OrderedEdge {
  readonly source: string;
  readonly transition: Transition;
  readonly spine: boolean;
}

export interface MachineOrder {
  /** Node ids from left to right. */
  readonly nodes: readonly string[];
  readonly edges: readonly OrderedEdge[];
  /** The machine's main path from its start on. */
  readonly spine: readonly string[];
  /** Which node of the main path each node hangs off, by its place there. */
  readonly levels: ReadonlyMap<string, number>;
  /** About how many layers below the start each node stands. */
  readonly depths: ReadonlyMap<string, number>;
}

/** The id of the node a transition leads to: a state, or the mark of a missing one. */
export const targetId = (transition: Transition): string => transition.target ?? `missing:${transition.id}`;

type Exits = ReadonlyMap<string, readonly Transition[]>;

export function machineOrder(workflow: Workflow, ids: readonly string[], exits: Exits): MachineOrder {
  const walk: Walk = {
    workflow,
    exits,
    levels: new Map(),
    depths: new Map(),
    level: 0,
    spines: new Map(),
    main: null,
  };
  const nodes: string[] = [];
  for (const root of [...roots(ids, exits), ...ids]) {
    if (walk.levels.has(root)) continue;
    walk.level = levelBeside(root, walk);
    nodes.push(...spineFrom(root, walk, walk.level));
  }
  const edges = ids.flatMap((source) => {
    const main = walk.spines.get(source);
    return arranged(exits.get(source) ?? [], main).map((transition) => ({
      source,
      transition,
      spine: transition === main,
    }));
  });
  return { nodes, edges, spine: walk.main ?? [], levels: walk.levels, depths: walk.depths };
}

interface Walk {
  readonly workflow: Workflow;
  readonly exits: Exits;
  /** Each node claimed so far, with its level. */
  readonly levels: Map<string, number>;
  readonly depths: Map<string, number>;
  /** The level of what is claimed now. */
  level: number;
  /** The transition by which each node's spine goes on. */
  readonly spines: Map<string, Transition>;
  /** The first spine, once it is known. */
  main: readonly string[] | null;
}

/** The level at which something stands that nothing leads to: that of what it leads to itself. */
function levelBeside(root: string, { exits, levels }: Walk): number {
  const beside = (exits.get(root) ?? []).map((each) => levels.get(targetId(each)));
  return beside.find((level) => level !== undefined) ?? 0;
}

/** The start first, then the other nodes to which nothing leads. */
function roots(ids: readonly string[], exits: Exits): string[] {
  const entered = new Set([...exits.values()].flat().map(targetId));
  return ids.filter((id) => !entered.has(id));
}

/** Claims the spine that begins at a node and all that hangs off it; answers them from left to right. */
function spineFrom(first: string, walk: Walk, depth: number): string[] {
  const spine: string[] = [];
  const isMain = walk.main === null;
  for (let at: string | undefined = first; at !== undefined && !walk.levels.has(at); ) {
    walk.levels.set(at, isMain ? spine.length : walk.level);
    walk.depths.set(at, depth + spine.length);
    spine.push(at);
    const main = mainExit(at, walk);
    if (main) walk.spines.set(at, main);
    at = main && targetId(main);
  }
  if (isMain) walk.main = spine;
  let inner: string[] = spine;
  for (let at = spine.length - 1; at >= 0; at--) {
    if (isMain) walk.level = at;
    inner = withSides(spine[at] ?? '', inner, walk);
  }
  return inner;
}

/** What lies below a spine node, with what leaves the node at its sides put around it. */
function withSides(node: string, inner: readonly string[], walk: Walk): string[] {
  const main = walk.spines.get(node);
  const sides = arranged(walk.exits.get(node) ?? [], main);
  const middle = main ? sides.indexOf(main) : 0;
  const claim = (transition: Transition): string[] =>
    walk.levels.has(targetId(transition))
      ? []
      : spineFrom(targetId(transition), walk, (walk.depths.get(node) ?? 0) + 1);
  return [...sides.slice(0, middle).flatMap(claim), ...inner, ...sides.slice(middle).flatMap(claim)];
}

/**
 * The exit by which the main path goes on: Next or Default, unless that only leads back, or into failure, while a
 * rule leads on. Of several rules the middle one.
 */
function mainExit(node: string, walk: Walk): Transition | undefined {
  const free = (walk.exits.get(node) ?? []).filter((each) => !walk.levels.has(targetId(each)));
  const main = free.find((each) => each.kind !== 'choice' && each.kind !== 'catch');
  const rules = free.filter((each) => each.kind === 'choice');
  if (rules.length === 0) return main;
  const prospects = new Map(free.map((each) => [each, prospect(each, walk)]));
  const best = Math.max(...[...rules, ...(main ? [main] : [])].map((each) => prospects.get(each) ?? 0));
  if (main && prospects.get(main) === best) return main;
  const going = rules.filter((rule) => prospects.get(rule) === best);
  return going[Math.floor((going.length - 1) / 2)];
}

/** Where a transition leads without what is drawn already: 2 to an end, 1 to failure only, 0 nowhere but back. */
function prospect(transition: Transition, { workflow, exits, levels }: Walk): 0 | 1 | 2 {
  const seen = new Set<string>();
  const waiting = [targetId(transition)];
  let found: 0 | 1 = 0;
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (levels.has(id) || seen.has(id)) continue;
    seen.add(id);
    const state = workflow.states.get(id);
    if (state?.type === 'Succeed' || state?.transitions.some((each) => each.kind === 'end')) return 2;
    const next = (exits.get(id) ?? []).filter((each) => each.kind !== 'catch');
    if (next.length === 0) found = 1;
    waiting.push(...next.map(targetId));
  }
  return found;
}

/** Exits from left to right: the rules as written with the default among them in the middle, then Catchers. */
function arranged(exits: readonly Transition[], main: Transition | undefined): Transition[] {
  const rules = exits.filter((each) => each.kind === 'choice');
  const others = exits.filter((each) => each.kind !== 'choice' && each.kind !== 'catch');
  const middle = main?.kind === 'choice' ? rules.length : Math.floor(rules.length / 2);
  return [
    ...rules.slice(0, middle),
    ...others,
    ...rules.slice(middle),
    ...exits.filter((each) => each.kind === 'catch'),
  ];
}
