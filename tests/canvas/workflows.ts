import { parseDocument } from '../../src/language/document';
import { createLayoutHere } from '../../src/layout/layout';
import type { Direction, Drawing } from '../../src/layout/messages';
import type { Workflow } from '../../src/model/workflow';

/** Small workflows with their real drawings, for tests of the canvas. */

export interface Drawn {
  readonly workflow: Workflow;
  readonly drawing: Drawing;
}

const layout = createLayoutHere();

export function workflowOf(definition: unknown): Workflow {
  return parseDocument(JSON.stringify(definition), 'json').workflow;
}

export async function drawn(
  definition: unknown,
  direction: Direction = 'DOWN',
  collapsed: readonly string[] = [],
): Promise<Drawn> {
  const workflow = workflowOf(definition);
  return { workflow, drawing: await layout.layout(workflow, { direction, collapsed }) };
}

/** A Choice with two rules and a default, a Parallel, a Map, a Catch and a way back. */
export const orders = {
  StartAt: 'Check',
  States: {
    Check: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Next: 'Route' },
    Route: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.late', BooleanEquals: true, Next: 'Pause' },
        { Variable: '$.rich', BooleanEquals: true, Next: 'Gift' },
      ],
      Default: 'Both',
    },
    Pause: { Type: 'Wait', Seconds: 60, Next: 'Check' },
    Gift: { Type: 'Pass', Next: 'Both' },
    Both: {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'Email',
          States: { Email: { Type: 'Pass', Next: 'Log' }, Log: { Type: 'Pass', End: true } },
        },
        { StartAt: 'Ship', States: { Ship: { Type: 'Pass', End: true } } },
      ],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Sorry' }],
      Next: 'Each',
    },
    Each: {
      Type: 'Map',
      ItemProcessor: { StartAt: 'One', States: { One: { Type: 'Pass', End: true } } },
      End: true,
    },
    Sorry: { Type: 'Fail', Error: 'Sorry' },
  },
} as const;
