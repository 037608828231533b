import type { Machine, State } from '../model/workflow';
import type { MachineGraph } from './graph';
import type { MachineLayout } from './machine';
import {
  headerHeight,
  laneGap,
  lanePadding,
  mapMinimumWidth,
  mapPadding,
  parallelPadding,
  type Size,
} from './sizes';

export interface LaidOutMachine {
  readonly machine: Machine;
  readonly graph: MachineGraph;
  readonly layout: MachineLayout;
}

/** What an open container holds. */
export interface Content {
  readonly state: State;
  readonly machines: readonly LaidOutMachine[];
}

/** A nested machine's place within its container; `lane` is the frame around a branch. */
export interface Place {
  readonly machine: LaidOutMachine;
  readonly x: number;
  readonly y: number;
  readonly lane: (Size & { readonly x: number; readonly y: number }) | null;
}

export function containerSize(content: Content): Size {
  return arrange(content).size;
}

/** The container's size and the places of its machines, relative to its top left corner. */
export function arrange(content: Content): { readonly size: Size; readonly places: readonly Place[] } {
  const [only] = content.machines;
  if (only && content.machines.length === 1 && only.machine.kind === 'processor') return processor(only);
  return branches(content.machines);
}

function processor(machine: LaidOutMachine): ReturnType<typeof arrange> {
  const { layout } = machine;
  const width = Math.max(mapMinimumWidth, even(layout.width) + 2 * mapPadding.side);
  const y = headerHeight + mapPadding.top;
  return {
    size: { width, height: y + layout.height + mapPadding.bottom },
    places: [{ machine, x: (width - even(layout.width)) / 2, y, lane: null }],
  };
}

const minimumParallelWidth = 232;

function branches(machines: readonly LaidOutMachine[]): ReturnType<typeof arrange> {
  const { head, top, side, bottom } = lanePadding;
  const height = head + top + Math.max(0, ...machines.map((each) => each.layout.height)) + bottom;
  const laneY = headerHeight + parallelPadding.top;
  const places: Place[] = [];
  let x = parallelPadding.side;
  for (const machine of machines) {
    const width = even(machine.layout.width) + 2 * side;
    places.push({ machine, x: x + side, y: laneY + head + top, lane: { x, y: laneY, width, height } });
    x += width + laneGap;
  }
  const width = Math.max(minimumParallelWidth, x - laneGap + parallelPadding.side);
  return { size: { width, height: laneY + height + parallelPadding.bottom }, places };
}

/** Widths are even, so that the middle of a border is on a whole number. */
const even = (width: number): number => 2 * Math.ceil(width / 2);
