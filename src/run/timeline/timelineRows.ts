import type { Frame, StateStatus, Visit } from '../../engine/messages';

/** Rows of the timeline: state visits as a tree by Map iterations and Parallel branches. Pure. */

export interface VisitNode {
  readonly visit: Visit;
  readonly lanes: readonly Lane[];
}

/** One iteration or branch of a container's visit: its states in order. */
export interface Lane {
  readonly key: string;
  readonly kind: Frame['kind'];
  readonly index: number;
  readonly nodes: readonly VisitNode[];
}

export interface TimelineRow {
  readonly key: string;
  /** From 0. */
  readonly depth: number;
  /** A state visit; an iteration or branch with its visits side by side; or finished iterations together. */
  readonly kind: 'visit' | 'lane' | 'lanes';
  readonly label: string;
  /** Quieter, after the label: `2 attempts`. */
  readonly detail: string;
  readonly status: StateStatus;
  /** A bar each. Empty when they are in the rows below, or too many: then there is only `span`. */
  readonly visits: readonly Visit[];
  readonly span: { readonly start: number; readonly end: number | null };
  /** The visit that is selected by choosing the row. */
  readonly target: Visit;
  /** Null when there is nothing to unfold. */
  readonly open: boolean | null;
}

/** What the rows need to know of states. */
export interface StateNames {
  nameOf(pointer: string): string;
  isWait(pointer: string): boolean;
}

/** With at most this many visits in all, containers begin unfolded. */
const unfoldUpTo = 60;
/** Over this many lanes, the finished ones stand together. */
const lanesUpTo = 8;

export function timelineTree(visits: readonly Visit[]): VisitNode[] {
  interface Growing {
    visit: Visit;
    lanes: Map<string, { key: string; kind: Frame['kind']; index: number; nodes: Growing[] }>;
  }
  const roots: Growing[] = [];
  /** The newest visit of each container, by its lane and pointer. */
  const containers = new Map<string, Growing>();
  for (const visit of visits) {
    const node: Growing = { visit, lanes: new Map() };
    const owner = visit.frames[visit.frames.length - 1];
    const parent = owner && containers.get(placeKey(visit.frames.slice(0, -1), owner.state));
    if (parent && owner) {
      const laneKey = `${owner.kind}${owner.index}`;
      const lane = parent.lanes.get(laneKey) ?? {
        key: `${parent.visit.id}/${laneKey}`,
        kind: owner.kind,
        index: owner.index,
        nodes: [],
      };
      parent.lanes.set(laneKey, lane);
      lane.nodes.push(node);
    } else {
      roots.push(node);
    }
    containers.set(placeKey(visit.frames, visit.state), node);
  }
  const finish = (node: Growing): VisitNode => ({
    visit: node.visit,
    lanes: [...node.lanes.values()]
      .sort((left, right) => left.index - right.index)
      .map((lane) => ({ ...lane, nodes: lane.nodes.map(finish) })),
  });
  return roots.map(finish);
}

function placeKey(frames: readonly Frame[], state: string): string {
  let key = '';
  for (const frame of frames) key += `${frame.state}#${frame.index}|`;
  return key + state;
}

/** The rows in sight. `choices` says of rows, by key, whether the user opened or closed them. */
export function timelineRows(
  tree: readonly VisitNode[],
  names: StateNames,
  total: number,
  choices: ReadonlyMap<string, boolean>,
): TimelineRow[] {
  const rows: TimelineRow[] = [];
  const isOpen = (key: string, atFirst: boolean): boolean => choices.get(key) ?? atFirst;

  /** A container that was visited again begins folded: the newest visit is what one looks for. */
  const addVisit = (node: VisitNode, depth: number, superseded = false): void => {
    const { visit, lanes } = node;
    const key = `v${visit.id}`;
    const folds = lanes.length > 0;
    const open = folds && isOpen(key, !superseded && (total <= unfoldUpTo || visit.end === null));
    rows.push({
      key,
      depth,
      kind: 'visit',
      label: names.nameOf(visit.state),
      detail: visitDetail(node),
      status: visit.status,
      visits: [visit],
      span: visit,
      target: visit,
      open: folds ? open : null,
    });
    if (open) addLanes(node, depth + 1);
  };

  const addAll = (nodes: readonly VisitNode[], depth: number): void => {
    const newest = new Map(nodes.map((node) => [node.visit.state, node]));
    for (const node of nodes) addVisit(node, depth, newest.get(node.visit.state) !== node);
  };

  const addLanes = (node: VisitNode, depth: number): void => {
    const done = node.lanes.filter((lane) => laneStatus(lane) === 'succeeded');
    const together = node.lanes.length > lanesUpTo && done.length >= 3;
    if (together) {
      const key = `d${node.visit.id}`;
      const open = isOpen(key, false);
      rows.push(doneRow(key, depth, done, open));
      if (open) for (const lane of done) addLane(lane, depth + 1);
    }
    for (const lane of node.lanes) {
      if (!together || laneStatus(lane) !== 'succeeded') addLane(lane, depth);
    }
  };

  const addLane = (lane: Lane, depth: number): void => {
    const last = lane.nodes[lane.nodes.length - 1];
    if (!last) return;
    const visits = lane.nodes.map(({ visit }) => visit);
    const nested = lane.nodes.some(({ lanes }) => lanes.length > 0);
    const folds = nested || lane.nodes.length > 1;
    const open = folds && isOpen(lane.key, nested && total <= unfoldUpTo);
    const name = names.nameOf(last.visit.state);
    rows.push({
      key: lane.key,
      depth,
      kind: 'lane',
      label: lane.kind === 'iteration' ? `#${lane.index} ${name}` : `Branch ${lane.index + 1}`,
      detail: lane.kind === 'iteration' ? '' : name,
      status: laneStatus(lane),
      visits: open ? [] : visits,
      span: spanOf(visits),
      target: last.visit,
      open: folds ? open : null,
    });
    if (open) addAll(lane.nodes, depth + 1);
  };

  addAll(tree, 0);
  return rows;
}

function doneRow(key: string, depth: number, lanes: readonly Lane[], open: boolean): TimelineRow {
  const visits = lanes.flatMap((lane) => lane.nodes.map(({ visit }) => visit));
  const indices = lanes.map(({ index }) => `#${index}`);
  const label = indices.length > 4 ? `${indices.slice(0, 3).join(' ')} …` : indices.join(' ');
  return {
    key,
    depth,
    kind: 'lanes',
    label,
    detail: `${lanes.length} done`,
    status: 'succeeded',
    visits: [],
    span: spanOf(visits),
    target: visits[0] as Visit,
    open,
  };
}

function visitDetail({ visit, lanes }: VisitNode): string {
  if (lanes.length === 0) {
    return [attemptsDetail(visit), visitNumber(visit)].filter(Boolean).join(', ');
  }
  const noun = lanes[0]?.kind === 'iteration' ? 'item' : 'branch';
  const plural = noun === 'item' ? 'items' : 'branches';
  return visitNumber(visit) || `${lanes.length} ${lanes.length === 1 ? noun : plural}`;
}

const attemptsDetail = ({ attempts }: Visit): string =>
  attempts.length > 1 ? `${attempts.length} attempts` : '';

const visitNumber = ({ ordinal }: Visit): string => (ordinal > 0 ? `visit ${ordinal + 1}` : '');

/** A lane is as its last state: what it caught on the way is in the past. */
export function laneStatus(lane: Lane): StateStatus {
  const last = lane.nodes[lane.nodes.length - 1];
  return last?.visit.status ?? 'running';
}

function spanOf(visits: readonly Visit[]): { start: number; end: number | null } {
  let start = Number.POSITIVE_INFINITY;
  let end: number | null = 0;
  for (const visit of visits) {
    start = Math.min(start, visit.start);
    end = end === null || visit.end === null ? null : Math.max(end, visit.end);
  }
  return { start: Number.isFinite(start) ? start : 0, end };
}
