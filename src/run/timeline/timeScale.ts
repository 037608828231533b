import { clockFace, duration } from '../../base/duration';

/**
 * From virtual time to pixels. Idle gaps that would dwarf the rest fold into bands of a fixed width; within the
 * rest the scale is linear. Pure; `toX` never decreases.
 */

export interface ScaleInput {
  /** The axis shows 0 to `end`, in milliseconds. */
  readonly end: number;
  /** When something ran. Time outside is idle: waits and delays. */
  readonly busy: readonly (readonly [from: number, to: number])[];
  /** Moments at which something began or ended: a gap never spans one. */
  readonly moments: readonly number[];
  /** Pixels. */
  readonly width: number;
}

export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly x: number;
  readonly width: number;
  readonly folded: boolean;
}

export interface Tick {
  readonly x: number;
  readonly label: string;
}

export interface TimeScale {
  readonly segments: readonly Segment[];
  readonly ticks: readonly Tick[];
  toX(time: number): number;
}

/** Pixels of a folded gap. */
export const bandWidth = 44;
/** A gap over this part of the whole span folds. */
const foldShare = 0.2;
/** Of what is left after that, a gap over this part folds too: one long wait must not hide behind a longer one. */
const dwarfShare = 0.5;
/** Bands take at most this part of the width. */
const bandShare = 0.6;

export function timeScale(input: ScaleInput): TimeScale {
  const end = Math.max(input.end, 1);
  const width = Math.max(input.width, 1);
  const segments = layOut(foldedGaps({ ...input, end, width }), end, width);
  const toX = (time: number): number => {
    const at = Math.min(Math.max(time, 0), end);
    const segment = segments.find(({ to }) => at <= to) ?? segments[segments.length - 1];
    if (!segment) return 0;
    const share = segment.to === segment.from ? 1 : (at - segment.from) / (segment.to - segment.from);
    return segment.x + Math.min(Math.max(share, 0), 1) * segment.width;
  };
  return { segments, ticks: segments.flatMap((segment) => ticksOf(segment)), toX };
}

type Gap = readonly [from: number, to: number];

const lengthOf = ([from, to]: Gap): number => to - from;

/** The gaps to fold, in the order of time. */
function foldedGaps({ end, busy, moments, width }: ScaleInput): Gap[] {
  const longest = idleGaps(busy, moments, end).sort((left, right) => lengthOf(right) - lengthOf(left));
  const most = Math.floor((width * bandShare) / bandWidth);
  const chosen: Gap[] = [];
  let left = end;
  for (const gap of longest) {
    const dwarfs =
      lengthOf(gap) > end * foldShare || (chosen.length > 0 && lengthOf(gap) > left * dwarfShare);
    if (!dwarfs || chosen.length >= most) break;
    // With nothing left to show in scale, the scale says more than the bands.
    if (left - lengthOf(gap) <= end * Number.EPSILON * 8) return [];
    chosen.push(gap);
    left -= lengthOf(gap);
  }
  return chosen.sort((one, other) => one[0] - other[0]);
}

/** Stretches of idle time between neighbouring moments. */
export function idleGaps(busy: ScaleInput['busy'], moments: readonly number[], end: number): Gap[] {
  const inside = (time: number): boolean => time >= 0 && time <= end;
  const edges = busy.flat().filter(inside);
  const marks = [...new Set([0, end, ...moments.filter(inside), ...edges])].sort((one, other) => one - other);
  const runs = [...busy].sort((one, other) => one[0] - other[0]);
  const gaps: Gap[] = [];
  let next = 0;
  let busyUntil = Number.NEGATIVE_INFINITY;
  for (let at = 0; at + 1 < marks.length; at += 1) {
    const [from, to] = [marks[at] ?? 0, marks[at + 1] ?? 0];
    for (let run = runs[next]; run && run[0] <= from; run = runs[next]) {
      busyUntil = Math.max(busyUntil, run[1]);
      next += 1;
    }
    if (busyUntil <= from) gaps.push([from, to]);
  }
  return gaps;
}

function layOut(gaps: readonly Gap[], end: number, width: number): Segment[] {
  const shown = end - gaps.reduce((sum, gap) => sum + lengthOf(gap), 0);
  const perMillisecond = (width - gaps.length * bandWidth) / shown;
  const segments: Segment[] = [];
  let x = 0;
  const add = (from: number, to: number, folded: boolean): void => {
    if (to <= from) return;
    const wide = folded ? bandWidth : (to - from) * perMillisecond;
    segments.push({ from, to, x, width: wide, folded });
    x += wide;
  };
  let time = 0;
  for (const [from, to] of gaps) {
    add(time, from, false);
    add(from, to, true);
    time = to;
  }
  add(time, end, false);
  return segments;
}

// --- Ticks ----------------------------------------------------------------------------------------------------

const s = 1000;
const min = 60 * s;
const h = 60 * min;
const d = 24 * h;
const steps: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[s, 2 * s, 5 * s, 10 * s, 15 * s, 30 * s],
  ...[min, 2 * min, 5 * min, 10 * min, 15 * min, 30 * min],
  ...[h, 2 * h, 3 * h, 6 * h, 12 * h],
  ...[d, 2 * d, 7 * d, 30 * d, 100 * d, 365 * d],
];

/** Pixels between ticks at least. */
const tickRoom = 64;
/** Pixels a label needs before the end of its segment. */
const labelRoom = 30;

function ticksOf(segment: Segment): Tick[] {
  if (segment.folded) return [{ x: segment.x, label: duration(segment.to - segment.from) }];
  const perMillisecond = segment.width / (segment.to - segment.from);
  const step = steps.find((size) => size * perMillisecond >= tickRoom) ?? 365 * d;
  const ticks: Tick[] = [];
  let before: number | null = null;
  for (let time = Math.ceil(segment.from / step) * step; time <= segment.to; time += step) {
    const x = segment.x + (time - segment.from) * perMillisecond;
    if (x > segment.x + segment.width - labelRoom && ticks.length + segment.x > 0) break;
    ticks.push({ x, label: tickLabel(time, step, before) });
    before = time;
  }
  return ticks;
}

/** `0 s`, `2 s`, `0.5 s`, `1:30`, `6:00:08`; within the minute of the tick before only `:12`. */
export function tickLabel(time: number, step: number, before: number | null): string {
  if (time === 0) return '0 s';
  if (time < min) {
    if (step < 100 && time < s) return `${time} ms`;
    return step < s ? `${(time / s).toFixed(step < 100 ? 3 : 1)} s` : `${time / s} s`;
  }
  if (step >= h) return duration(time);
  const sameMinute = before !== null && Math.floor(before / min) === Math.floor(time / min) && before >= min;
  const fraction =
    step < s
      ? `.${String(time % s)
          .padStart(3, '0')
          .slice(0, step < 100 ? 3 : 1)}`
      : '';
  if (sameMinute) return `:${String(Math.floor(time / s) % 60).padStart(2, '0')}${fraction}`;
  return `${clockFace(time)}${fraction}`;
}
