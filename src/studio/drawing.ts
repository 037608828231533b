import { createStore, type StoreApi } from 'zustand/vanilla';
import { newestWins, superseded } from '../base/channel';
import type { Drawing, LayoutOptions, LayoutService } from '../layout/messages';
import type { Workflow } from '../model/workflow';
import type { DocumentState } from './documentDoor';
import type { DrawingDoor, DrawingState } from './types';
import type { ViewState } from './viewDoor';

export interface PreparedDrawing extends DrawingDoor {
  /** Begins with the drawing of a workflow that is about to be shown. Resolves when it is there, or after a moment. */
  prepare(workflow: Workflow): Promise<void>;
  close(): void;
}

/** How long a model is held back for its drawing, in milliseconds: less than a frame. */
const patience = 10;

/**
 * Keeps the drawing in step with the workflow, the direction and the folded containers. While a layout is under way
 * only the newest request waits, and the last drawing stays until the new one is there.
 */
export function createDrawing(
  document: Pick<StoreApi<DocumentState>, 'getState' | 'subscribe'>,
  view: Pick<StoreApi<ViewState>, 'getState' | 'subscribe'>,
  service: LayoutService,
): PreparedDrawing {
  const store = createStore<DrawingState>(() => ({ drawing: null, workflow: null, failure: null }));
  let open = true;
  let asked: Asked | null = null;
  /** The newest drawing of a workflow that is not shown yet. */
  let ready: { readonly request: Asked; readonly drawing: Drawing } | null = null;
  const layout = newestWins(({ workflow, options }: Asked) => service.layout(workflow, options));

  const ask = async (request: Asked): Promise<void> => {
    asked = request;
    try {
      const drawing = await layout(request);
      if (!open || drawing === superseded) return;
      if (request.ahead && document.getState().workflow !== request.workflow) ready = { request, drawing };
      else store.setState({ drawing, workflow: request.workflow, failure: null });
    } catch (error) {
      if (open && asked === request) store.setState({ failure: messageOf(error) });
    }
  };
  const follow = (): void => {
    const { workflow } = document.getState();
    const { direction, collapsed } = view.getState();
    if (asked && asked.workflow === workflow && sameOptions(asked.options, { direction, collapsed })) {
      if (ready?.request !== asked) return;
      const { drawing } = ready;
      ready = null;
      store.setState({ drawing, workflow, failure: null });
      return;
    }
    ready = null;
    void ask({ workflow, options: { direction, collapsed } });
  };

  const leave = [document.subscribe(follow), view.subscribe(follow)];
  follow();
  return {
    store,
    prepare: (workflow) => {
      const { direction, collapsed } = view.getState();
      ready = null;
      const done = ask({ workflow, options: { direction, collapsed }, ahead: true });
      return Promise.race([done, new Promise<void>((resolve) => setTimeout(resolve, patience))]);
    },
    retry: () => {
      if (asked) void ask({ ...asked });
    },
    close: () => {
      open = false;
      for (const stop of leave) stop();
    },
  };
}

interface Asked {
  readonly workflow: Workflow;
  readonly options: LayoutOptions;
  /** Asked for before the workflow is shown. */
  readonly ahead?: boolean;
}

function sameOptions(left: LayoutOptions, right: LayoutOptions): boolean {
  return left.direction === right.direction && left.collapsed === right.collapsed;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
