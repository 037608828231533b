import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Drawing, LayoutOptions, LayoutService } from '../../src/layout/messages';
import type { Workflow } from '../../src/model/workflow';
import type { DocumentState } from '../../src/studio/documentDoor';
import { createDrawing } from '../../src/studio/drawing';
import type { ViewState } from '../../src/studio/viewDoor';
import { workflowOf } from './support/workflow';

interface Asked {
  readonly workflow: Workflow;
  readonly options: LayoutOptions;
  answer(): Promise<void>;
  fail(message: string): Promise<void>;
}

/** A layout service that answers when told to. */
function heldService() {
  const asked: Asked[] = [];
  const service: LayoutService = {
    layout: (workflow, options) =>
      new Promise((resolve, reject) => {
        const settled = () => new Promise<void>((done) => setTimeout(done));
        asked.push({
          workflow,
          options,
          answer: () => {
            resolve(drawingOf(asked.length));
            return settled();
          },
          fail: (message) => {
            reject(new Error(message));
            return settled();
          },
        });
      }),
  };
  return { asked, service };
}

const drawingOf = (width: number): Drawing => ({ width, height: 1, nodes: [], edges: [], ends: [] });
const workflow = (name: string): Workflow =>
  workflowOf({ StartAt: name, States: { [name]: { Type: 'Succeed' } } });

function given() {
  const document = createStore<DocumentState>(() => ({ workflow: workflow('A') }) as DocumentState);
  const view = createStore<ViewState>(() => ({ direction: 'DOWN', collapsed: [], mode: 'design' }) as never);
  const { asked, service } = heldService();
  const drawing = createDrawing(document, view, service);
  const show = (name: string): Workflow => {
    const next = workflow(name);
    document.setState({ workflow: next });
    return next;
  };
  return { document, view, asked, drawing, show };
}

describe('drawing', () => {
  it('should ask for a layout at once, and again when workflow, direction or folds change', async () => {
    const { asked, view, show } = given();
    expect(asked).toHaveLength(1);
    await asked[0]?.answer();

    view.setState({ mode: 'split' });
    expect(asked).toHaveLength(1);
    view.setState({ direction: 'RIGHT' });
    await asked[1]?.answer();
    view.setState({ collapsed: ['/States/A'] });
    await asked[2]?.answer();
    const last = show('B');

    expect(asked.map((each) => each.options)).toEqual([
      { direction: 'DOWN', collapsed: [] },
      { direction: 'RIGHT', collapsed: [] },
      { direction: 'RIGHT', collapsed: ['/States/A'] },
      { direction: 'RIGHT', collapsed: ['/States/A'] },
    ]);
    expect(asked.at(-1)?.workflow).toBe(last);
  });

  it('should keep the last drawing until the newest is there, and skip those in between', async () => {
    const { asked, drawing, show } = given();
    await asked[0]?.answer();
    const first = drawing.store.getState();

    show('B');
    show('C');
    const last = show('D');
    expect(drawing.store.getState()).toBe(first);
    await asked[1]?.answer();
    await asked[2]?.answer();

    expect(asked.map((each) => each.workflow.root.startAt)).toEqual(['A', 'B', 'D']);
    expect(drawing.store.getState().workflow).toBe(last);
  });

  it('should say why a layout failed, keep what was drawn, and try again when asked', async () => {
    const { asked, drawing, show } = given();
    await asked[0]?.answer();
    const last = show('B');

    await asked[1]?.fail('The worker failed: it did not load');
    expect(drawing.store.getState()).toMatchObject({ failure: 'The worker failed: it did not load' });
    expect(drawing.store.getState().drawing).not.toBeNull();
    drawing.retry();
    await asked[2]?.answer();

    expect(drawing.store.getState()).toMatchObject({ failure: null, workflow: last });
  });

  it('should not show the failure of a layout that is overtaken', async () => {
    const { asked, drawing, show } = given();
    show('B');

    await asked[0]?.fail('too late');
    expect(drawing.store.getState().failure).toBeNull();
    await asked[1]?.answer();

    expect(drawing.store.getState()).toMatchObject({ failure: null });
  });

  it('should show a prepared drawing with its workflow, not before it', async () => {
    const { document, asked, drawing } = given();
    await asked[0]?.answer();
    const first = drawing.store.getState();
    const next = workflow('B');

    const prepared = drawing.prepare(next);
    await asked[1]?.answer();
    await prepared;
    expect(drawing.store.getState()).toBe(first);
    document.setState({ workflow: next });

    expect(drawing.store.getState().workflow).toBe(next);
    expect(asked).toHaveLength(2);
  });

  it('should let a workflow be shown when its drawing takes long, and show that as it comes', async () => {
    const { document, asked, drawing } = given();
    await asked[0]?.answer();
    const next = workflow('B');

    await drawing.prepare(next);
    document.setState({ workflow: next });
    expect(drawing.store.getState().workflow).not.toBe(next);
    await asked[1]?.answer();

    expect(drawing.store.getState().workflow).toBe(next);
    expect(asked).toHaveLength(2);
  });

  it('should forget a prepared drawing of a workflow that is never shown', async () => {
    const { asked, drawing, show } = given();
    await asked[0]?.answer();

    const prepared = drawing.prepare(workflow('B'));
    await asked[1]?.answer();
    await prepared;
    const last = show('C');
    await asked[2]?.answer();

    expect(drawing.store.getState().workflow).toBe(last);
  });
});
