import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createElk } from '../../src/layout/elkHere';
import { createLayouter } from '../../src/layout/layout';
import { renderSvg } from '../../src/layout/svg';
import { faultsOf } from './support/faults';
import { longDefinitions, randomDefinitions } from './support/randomWorkflows';
import { workflowOf } from './support/workflow';

const layout = createLayouter(createElk());

describe('layout of random workflows', () => {
  it('should never let anything overlap, leave its place or run through a state', () => {
    fc.assert(
      fc.property(randomDefinitions(9), fc.constantFrom('DOWN', 'RIGHT'), (definition, direction) => {
        const workflow = workflowOf(definition);

        const drawing = layout(workflow, { direction, collapsed: [] });

        expect(faultsOf(drawing)).toEqual([]);
      }),
      { seed: 4, numRuns: 60 },
    );
  }, 120_000);

  it('should keep to the same in long machines, which are laid out in pieces', () => {
    fc.assert(
      fc.property(longDefinitions(38, 70), fc.constantFrom('DOWN', 'RIGHT'), (definition, direction) => {
        const drawing = layout(workflowOf(definition), { direction, collapsed: [] });

        expect(faultsOf(drawing)).toEqual([]);
      }),
      { seed: 7, numRuns: 8, endOnFailure: true },
    );
  }, 120_000);

  it('should draw every state, transition and missing target once', () => {
    fc.assert(
      fc.property(randomDefinitions(8), (definition) => {
        const workflow = workflowOf(definition);

        const drawing = layout(workflow, { direction: 'DOWN', collapsed: [] });

        const drawn = drawing.nodes.filter((node) => node.kind === 'state' || node.kind === 'container');
        expect(drawn.map((node) => node.id).sort()).toEqual([...workflow.states.keys()].sort());
        const transitions = [...workflow.states.values()].flatMap((state) => state.transitions);
        const expected = transitions.filter((each) => each.kind !== 'end').map((each) => each.id);
        if (workflow.root.start && workflow.states.size > 0) expected.push(workflow.root.start.id);
        expect(drawing.edges.map((edge) => edge.id).sort()).toEqual(expected.sort());
        expect(new Set(drawing.nodes.map((node) => node.id)).size).toBe(drawing.nodes.length);
        expect([...drawing.ends].sort()).toEqual(
          transitions
            .filter((each) => each.kind === 'end')
            .map((each) => each.source)
            .sort(),
        );
        expect(renderSvg(workflow, drawing, { theme: 'dark' })).not.toMatch(/NaN|undefined/);
      }),
      { seed: 5, numRuns: 40 },
    );
  }, 120_000);

  it('should give the same drawing for the same workflow, whatever was laid out before', () => {
    fc.assert(
      fc.property(randomDefinitions(7), (definition) => {
        const options = { direction: 'DOWN', collapsed: [] } as const;

        const first = layout(workflowOf(definition), options);
        const afresh = createLayouter(createElk())(workflowOf(definition), options);

        expect(afresh).toEqual(first);
      }),
      { seed: 6, numRuns: 15 },
    );
  }, 120_000);
});
