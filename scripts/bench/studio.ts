import { createEngineClient } from '../../src/engine/engine.client';
import type { Outcome, RunUpdate } from '../../src/engine/messages';
import { type TimedWorkflow, timedWorkflows } from './workflows';

/** What the studio's worker takes. */
export interface StudioFigures {
  readonly rows: readonly StudioRow[];
  /** Milliseconds from asking the worker for nothing until its answer is there: no run can take less. */
  readonly roundTrip: number;
}

/** One line of the figures: how fast the studio itself runs a definition. */
export interface StudioRow {
  readonly name: string;
  /** State transitions per second; the median of several runs. */
  readonly speed: number;
  readonly first: number;
  readonly events: number;
}

const rounds = 7;

/** Milliseconds from asking the worker to run a workflow until the page has been told of its end. */
async function timeRun(
  engine: ReturnType<typeof createEngineClient>,
  workflow: TimedWorkflow,
): Promise<{ readonly took: number; readonly events: number }> {
  const start = performance.now();
  const last = await new Promise<RunUpdate & { readonly outcome: Outcome }>((resolve, reject) => {
    const stop = engine.onPush((update) => {
      const { outcome } = update;
      if (outcome === null) return;
      stop();
      resolve({ ...update, outcome });
    });
    engine.call
      .start({
        definition: workflow.definition,
        input: workflow.input,
        mocks: workflow.mocks,
        options: { type: 'STANDARD', seed: 1, clock: { kind: 'virtual' }, quotas: false },
      })
      .then((started) => 'problems' in started && reject(new Error(workflow.name)), reject);
  });
  if (last.outcome.status !== 'succeeded') throw new Error(`${workflow.name}: ${last.outcome.status}`);
  return { took: performance.now() - start, events: last.eventCount };
}

/**
 * Runs every workflow as the studio does: in the engine's worker, with checkpoints to go back to, the data of visits
 * and the timeline, and with updates to the page.
 */
export async function studioFigures(): Promise<StudioFigures> {
  const rows: StudioRow[] = [];
  let roundTrip = Number.POSITIVE_INFINITY;
  for (const workflow of timedWorkflows) {
    const engine = createEngineClient();
    const times: number[] = [];
    let events = 0;
    for (let round = 0; round < rounds; round += 1) {
      const run = await timeRun(engine, workflow);
      times.push(run.took);
      events = run.events;
    }
    roundTrip = Math.min(roundTrip, await timeNothing(engine));
    engine.close();
    const sorted = times.toSorted((left, right) => left - right);
    const speed = (took: number | undefined): number =>
      Math.round(workflow.transitions / ((took ?? 0) / 1000));
    rows.push({
      name: workflow.name,
      speed: speed(sorted[Math.floor(rounds / 2)]),
      first: speed(times[0]),
      events,
    });
  }
  return { rows, roundTrip };
}

/** Milliseconds of one empty call of the worker, as the mean of many: browsers' clocks are coarse. */
async function timeNothing(engine: ReturnType<typeof createEngineClient>): Promise<number> {
  const calls = 50;
  const start = performance.now();
  for (let call = 0; call < calls; call += 1) await engine.call.checkExpression('1');
  return (performance.now() - start) / calls;
}
