import type { MapRunSummary } from '../engine/messages';
import type { RunProgress } from '../engine/runToEnd';

/** Milliseconds between two lines. */
const pace = 500;

/** Tells on the standard error stream how far a long run is: on one line of a terminal, else a line each. */
export function tellProgress(): { tell(progress: RunProgress): void; end(): void } {
  const { stderr } = process;
  let last = performance.now();
  let open = false;
  return {
    tell: (progress) => {
      const now = performance.now();
      if (now - last < pace) return;
      last = now;
      const line = progressLine(progress);
      stderr.write(stderr.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
      open = true;
    },
    end: () => {
      if (open && stderr.isTTY) stderr.write('\r\u001b[K');
    },
  };
}

/** `1,204,500 transitions, 2,409,001 events; Each order: 52,310 of 100,000`. */
export function progressLine({ transitions, events, mapRuns }: RunProgress): string {
  const counts = `${figure(transitions)} transitions, ${figure(events)} events`;
  const running = mapRuns.filter(({ status }) => status === 'RUNNING').map(mapRunWords);
  return [counts, ...running].join('; ');
}

function mapRunWords({ state, executionCounts }: MapRunSummary): string {
  const { total, pending, running, pendingRedrive } = executionCounts;
  const name = state
    .slice(state.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
  return `${name}: ${figure(total - pending - running - pendingRedrive)} of ${figure(total)}`;
}

const figure = (value: number): string => value.toLocaleString('en-US');
