import { describe, expect, it } from 'vitest';
import {
  conditionsOf,
  newBreakpointId,
  pausesOnEveryError,
  readBreakpoints,
  statesWithBreakpoint,
  toggledAt,
  withBreakpoint,
  withEveryError,
} from '../../src/studio/runBreakpoints';
import type { Breakpoint } from '../../src/studio/runDoor';

const plain: Breakpoint = { id: 'b1', enabled: true, kind: 'state', state: '/States/A' };

describe('breakpoints', () => {
  it('should go on and off before a state; one that is off goes on', () => {
    const on = toggledAt([], '/States/A');
    expect(statesWithBreakpoint(on)).toEqual(['/States/A']);
    expect(toggledAt(on, '/States/A')).toEqual([]);
    const off = withBreakpoint(on, { ...plain, enabled: false });
    expect(statesWithBreakpoint(off)).toEqual([]);
    expect(statesWithBreakpoint(toggledAt(off, '/States/A'))).toEqual(['/States/A']);
  });

  it('should keep one for every error', () => {
    const on = withEveryError([plain], true);
    expect(pausesOnEveryError(on)).toBe(true);
    expect(pausesOnEveryError(withEveryError(on, false))).toBe(false);
    expect(withEveryError([plain], false)).toEqual([plain]);
  });

  it('should be told to the engine with what they hold, those that are off not at all', () => {
    expect(
      conditionsOf([
        { ...plain, when: '$states.input.total > 100' },
        { id: 'b2', enabled: true, kind: 'event', state: null, event: 'TaskFailed', when: ' ' },
        { id: 'b3', enabled: true, kind: 'error', state: '/States/A', error: 'Busy' },
        { ...plain, id: 'b4', enabled: false },
        { id: 'b5', enabled: true, kind: 'state', state: null, when: '$x' },
      ]),
    ).toEqual([
      { id: 'b1', state: '/States/A', expression: '$states.input.total > 100', before: true },
      { id: 'b2', event: 'TaskFailed' },
      { id: 'b3', state: '/States/A', error: 'Busy' },
      { id: 'b5', expression: '$x', before: true },
    ]);
  });

  it('should be read from what was kept, before there were other kinds too', () => {
    const list = withEveryError([{ ...plain, when: '$x = 1' }], true);
    expect(readBreakpoints(JSON.parse(JSON.stringify({ stops: list })))).toEqual(list);
    expect(
      readBreakpoints({ stops: [7, { id: 'x' }, { id: 'b9', kind: 'event', event: 'TaskFailed' }] }),
    ).toEqual([{ id: 'b9', enabled: true, kind: 'event', state: null, event: 'TaskFailed' }]);
    const old = readBreakpoints({ breakpoints: ['/States/A', 3], pauseOnError: true });
    expect(statesWithBreakpoint(old)).toEqual(['/States/A']);
    expect(pausesOnEveryError(old)).toBe(true);
  });

  it('should get ids that no other has', () => {
    expect(newBreakpointId([])).toBe('b1');
    expect(newBreakpointId([plain, { ...plain, id: 'b7' }, { ...plain, id: 'odd' }])).toBe('b8');
  });
});
