import type { Machine, State } from '../model/workflow';
import type { MachineGraph } from './graph';
import type { MachineLayout } from './machine';
import type { Direction } from './messages';
import {
  even,
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

export function containerSize(content: Content, direction: Direction): Size {
  return arrange(content, direction).size;
}

/** A container's size and the places of its machines, relative to its top left corner. */
export interface Arrangement {
  readonly size: Size;
  readonly places: readonly Place[];
}

export function arrange(content: Content, direction: Direction): Arrangement {
  const [only] = content.machines;
  if (only && content.machines.length === 1 && only.machine.kind === 'processor') return processor(only);
  return direction === 'DOWN' ? besideOneAnother(content.machines) : belowOneAnother(content.machines);
}

function processor(machine: LaidOutMachine): Arrangement {
  const { layout } = machine;
  const width = Math.max(mapMinimumWidth, even(layout.width) + 2 * mapPadding.side);
  const y = headerHeight + mapPadding.top;
  return {
    size: { width, height: y + even(layout.height) + mapPadding.bottom },
    places: [{ machine, x: (width - even(layout.width)) / 2, y, lane: null }],
  };
}

/** Lanes as columns, all as high as the highest; the last one ends at the container's padding. */
function besideOneAnother(machines: readonly LaidOutMachine[]): Arrangement {
  const height = Math.max(0, ...machines.map(({ layout }) => laneSize(layout).height));
  const widths = machines.map(({ layout }) => laneSize(layout).width);
  const [firstWidth = 0] = widths;
  if (widths.length === 1) widths[0] = Math.max(firstWidth, minimumParallelWidth - 2 * parallelPadding.side);
  const places: Place[] = [];
  let x = parallelPadding.side;
  machines.forEach((machine, at) => {
    const width = widths[at] ?? 0;
    places.push(inLane(machine, { x, y: laneTop, width, height }));
    x += width + laneGap;
  });
  const width = Math.max(minimumParallelWidth, x - laneGap + parallelPadding.side);
  return { size: { width, height: laneTop + height + parallelPadding.bottom }, places };
}

/** Lanes as rows, all as wide as the widest. */
function belowOneAnother(machines: readonly LaidOutMachine[]): Arrangement {
  const least = minimumParallelWidth - 2 * parallelPadding.side;
  const width = Math.max(least, ...machines.map(({ layout }) => laneSize(layout).width));
  const places: Place[] = [];
  let y = laneTop;
  for (const machine of machines) {
    const { height } = laneSize(machine.layout);
    const place = inLane(machine, { x: parallelPadding.side, y, width, height });
    places.push({ ...place, x: parallelPadding.side + lanePadding.side });
    y += height + laneGap;
  }
  const bottom = Math.max(laneTop, y - laneGap) + parallelPadding.bottom;
  return { size: { width: width + 2 * parallelPadding.side, height: bottom }, places };
}

const laneTop = headerHeight + parallelPadding.top;
const minimumParallelWidth = 232;

function laneSize(layout: Size): Size {
  const { head, top, side, bottom } = lanePadding;
  return { width: even(layout.width) + 2 * side, height: head + top + even(layout.height) + bottom };
}

function inLane(machine: LaidOutMachine, lane: NonNullable<Place['lane']>): Place {
  const x = lane.x + (lane.width - even(machine.layout.width)) / 2;
  return { machine, x, y: lane.y + lanePadding.head + lanePadding.top, lane };
}
