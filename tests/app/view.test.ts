import { describe, expect, it, vi } from 'vitest';
import { createView, type ViewStorage } from '../../src/studio/view';

function memory(content: Record<string, string> = {}): ViewStorage {
  const entries = new Map(Object.entries(content));
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => {
      entries.set(key, value);
    },
  };
}

describe('view', () => {
  it('should remember panel choices through its storage, and no selection', () => {
    const storage = memory();
    const view = createView({ storage });
    view.set({ mode: 'split', theme: 'dark', bottomTab: 'events', inspectorOpen: false });
    view.select(['/States/A'], 'canvas');

    const again = createView({ storage }).store.getState();

    expect(again).toMatchObject({
      mode: 'split',
      theme: 'dark',
      bottomTab: 'events',
      inspectorOpen: false,
      selection: [],
    });
  });

  it('should ignore stored values that it does not know', () => {
    const storage = memory({ 'asl-studio.view': '{"mode":"upside-down","theme":7,"browser":"yes"}' });

    expect(createView({ storage }).store.getState()).toMatchObject({
      mode: 'design',
      theme: 'system',
      browserOpen: true,
    });
  });

  it('should survive a storage that holds no JSON and one that refuses to write', () => {
    const view = createView({
      storage: {
        getItem: () => '{',
        setItem: () => {
          throw new Error('full');
        },
      },
    });
    view.set({ theme: 'dark' });

    expect(view.store.getState().theme).toBe('dark');
  });

  it('should fold the states browser in Split and Code and restore it in Design', () => {
    const view = createView();
    view.set({ mode: 'split' });
    expect(view.store.getState().browserOpen).toBe(false);
    view.set({ mode: 'design' });
    expect(view.store.getState().browserOpen).toBe(true);
  });

  it('should keep what the user chose for the states browser in each of the two situations', () => {
    const view = createView();
    view.set({ mode: 'split' });
    view.set({ browserOpen: true });
    view.set({ mode: 'design' });
    view.set({ browserOpen: false });

    view.set({ mode: 'code' });
    expect(view.store.getState().browserOpen).toBe(true);
    view.set({ mode: 'design' });
    expect(view.store.getState().browserOpen).toBe(false);
  });

  it('should fold the states browser during a run', () => {
    const view = createView();
    view.setRunning(true);
    expect(view.store.getState().browserOpen).toBe(false);
    view.setRunning(false);
    expect(view.store.getState().browserOpen).toBe(true);
  });

  it('should begin with Info closed in a low window until the user opens it', () => {
    const storage = memory();
    const low = createView({ storage, tall: false });
    expect(low.store.getState().infoOpen).toBe(false);
    low.set({ theme: 'dark' });
    expect(createView({ storage, tall: true }).store.getState().infoOpen).toBe(true);
    low.set({ infoOpen: true });
    expect(createView({ storage, tall: false }).store.getState().infoOpen).toBe(true);
  });

  it('should not tell listeners of a selection that is the same', () => {
    const view = createView();
    view.select(['/States/A'], 'canvas');
    let told = 0;
    view.store.subscribe(() => {
      told += 1;
    });
    view.select(['/States/A'], 'canvas');

    expect(told).toBe(0);
  });

  it('should give each notice a key of its own', () => {
    const view = createView();
    view.notify('Saved');
    const first = view.store.getState().notices[0]?.key;
    view.notify('Saved');

    expect(view.store.getState().notices).toHaveLength(1);
    expect(view.store.getState().notices[0]?.key).not.toBe(first);
  });

  it('should keep a notice beside the next until there was time to read it', () => {
    vi.useFakeTimers();
    const view = createView();
    const texts = () => view.store.getState().notices.map((notice) => notice.text);
    view.notify('Changes can’t be kept', 'error');
    vi.advanceTimersByTime(3000);
    view.notify('Saved');
    expect(texts()).toEqual(['Changes can’t be kept', 'Saved']);

    vi.advanceTimersByTime(4000);
    view.notify('Copied');
    expect(texts()).toEqual(['Saved', 'Copied']);

    for (const text of ['One', 'Two', 'Three']) view.notify(text);
    expect(texts()).toEqual(['One', 'Two', 'Three']);
    view.dismiss(view.store.getState().notices[1]?.key ?? 0);
    expect(texts()).toEqual(['One', 'Three']);
    vi.useRealTimers();
  });

  it('should bring reveal requests to its listeners until they leave', () => {
    const view = createView();
    const seen: string[] = [];
    const stop = view.onReveal((request) => seen.push(request.pointer));
    view.reveal({ kind: 'state', pointer: '/States/A', focus: false });
    stop();
    view.reveal({ kind: 'state', pointer: '/States/B', focus: false });

    expect(seen).toEqual(['/States/A']);
  });

  it('should show no problem of another state than the selected one', () => {
    const view = createView();
    view.select(['/States/A'], 'canvas');
    view.set({ problem: 'CODE /States/A' });
    view.select(['/States/A'], 'problems');
    expect(view.store.getState().problem).toBe('CODE /States/A');
    view.select(['/States/B'], 'canvas');
    expect(view.store.getState().problem).toBeNull();
  });

  it('should keep the newest request for a pane that is not there until it is', () => {
    const view = createView();
    const heard: string[] = [];
    const text = (pointer: string) => view.reveal({ kind: 'text', pointer, focus: true });
    text('/States/A');
    text('/States/B');
    const stop = view.onReveal((request) => heard.push(request.pointer), 'text');
    expect(heard).toEqual(['/States/B']);
    text('/States/C');
    stop();
    view.onReveal((request) => heard.push(request.pointer), 'text');
    expect(heard).toEqual(['/States/B', '/States/C']);
  });

  it('should forget a waiting request once something else is selected', () => {
    const view = createView();
    const heard: string[] = [];
    view.reveal({ kind: 'text', pointer: '/States/A', focus: true });
    view.select(['/States/B'], 'canvas');
    view.onReveal((request) => heard.push(request.pointer), 'text');
    expect(heard).toEqual([]);
  });
});
