import type { Entry } from './history';
import type { EngineService } from './messages';
import type { EventSource } from './nestedView';

type Filter = NonNullable<Parameters<EngineService['events']>[0]['filter']>;

/** Whether an event passes a filter: every part of it that is given must hold. */
export function eventFilter(filter: Filter, source: EventSource): (entry: Entry) => boolean {
  const words = (filter.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return (entry) => {
    if (filter.errors && !isError(entry)) return false;
    if (filter.stateChanges && !/State(Entered|Exited)$/.test(entry.type)) return false;
    if (filter.state !== undefined && source.program.states[entry.state]?.pointer !== filter.state)
      return false;
    if (words.length === 0) return true;
    const text = JSON.stringify(source.runEvent(entry).event).toLowerCase();
    const name = source.program.states[entry.state]?.name.toLowerCase() ?? '';
    return words.every((word) => text.includes(word) || name.includes(word));
  };
}

const isError = (entry: Entry): boolean =>
  entry.data.error !== undefined ||
  /(Failed|TimedOut|Aborted)$/.test(entry.type) ||
  entry.type === 'FailStateEntered';
