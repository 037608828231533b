import type { Direction, Drawing, DrawnEdge, DrawnNode, Point } from '../../layout/messages';
import type { Place } from '../../model/commands';
import type { State, Transition, Workflow } from '../../model/workflow';
import { distance } from '../edges/path';
import { transitionsOf } from '../project';

/**
 * Where something may be dropped, and which place is meant by a pointer position. Pure geometry in canvas units:
 * nothing here knows of the page.
 */

export interface DropPlace {
  /** The value of `data-drop`. */
  readonly id: string;
  readonly target: Place;
  /** Centre of the ring. */
  readonly x: number;
  readonly y: number;
  /** Accessible name: `Add after Charge card`. */
  readonly name: string;
  /** How it opens: everything beyond it moves aside, it opens beside its ring (a new branch), or over it. */
  readonly opens: 'gap' | 'beside' | 'over';
}

/** The shift of everything beyond a line while a place is open. */
export interface Gap {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly by: number;
}

/** Size of an open place, and how far the rest moves for it. */
export const place = { width: 148, height: 36, shiftDown: 46, shiftRight: 160 };

/** The value of `data-drop` of a place. */
export function dropId(target: Place): string {
  switch (target.kind) {
    case 'after':
      return `after:${target.state}`;
    case 'transition':
      return `transition:${target.id}`;
    case 'start':
      return `start:${target.machine}`;
    case 'branch':
      return `branch:${target.state}/Branches/${target.index}`;
  }
}

/** Every place where a state can be added. */
export function dropPlaces(drawing: Drawing, workflow: Workflow, direction: Direction): DropPlace[] {
  const axis = direction === 'DOWN' ? 'y' : 'x';
  const free = freePoints(drawing.edges, axis);
  const transitions = transitionsOf(workflow);
  const places = new Map<string, DropPlace>();
  const add = (target: Place, at: Point, name: string, opens: DropPlace['opens']): void => {
    const id = dropId(target);
    if (!places.has(id)) places.set(id, { id, target, x: at.x, y: at.y, name, opens });
  };
  for (const edge of drawing.edges) {
    const transition = transitions.get(edge.id);
    const at = free.get(edge.id);
    if (transition && at) add(targetOf(transition), at, nameOf(transition, edge, workflow), 'gap');
  }
  for (const node of drawing.nodes) placesOfNode(node, workflow, axis, add);
  return [...places.values()];
}

function targetOf(transition: Transition): Place {
  if (transition.kind === 'start') return { kind: 'start', machine: transition.source };
  if (transition.kind === 'next') return { kind: 'after', state: transition.source };
  return { kind: 'transition', id: transition.id };
}

function nameOf(transition: Transition, edge: DrawnEdge, workflow: Workflow): string {
  const source = workflow.states.get(transition.source)?.name ?? '';
  const target = transition.targetName ?? '';
  switch (transition.kind) {
    case 'start':
      return `Add before ${target}`;
    case 'choice':
      return `Add on rule ${(transition.index ?? 0) + 1} of ${source}`;
    case 'default':
      return `Add on the default of ${source}`;
    case 'catch':
      return `Add on the catch ${edge.label ? `${edge.label.text} ` : ''}of ${source}`;
    default:
      return `Add after ${source}`;
  }
}

type Add = (target: Place, at: Point, name: string, opens: DropPlace['opens']) => void;

function placesOfNode(node: DrawnNode, workflow: Workflow, axis: 'x' | 'y', add: Add): void {
  const middle = { x: node.x + node.width / 2, y: node.y + node.height / 2 };
  if (node.kind === 'empty') placeOfEmpty(node, middle, workflow, add);
  const state = workflow.states.get(node.pointer);
  if (!state || (node.kind !== 'state' && node.kind !== 'container')) return;
  if (canGoOn(state)) {
    // One unit outside the card, so that the card itself stays where it is.
    const exit =
      axis === 'y'
        ? { x: middle.x, y: node.y + node.height + 1 }
        : { x: node.x + node.width + 1, y: middle.y };
    add({ kind: 'after', state: state.pointer }, exit, `Add after ${state.name}`, 'gap');
  }
  if (node.kind === 'container' && state.type === 'Parallel') {
    const edge =
      axis === 'y' ? { x: node.x + node.width, y: middle.y } : { x: middle.x, y: node.y + node.height };
    const index = state.machines.length;
    add({ kind: 'branch', state: state.pointer, index }, edge, `Add a branch to ${state.name}`, 'beside');
  }
}

/** A state that ends its machine, or has no way on yet. Choice goes on by its rules; Succeed and Fail never do. */
function canGoOn(state: State): boolean {
  if (state.type === 'Choice' || state.type === 'Succeed' || state.type === 'Fail') return false;
  return !state.transitions.some((transition) => transition.kind === 'next');
}

function placeOfEmpty(node: DrawnNode, middle: Point, workflow: Workflow, add: Add): void {
  const machine = workflow.machines.get(node.pointer);
  if (!machine) return;
  if (machine.kind === 'branch' && machine.owner !== null) {
    const owner = workflow.states.get(machine.owner)?.name ?? '';
    const target: Place = { kind: 'branch', state: machine.owner, index: machine.index };
    add(target, middle, `Add to branch ${machine.index + 1} of ${owner}`, 'over');
    return;
  }
  const owner = machine.owner === null ? '' : ` to ${workflow.states.get(machine.owner)?.name ?? ''}`;
  add({ kind: 'start', machine: machine.pointer }, middle, `Add the first state${owner}`, 'over');
}

// --- Free parts of transitions ----------------------------------------------------------------------------------

interface Run {
  readonly edge: string;
  readonly axis: 'x' | 'y';
  /** Place across the run, and its two ends along it, in drawing order. */
  readonly across: number;
  readonly from: number;
  readonly to: number;
}

/** For each transition the middle of the longest part that no other transition and no label covers. */
function freePoints(edges: readonly DrawnEdge[], flow: 'x' | 'y'): Map<string, Point> {
  const runs = edges.map(runsOf);
  const index = tracksOf(runs.flat());
  const points = new Map<string, Point>();
  edges.forEach((edge, at) => {
    const point = freePoint(edge, runs[at] ?? [], index, flow);
    if (point) points.set(edge.id, point);
  });
  return points;
}

/** Runs on one line, by their beginning, with the length of the longest: enough to find overlaps quickly. */
interface Track {
  readonly runs: Run[];
  longest: number;
}

function tracksOf(runs: readonly Run[]): Map<string, Track> {
  const tracks = new Map<string, Track>();
  for (const run of runs) {
    const key = trackOf(run);
    const track = tracks.get(key) ?? { runs: [], longest: 0 };
    track.runs.push(run);
    track.longest = Math.max(track.longest, run.to - run.from);
    tracks.set(key, track);
  }
  for (const track of tracks.values()) track.runs.sort((a, b) => a.from - b.from);
  return tracks;
}

/** Runs of other transitions on the same line that overlap a run. */
function overlapping(track: Track | undefined, run: Run): Run[] {
  if (!track) return [];
  const found: Run[] = [];
  for (let at = firstFrom(track.runs, run.from - track.longest); at < track.runs.length; at++) {
    const other = track.runs[at];
    if (!other || other.from >= run.to) break;
    if (other.edge !== run.edge && other.to > run.from) found.push(other);
  }
  return found;
}

/** Index of the first run that begins at or after a place. */
function firstFrom(runs: readonly Run[], from: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.from ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

const trackOf = (run: Run): string => `${run.axis}${Math.round(run.across)}`;

function runsOf(edge: DrawnEdge): Run[] {
  const runs: Run[] = [];
  for (let at = 1; at < edge.points.length; at++) {
    const a = edge.points[at - 1];
    const b = edge.points[at];
    if (!a || !b) continue;
    if (Math.abs(a.x - b.x) < 0.5)
      runs.push({ edge: edge.id, axis: 'y', across: a.x, from: Math.min(a.y, b.y), to: Math.max(a.y, b.y) });
    else if (Math.abs(a.y - b.y) < 0.5)
      runs.push({ edge: edge.id, axis: 'x', across: a.y, from: Math.min(a.x, b.x), to: Math.max(a.x, b.x) });
  }
  return runs;
}

/** Room that a part must offer for its ring not to touch what is at its ends. */
const comfortable = 24;

function freePoint(
  edge: DrawnEdge,
  runs: readonly Run[],
  index: ReadonlyMap<string, Track>,
  flow: 'x' | 'y',
): Point | null {
  let best: { run: Run; from: number; to: number; score: number } | null = null;
  for (const run of runs) {
    const others = overlapping(index.get(trackOf(run)), run);
    for (const [from, to] of freeParts(run, others, edge)) {
      const length = to - from;
      // A run along the flow reads as «between these two»; one across it only when nothing else is free.
      const score =
        Math.min(length, comfortable * 6) + (run.axis === flow ? 1000 : 0) + (length < 4 ? -2000 : 0);
      if (!best || score > best.score) best = { run, from, to, score };
    }
  }
  if (best) return pointOn(best.run, (best.from + best.to) / 2);
  const last = runs.at(-1);
  return last ? pointOn(last, (last.from + last.to) / 2) : null;
}

const pointOn = (run: Run, along: number): Point =>
  run.axis === 'y' ? { x: run.across, y: along } : { x: along, y: run.across };

/** The parts of a run left over when shared stretches and its own label are taken out. */
function freeParts(run: Run, others: readonly Run[], edge: DrawnEdge): [number, number][] {
  let parts: [number, number][] = [[run.from, run.to]];
  for (const other of others) parts = parts.flatMap((part) => without(part, other.from, other.to));
  const label = edge.label;
  if (label) {
    const [start, size, low, high] =
      run.axis === 'y'
        ? [label.y, label.height, label.x, label.x + label.width]
        : [label.x, label.width, label.y, label.y + label.height];
    if (run.across >= low && run.across <= high)
      parts = parts.flatMap((part) => without(part, start, start + size));
  }
  return parts;
}

function without([from, to]: [number, number], start: number, end: number): [number, number][] {
  if (end <= from || start >= to) return [[from, to]];
  const left: [number, number][] = [];
  if (start > from) left.push([from, start]);
  if (end < to) left.push([end, to]);
  return left;
}

// --- Which place is meant ---------------------------------------------------------------------------------------

/** The gap that opens at a place; null for places that need none. */
export function gapAt(open: DropPlace | null, direction: Direction): Gap | null {
  if (open?.opens !== 'gap') return null;
  return direction === 'DOWN'
    ? { axis: 'y', at: open.y, by: place.shiftDown }
    : { axis: 'x', at: open.x, by: place.shiftRight };
}

/** Where a point is drawn while a gap is open. */
export function shifted(point: Point, gap: Gap | null): Point {
  if (!gap) return point;
  if (gap.axis === 'y') return point.y >= gap.at ? { x: point.x, y: point.y + gap.by } : point;
  return point.x >= gap.at ? { x: point.x + gap.by, y: point.y } : point;
}

/** Centre of an open place. */
export function openCentre(open: DropPlace, direction: Direction): Point {
  if (open.opens === 'over') return { x: open.x, y: open.y };
  if (open.opens === 'beside') {
    return direction === 'DOWN'
      ? { x: open.x + place.width / 2 + 8, y: open.y }
      : { x: open.x, y: open.y + place.height / 2 + 8 };
  }
  return direction === 'DOWN'
    ? { x: open.x, y: open.y + place.shiftDown / 2 }
    : { x: open.x + place.shiftRight / 2, y: open.y };
}

/**
 * The place nearest to the pointer within `reach`. While a place is open its whole box counts as touching, so that
 * it does not close under the pointer; the others are met both where the gap has moved them and where they were
 * when the pointer set out for them.
 */
export function nearestPlace(
  places: readonly DropPlace[],
  pointer: Point,
  reach: number,
  open: DropPlace | null,
  direction: Direction,
): DropPlace | null {
  const gap = gapAt(open, direction);
  const openAway = open ? distanceToOpen(open, pointer, direction) : Number.POSITIVE_INFINITY;
  let best = openAway <= reach ? open : null;
  let shortest = Math.min(openAway, reach);
  for (const candidate of places) {
    if (candidate === open) continue;
    const away = Math.min(distance(candidate, pointer), distance(shifted(candidate, gap), pointer));
    if (away < shortest || (away === shortest && !best)) {
      best = candidate;
      shortest = away;
    }
  }
  return best;
}

function distanceToOpen(open: DropPlace, pointer: Point, direction: Direction): number {
  const centre = openCentre(open, direction);
  const dx = Math.max(0, Math.abs(pointer.x - centre.x) - place.width / 2);
  const dy = Math.max(0, Math.abs(pointer.y - centre.y) - place.height / 2);
  return Math.min(Math.hypot(dx, dy), Math.hypot(pointer.x - open.x, pointer.y - open.y));
}
