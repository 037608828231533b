import '@xyflow/react/dist/base.css';
import { Background, BackgroundVariant, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { type MouseEvent, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Studio } from '../studio/types';
import { MenuAt } from '../ui/Menu';
import { createActions } from './actions';
import { Controls } from './Controls';
import styles from './canvas.module.css';
import { Connection } from './drop/Connection';
import { DropLayer } from './drop/DropLayer';
import { ElsewhereStart } from './ElsewhereStart';
import { EmptyStart } from './EmptyStart';
import { TransitionEdge } from './edges/TransitionEdge';
import { FindBox } from './FindBox';
import { Minimap } from './Minimap';
import { paneMenu, stateMenu, transitionMenu } from './menus';
import { nodesByPointer } from './navigate';
import { ContainerNode } from './nodes/ContainerNode';
import { EmptyNode, LaneNode, MissingNode, StartNode } from './nodes/places';
import { StateNode } from './nodes/StateNode';
import { StateProblems } from './nodes/StateProblems';
import { Overview } from './Overview';
import { createProjection, type Projection, transitionsOf } from './project';
import { Strips } from './Strips';
import { CanvasContext, type CanvasScope, createCanvasStore } from './state';
import { useGestures, useLastingFocus, useMotion, useRequests, useRovingFocus } from './useCanvasEffects';
import { onCanvasClipboard, onCanvasKey } from './useKeyboard';
import { useOverview } from './useOverview';
import { type ViewportControl, viewportControl, zoomLimits } from './viewport';

const nodeTypes = {
  state: StateNode,
  container: ContainerNode,
  start: StartNode,
  lane: LaneNode,
  missing: MissingNode,
  empty: EmptyNode,
};
const edgeTypes = { transition: TransitionEdge };
const nothing: Projection = { nodes: [], edges: [] };
/** From this many nodes on only what is in view is drawn. */
const largeFrom = 400;
const attribution = { hideAttribution: true };

/** The drawing of the workflow, and every change that is made on it. */
export function Canvas({ studio }: { readonly studio: Studio }) {
  return (
    <ReactFlowProvider>
      <CanvasBody studio={studio} />
    </ReactFlowProvider>
  );
}

function CanvasBody({ studio }: { readonly studio: Studio }) {
  const root = useRef<HTMLDivElement>(null);
  const { scope, viewport } = useScope(studio, root);
  const { drawing, workflow } = useStore(studio.drawing.store);
  const newest = useStore(studio.document.store, (document) => document.workflow);
  const direction = useStore(studio.view.store, (view) => view.direction);
  const minimapOpen = useStore(studio.view.store, (view) => view.minimapOpen);
  const finding = useStore(studio.view.store, (view) => view.dialog === 'find');
  const [project] = useState(createProjection);
  const empty = newest.states.size === 0;
  const elsewhere = useStore(studio.document.store, ({ place }) => place.elsewhere !== undefined);
  const { nodes, edges } = useMemo(
    () => (drawing && workflow && !empty ? project(workflow, drawing, newest) : nothing),
    [project, drawing, workflow, newest, empty],
  );
  const large = nodes.length > largeFrom;
  const overview = useOverview(drawing, large, viewport);
  const { onMove, isUntouched } = useMotion(studio, drawing, viewport, root);
  useRequests(scope, viewport, isUntouched);
  useRovingFocus(scope, drawing);
  useLastingFocus(drawing, root);
  useGestures(scope, viewport, root);
  const menu = useMenu(scope);

  return (
    <CanvasContext value={scope}>
      <section
        className={styles.canvas}
        aria-label="Canvas"
        tabIndex={-1}
        onKeyDown={(event) => {
          if (!onCanvasKey(scope, event, viewport)) return;
          event.preventDefault();
          event.stopPropagation();
        }}
        onCopy={(event) => onCanvasClipboard(scope, event, 'copy')}
        onCut={(event) => onCanvasClipboard(scope, event, 'cut')}
        onPaste={(event) => onCanvasClipboard(scope, event, 'paste')}
        onClick={(event) => onClick(scope, event, viewport)}
        onDoubleClick={(event) => onDoubleClick(scope, event)}
        onContextMenu={menu.open}
        onPointerDown={takeFocus}
      >
        <Strips />
        <div ref={root} className={styles.pane} data-lod="full" data-flow={direction}>
          <ReactFlow
            nodes={overview ? nothing.nodes : nodes}
            edges={overview ? nothing.edges : edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            elevateNodesOnSelect={false}
            zIndexMode="manual"
            disableKeyboardA11y
            deleteKeyCode={null}
            selectionKeyCode={null}
            multiSelectionKeyCode={null}
            panActivationKeyCode={null}
            panOnScroll
            zoomOnDoubleClick={false}
            onMove={onMove}
            minZoom={zoomLimits.min}
            maxZoom={zoomLimits.max}
            onlyRenderVisibleElements={large}
            proOptions={attribution}
          >
            <Background variant={BackgroundVariant.Dots} gap={20} size={1.5} color="var(--canvas-dots)" />
            {overview && drawing && workflow ? <Overview drawing={drawing} workflow={workflow} /> : null}
            <DropLayer />
            <Connection />
          </ReactFlow>
          {empty && elsewhere ? <ElsewhereStart /> : null}
          {empty && !elsewhere ? <EmptyStart /> : null}
          {finding ? <FindBox /> : null}
          <Controls viewport={viewport} />
          {minimapOpen && drawing && !empty ? <Minimap drawing={drawing} viewport={viewport} /> : null}
        </div>
        <MenuAt at={menu.at} groups={menu.groups} onClose={menu.close} />
      </section>
      {/* Beside the canvas, so that its keys are not the canvas's. */}
      <StateProblems />
    </CanvasContext>
  );
}

function useScope(
  studio: Studio,
  root: React.RefObject<HTMLElement | null>,
): { scope: CanvasScope; viewport: ViewportControl } {
  const flow = useReactFlow<never, never>();
  return useMemo(() => {
    const drawing = () => studio.drawing.store.getState().drawing;
    const nodes = () => {
      const shown = drawing();
      return shown ? nodesByPointer(shown) : new Map();
    };
    const viewport = viewportControl(flow, () => root.current, drawing, nodes);
    const store = createCanvasStore();
    const act = createActions(studio, store, {
      show: (pointer) => viewport.show(pointer),
      root: () => root.current,
      card: (pointer) =>
        root.current?.querySelector<HTMLElement>(`[data-state="${CSS.escape(pointer)}"]`) ?? null,
    });
    return { scope: { studio, store, act }, viewport };
  }, [studio, flow, root]);
}

/** A press on the bare canvas gives it the focus, so that its keys work. */
function takeFocus(event: React.PointerEvent<HTMLElement>): void {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest('[data-state], button, input, [role="option"]')) return;
  if (target && event.currentTarget.contains(target)) event.currentTarget.focus({ preventScroll: true });
}

const isControl = (target: Element): boolean =>
  target.closest('button, input, [role="menu"], [data-iterations]') !== null;

function transitionAt(target: Element): string | null {
  const edge = target.closest('[data-transition], [data-label]');
  return edge?.getAttribute('data-transition') ?? edge?.getAttribute('data-label') ?? null;
}

function onClick({ studio, act }: CanvasScope, event: MouseEvent, viewport: ViewportControl): void {
  const target = event.target;
  if (!(target instanceof Element) || isControl(target)) return;
  // Menus are portalled, but their clicks bubble through the tree of components.
  if (!event.currentTarget.contains(target)) return;
  const pointer = target.closest('[data-state]')?.getAttribute('data-state');
  const transition = transitionAt(target);
  if (pointer != null) act.select(pointer, event.shiftKey || event.ctrlKey || event.metaKey);
  else if (transition !== null) studio.view.selectEdge(transition);
  else if (target.closest('.react-flow__pane')) {
    // Cards in the overview are no elements: they are found by their place.
    const under = viewport.stateAt({ x: event.clientX, y: event.clientY });
    if (under === null) act.clear();
    else act.select(under, event.shiftKey || event.ctrlKey || event.metaKey);
  }
}

function onDoubleClick({ act }: CanvasScope, event: MouseEvent): void {
  const target = event.target;
  if (!(target instanceof Element) || isControl(target) || !event.currentTarget.contains(target)) return;
  const card = target.closest('[data-state]');
  const pointer = card?.getAttribute('data-state');
  if (card == null || pointer == null) return;
  const open = card.getAttribute('aria-expanded') === 'true';
  if (!open || target.closest('[data-card-handle]')) act.rename(pointer);
}

function useMenu(scope: CanvasScope) {
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  const [subject, setSubject] = useState<{ state?: string; transition?: string }>({});
  const { workflow } = scope.studio.document.store.getState();
  const state = subject.state === undefined ? undefined : workflow.states.get(subject.state);
  const transition =
    subject.transition === undefined ? undefined : transitionsOf(workflow).get(subject.transition);
  const groups = state
    ? stateMenu(scope, state)
    : transition
      ? transitionMenu(scope, transition)
      : paneMenu(scope);
  return {
    at,
    groups,
    close: () => setAt(null),
    open: (event: MouseEvent) => {
      const target = event.target;
      if (!(target instanceof Element) || !event.currentTarget.contains(target) || isControl(target)) return;
      event.preventDefault();
      const pointer = target.closest('[data-state]')?.getAttribute('data-state') ?? undefined;
      const edge = pointer === undefined ? (transitionAt(target) ?? undefined) : undefined;
      if (pointer !== undefined && !scope.studio.view.store.getState().selection.includes(pointer))
        scope.act.select(pointer, false);
      if (edge !== undefined) scope.studio.view.selectEdge(edge);
      setSubject({ state: pointer, transition: edge });
      // The menu key gives no position: the menu opens at the card.
      const box = target.getBoundingClientRect();
      const keyed = event.clientX === 0 && event.clientY === 0;
      setAt(keyed ? { x: box.left + 16, y: box.bottom } : { x: event.clientX, y: event.clientY });
    },
  };
}
