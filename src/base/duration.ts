/** Times in words and figures. All values are milliseconds. */

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const units = [
  [day, 'd'],
  [hour, 'h'],
  [minute, 'min'],
  [second, 's'],
] as const;

/**
 * A length of time: `0 s`, `38 ms`, `8.0 s`, `1 min 30 s`, `6 h`, `365 d`. From a minute on at most two units, cut
 * (not rounded) at the smaller one.
 */
export function duration(value: number): string {
  const time = Math.max(0, value);
  if (time === 0) return '0 s';
  if (time < 100) return `${Math.max(1, Math.round(time))} ms`;
  if (time < minute) return `${tenths(time)} s`;
  const parts: string[] = [];
  let rest = Math.floor(time / second) * second;
  for (const [size, name] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}`);
  }
  return parts.slice(0, 2).join(' ');
}

/** A length of time after something: `+16.2 s`. */
export function offset(value: number): string {
  return `+${duration(value)}`;
}

/** A moment since the start: `16.4 s`, `12:04.3`, `6:00:14.3`, `2 d 6:00:14.3`. */
export function clock(value: number): string {
  const time = Math.max(0, value);
  if (time === 0) return '0 s';
  if (time < minute) return time < 100 ? `${Math.max(1, Math.round(time))} ms` : `${tenths(time)} s`;
  return `${clockFace(time)}.${Math.floor((time % second) / 100)}`;
}

/** A moment since the start in whole seconds: `0:08`, `12:04`, `6:00:14`, `2 d 6:00:14`. */
export function clockFace(value: number): string {
  const seconds = Math.floor(value / second);
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor(seconds / 3600) % 24;
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = String(seconds % 60).padStart(2, '0');
  if (days === 0 && hours === 0) return `${minutes}:${rest}`;
  const face = `${hours}:${String(minutes).padStart(2, '0')}:${rest}`;
  return days > 0 ? `${days} d ${face}` : face;
}

/** Tenths of a second, cut: a clock never runs ahead. */
function tenths(time: number): string {
  return (Math.floor(time / 100) / 10).toFixed(1);
}

const grouped = new Intl.NumberFormat('en-US');

/** A count with its noun: `1 event`, `25,000 events`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped.format(count)} ${count === 1 ? noun : plural}`;
}

/** A size of text: `812 B`, `1.2 kB`, `4.0 MB`. */
export function bytes(size: number): string {
  if (size < 1000) return `${size} B`;
  return size < 1_000_000 ? `${(size / 1000).toFixed(1)} kB` : `${(size / 1_000_000).toFixed(1)} MB`;
}
