import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { own } from '../../../src/base/json';
import type { StateData } from '../../../src/engine/messages';
import { Session } from '../../../src/engine/session';
import type { StartRequest } from '../../../src/engine/startMessages';
import { parseDocument } from '../../../src/language/document';
import { type Flow, flowOf, nothingGiven } from '../../../src/language/flow/flow';
import { givenBy } from '../../../src/language/flow/known';
import { conforms, type Shape } from '../../../src/language/flow/shape';
import type { KnownScenario } from '../../../src/language/messages';
import { randomFlow } from './randomFlows';

const runs = { seed: 20_261_121, numRuns: 120, endOnFailure: true };

/** What every visit of a run had, as far as it came. */
function visitsOf(given: StartRequest): StateData[] {
  const session = Session.start(given, 0);
  if (!(session instanceof Session)) throw new Error(JSON.stringify(session));
  let slices = 0;
  while (session.slice(() => session.execution.steps < 150).kind === 'more' && slices++ < 2);
  const { visits } = session.update(0, 0, true);
  return visits.flatMap((visit) => session.view.stateData(visit.id) ?? []);
}

const scenarioOf = ({ input, mocks }: StartRequest): KnownScenario => ({
  ...(input !== undefined && { input }),
  answers: new Map(
    Object.entries(mocks.tasks).map(([name, attempts]) => [
      name,
      attempts.map((attempt) => (attempt.return === undefined ? {} : { value: attempt.return })),
    ]),
  ),
});

function expectConforming(value: unknown, shape: Shape | null | undefined, what: string): void {
  if (!shape) throw new Error(`${what}: nothing was expected, and it was ${JSON.stringify(value)}`);
  if (!conforms(value as never, shape)) {
    throw new Error(`${what}: ${JSON.stringify(value)} is not of the inferred shape`);
  }
}

function check(flow: Flow, data: StateData): void {
  const { state, status } = data.visit;
  const known = flow.at(state);
  expectConforming(data.input, known?.input, `input of ${state}`);
  for (const { name, value } of data.stages) {
    if (name === 'afterInputPath') expectConforming(value, known?.effective, `effective input of ${state}`);
    if (name === 'result') expectConforming(value, known?.result, `result of ${state}`);
  }
  if (status === 'succeeded' && data.output !== undefined) {
    expectConforming(data.output, known?.output, `output of ${state}`);
  }
  for (const [name, { shape, optional }] of known?.variables ?? []) {
    const value = own(data.variables, name);
    if (value !== undefined) expectConforming(value, shape, `variable ${name} at ${state}`);
    else expect(optional, `variable ${name} at ${state} is not set`).toBe(true);
  }
  for (const name of Object.keys(data.variables)) expect(known?.variables.has(name), name).toBe(true);
}

describe('the data of a run', () => {
  it('should conform to what is inferred from its input and its mocks, at every state', () => {
    let visits = 0;
    fc.assert(
      fc.property(randomFlow, (given) => {
        const document = parseDocument(JSON.stringify(given.definition), 'json');
        const flow = flowOf(
          document.workflow,
          givenBy(scenarioOf(given), () => undefined),
        );
        for (const data of visitsOf(given)) {
          visits++;
          check(flow, data);
        }
      }),
      runs,
    );
    expect(visits).toBeGreaterThan(runs.numRuns * 2);
  }, 60_000);

  it('should conform to what is inferred from the definition alone', () => {
    fc.assert(
      fc.property(randomFlow, (given) => {
        const document = parseDocument(JSON.stringify(given.definition), 'json');
        const flow = flowOf(document.workflow, nothingGiven);
        for (const data of visitsOf(given)) check(flow, data);
      }),
      runs,
    );
  }, 60_000);
});
