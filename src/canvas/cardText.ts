import type { StateRun, StateStatus } from '../engine/messages';
import type { State } from '../model/workflow';

/** What a card on the canvas says besides the facts of its state. */

/** `data-status` as a word. */
export const statusWord = (status: StateStatus): string => status.replace('-', ' ');

/** The accessible name of a card: `Charge card, Task state, start, succeeded`. */
export function cardName(state: State, first: boolean, status: StateStatus | null): string {
  const kind = state.type ? `${state.type} state` : 'state without a type';
  return `${state.name}, ${kind}${first ? ', start' : ''}${status ? `, ${statusWord(status)}` : ''}`;
}

/** What a state waits for, in place of its summary; null when it waits for nothing worth saying. */
export function pendingText(pending: StateRun['pending'], clock: number): string | null {
  if (!pending) return null;
  const left = pending.until === null ? null : Math.max(0, pending.until - clock);
  const inTime = left === null ? '' : ` in ${timeText(left)}`;
  switch (pending.kind) {
    case 'retry': {
      const number = pending.retry ? ` ${pending.retry.number} of ${pending.retry.of}` : '';
      return `Retry${number}${inTime}`;
    }
    case 'wait':
      return left === null ? 'Waiting' : `Goes on${inTime}`;
    case 'callback':
      return 'Waits for its task token';
    case 'task':
      return pending.byHand ? 'Waits for an answer' : null;
  }
}

/** Milliseconds as a length of time: `8.0 s`, `4 min 10 s`, `6 h`, `2 d 3 h`. */
export function timeText(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const units: [string, number][] = [
    ['d', 86_400],
    ['h', 3_600],
    ['min', 60],
    ['s', 1],
  ];
  const parts: string[] = [];
  let rest = whole;
  for (const [unit, size] of units) {
    const amount = Math.floor(rest / size);
    if (amount > 0 && parts.length < 2) parts.push(`${amount} ${unit}`);
    else if (parts.length > 0) break;
    rest -= amount * size;
  }
  return parts.join(' ');
}
