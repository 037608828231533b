/**
 * Timestamps as the service reads them: RFC 3339, which is ISO 8601's extended date and time with `T` and an
 * offset. `Z` and offsets are accepted, fractions of a second too; a space for `T`, a missing offset, or a month
 * or hour out of range is not (recorded).
 */
const timestamp =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2}(?::\d{2})?)$/i;

/** Milliseconds since the epoch, with a fraction where the text is finer; null when it is no timestamp. */
export function parseTimestamp(text: string): number | null {
  const match = timestamp.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second = '0', fraction = '0', offset = 'Z'] = match;
  const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second].map(Number) as Six;
  if (mo < 1 || mo > 12 || d < 1 || d > daysIn(y, mo) || h > 23 || mi > 59 || s > 59) return null;
  const minutes = offsetMinutes(offset);
  if (minutes === null) return null;
  const date = new Date(0);
  date.setUTCFullYear(y, mo - 1, d);
  date.setUTCHours(h, mi, s);
  return date.getTime() + Number(`0.${fraction}`) * 1000 - minutes * 60_000;
}

type Six = [number, number, number, number, number, number];

/** Whether a text is a timestamp that the service accepts. */
export function isTimestamp(text: string): boolean {
  return parseTimestamp(text) !== null;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

function offsetMinutes(offset: string): number | null {
  if (offset.toUpperCase() === 'Z') return 0;
  const [hours = 0, minutes = 0, seconds = 0] = offset.slice(1).split(':').map(Number);
  const total = hours * 60 + minutes + seconds / 60;
  if (minutes > 59 || seconds > 59 || total > 18 * 60) return null;
  return offset.startsWith('-') ? -total : total;
}
