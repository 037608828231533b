import { describe, expect, it } from 'vitest';
import { nodesByPointer } from '../../src/canvas/navigate';
import {
  anchorOf,
  approaching,
  beginning,
  detailAt,
  fitDrawing,
  fitted,
  nextZoom,
  refitted,
  revealing,
  revealingWithGaps,
  zoomLimits,
} from '../../src/canvas/viewport';
import { drawn, orders } from './workflows';

const pane = { width: 800, height: 600 };

describe('the viewport', () => {
  it('should never fit above 100 %, and centre what is small', () => {
    const view = fitted({ width: 200, height: 100 }, pane);
    expect(view).toMatchObject({ zoom: 1, x: 300 });
  });

  it('should show the whole of what is large', () => {
    const view = fitted({ width: 1000, height: 3000 }, pane);
    expect(view.y + 3000 * view.zoom).toBeLessThanOrEqual(pane.height);
    expect(view.x + 1000 * view.zoom).toBeLessThanOrEqual(pane.width);
  });

  it('should change the detail at 72 % and 40 %', () => {
    expect([1, 0.72, 0.7, 0.4, 0.39].map(detailAt)).toEqual(['full', 'full', 'mid', 'mid', 'far']);
  });

  it('should zoom in steps that end at the limits', () => {
    expect(nextZoom(0.82, 1)).toBe(0.9);
    expect(nextZoom(0.82, -1)).toBe(0.8);
    expect(nextZoom(zoomLimits.max, 1)).toBe(zoomLimits.max);
    expect(nextZoom(zoomLimits.min, -1)).toBe(zoomLimits.min);
  });

  it('should not move for what is in view, and as little as needed for the rest', () => {
    const box = {
      id: 'a',
      kind: 'state',
      pointer: 'a',
      parent: null,
      x: 100,
      y: 100,
      width: 208,
      height: 52,
    } as const;
    const still = { zoom: 1, x: 0, y: 0 };
    expect(revealing(still, box, pane)).toBe(still);
    expect(revealing(still, { ...box, y: 900 }, pane)).toEqual({ zoom: 1, x: 0, y: 600 - 32 - 52 - 900 });
  });

  it('should come near a state, with no more room beside the drawing than there has to be', async () => {
    const { drawing } = await drawn(orders);
    for (const node of drawing.nodes) {
      const { zoom, x, y } = approaching(drawing, node, { width: 700, height: 300 });
      expect(zoom).toBe(0.9);
      if (node.kind !== 'state') continue;
      expect(node.y * zoom + y).toBeGreaterThanOrEqual(0);
      expect((node.y + node.height) * zoom + y).toBeLessThanOrEqual(300);
      expect(y).toBeLessThanOrEqual(16);
      expect(x).toBeLessThanOrEqual(700 / 2);
    }
  });

  it('should bring the mark of a missing target into view with its state', async () => {
    const { drawing } = await drawn({
      StartAt: 'Route',
      States: {
        Route: {
          Type: 'Choice',
          Choices: ['A', 'B', 'C'].map((Next) => ({ Variable: '$.x', StringEquals: Next, Next })),
          Default: 'Nowhere',
        },
        A: { Type: 'Succeed' },
        B: { Type: 'Succeed' },
        C: { Type: 'Succeed' },
      },
    });
    const room = { width: 480, height: 400 };
    const state = nodesByPointer(drawing).get('/States/Route');
    const mark = drawing.nodes.find((node) => node.kind === 'missing');
    if (!state || !mark) throw new Error('The drawing lacks a node');
    const aside = { zoom: 0.57, x: 500 - mark.x * 0.57, y: 20 };

    const view = revealingWithGaps(aside, state, drawing, room);

    for (const box of [state, mark]) {
      expect(box.x * view.zoom + view.x).toBeGreaterThanOrEqual(0);
      expect((box.x + box.width) * view.zoom + view.x).toBeLessThanOrEqual(room.width);
    }
  });

  it('should hold on to the selected state, else to one in view', async () => {
    const { drawing } = await drawn(orders);
    const nodes = nodesByPointer(drawing);
    const view = { zoom: 1, x: 0, y: 0 };
    const all = { width: 3000, height: 3000 };
    expect(anchorOf(drawing, nodes, ['/States/Gift'], view, all)?.pointer).toBe('/States/Gift');
    expect(anchorOf(drawing, nodes, [undefined], view, all)).not.toBeNull();
    expect(anchorOf(drawing, nodes, ['/States/Gift'], { zoom: 1, x: 9000, y: 9000 }, all)).toBeNull();
  });
});

describe('the first view', () => {
  it('should fit what can be read, and begin at the start of what can not', async () => {
    const { drawing } = await drawn(orders);
    expect(beginning(drawing, pane)).toEqual(fitDrawing(drawing, pane));
    const tall = { ...drawing, height: 80_000 };
    const view = beginning(tall, pane);
    expect(view.zoom).toBe(0.5);
    expect(view.y).toBeGreaterThan(0);
  });

  it('should not get too small to read when the room shrinks', async () => {
    const { drawing } = await drawn(orders);
    const low = { width: 800, height: 200 };
    expect(refitted(drawing, low, 1).zoom).toBe(0.57);
    expect(refitted(drawing, low, 0.3).zoom).toBe(0.3);
    expect(refitted(drawing, { width: 3000, height: 3000 }, 0.3)).toEqual(
      fitDrawing(drawing, { width: 3000, height: 3000 }),
    );
  });

  it('should keep cards clear of the zoom controls', () => {
    const node = {
      id: 'a',
      kind: 'state',
      pointer: 'a',
      parent: null,
      x: 0,
      y: 900,
      width: 208,
      height: 52,
    } as const;
    const tall = { width: 900, height: 952, nodes: [node], edges: [], ends: [] };
    const view = fitDrawing(tall, pane);
    expect(952 * view.zoom + view.y).toBeLessThanOrEqual(pane.height - 56);
  });
});
