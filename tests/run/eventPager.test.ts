import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/engine/messages';
import { EventPager } from '../../src/run/events/eventPager';
import type { RunDoor } from '../../src/studio/runDoor';

function event(id: number): RunEvent {
  return {
    event: { timestamp: 0, type: 'PassStateEntered', id, previousEventId: id - 1 },
    state: null,
    frames: [],
    at: 0,
    visit: null,
  };
}

/** A history of so many events; those whose number the filter's text divides pass it. */
function given(length: number) {
  const asked: number[] = [];
  let total = length;
  const fetch: RunDoor['events'] = async ({ from, count, filter }) => {
    asked.push(from);
    const every = Number(filter?.text ?? 1);
    const all = Array.from({ length: total }, (_, at) => at + 1).filter((id) => id % every === 0);
    return { total: all.length, events: all.slice(from, from + count).map(event) };
  };
  let changes = 0;
  const pager = new EventPager(fetch, () => {
    changes += 1;
  });
  const settle = async () => {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  };
  return { pager, asked, settle, grow: (to: number) => (total = to), changes: () => changes };
}

describe('EventPager', () => {
  it('should fetch the page of a row only when the row is wanted', async () => {
    const { pager, asked, settle } = given(25_000);
    pager.show(1, 25_000, {});
    await settle();
    expect(asked).toEqual([0]);
    expect(pager.total).toBe(25_000);

    expect(pager.at(20_005)).toBeUndefined();
    await settle();

    expect(asked).toEqual([0, 20_000]);
    expect(pager.at(20_005)?.event.id).toBe(20_006);
  });

  it('should keep full pages and fetch the unfinished one again as the history grows', async () => {
    const { pager, asked, settle, grow } = given(250);
    pager.show(1, 250, {});
    await settle();
    pager.at(240);
    await settle();
    grow(260);
    pager.show(1, 260, {});
    await settle();

    expect(asked).toEqual([0, 200, 200]);
    expect(pager.at(259)?.event.id).toBe(260);
    expect(pager.at(0)?.event.id).toBe(1);
  });

  it('should show only what passes the filter', async () => {
    const { pager, settle } = given(1000);
    pager.show(1, 1000, {});
    await settle();
    pager.show(1, 1000, { text: '10' });
    await settle();

    expect(pager.total).toBe(100);
    expect(pager.at(0)?.event.id).toBe(10);
  });

  it('should not ask for ever for a row that the history does not have', async () => {
    const { pager, asked, settle } = given(5);
    pager.show(1, 5, {});
    await settle();
    for (let turn = 0; turn < 10; turn += 1) {
      pager.at(7);
      await settle();
    }
    expect(asked.length).toBeLessThan(3);
  });

  it('should be empty again for another run', async () => {
    const { pager, settle } = given(30);
    pager.show(1, 30, {});
    await settle();
    pager.show(null, 0, {});
    expect(pager.total).toBe(0);
    expect(pager.at(0)).toBeUndefined();
  });
});
