import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from '../../../src/base/json';
import { createElk } from '../../../src/layout/elkHere';
import { createLayouter } from '../../../src/layout/layout';
import type { Drawing, DrawnEdge, DrawnNode, LayoutOptions } from '../../../src/layout/messages';
import { workflowOf } from './workflow';

const layout = createLayouter(createElk());

export function fixture(name: string): JsonValue {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures', name), 'utf8'));
}

/** A definition's drawing, with its parts found by state names. */
export function layOut(definition: JsonValue, options: Partial<LayoutOptions> = {}) {
  const drawing = layout(workflowOf(definition), { direction: 'DOWN', collapsed: [], ...options });
  return { drawing, node: nodeFinder(drawing), edge: edgeFinder(drawing) };
}

const nameOf = (pointer: string): string =>
  (pointer.split('/').at(-1) ?? '').replaceAll('~1', '/').replaceAll('~0', '~');

function nodeFinder(drawing: Drawing): (name: string) => DrawnNode {
  return (name) => {
    const found = drawing.nodes.find((node) => node.id === name || nameOf(node.id) === name);
    if (!found) throw new Error(`Nothing drawn for ${name}`);
    return found;
  };
}

function edgeFinder(drawing: Drawing): (source: string, target: string, at?: number) => DrawnEdge {
  return (source, target, at = 0) => {
    const found = drawing.edges.filter(
      (edge) => nameOf(edge.source) === source && (edge.target === target || nameOf(edge.target) === target),
    )[at];
    if (!found) throw new Error(`No transition from ${source} to ${target}`);
    return found;
  };
}

export const middle = (node: DrawnNode): number => node.x + node.width / 2;
