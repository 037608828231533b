import { StateMachine } from 'aws-local-stepfunctions';
import { runToEnd } from '../../src/engine/runToEnd';
import { offerWithResolvers } from './withResolvers';
import { type TimedWorkflow, timedWorkflows } from './workflows';

/** One line of the figures: ours and the peer's speed on the same definition, both with their whole history. */
export interface EngineRow {
  readonly name: string;
  readonly transitions: number;
  /** State transitions per second; the best of several runs. */
  readonly ours: number;
  readonly peer: number | null;
  readonly ratio: number | null;
}

function best(times: readonly number[]): number {
  return Math.min(...times);
}

function timeOurs(workflow: TimedWorkflow, runs: number): number {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    const result = runToEnd({
      definition: workflow.definition,
      input: workflow.input,
      mocks: workflow.mocks,
      options: { type: 'STANDARD', seed: 1, clock: { kind: 'virtual' }, quotas: false },
    });
    times.push(performance.now() - start);
    if ('problems' in result) throw new Error(`${workflow.name}: ${JSON.stringify(result.problems)}`);
    if (result.outcome?.status !== 'succeeded')
      throw new Error(`${workflow.name}: ${JSON.stringify(result.outcome)}`);
  }
  return best(times);
}

/** The mocked task of the peer. */
const answerTask = async () => ({ ok: true });

async function timePeer(workflow: TimedWorkflow, runs: number): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    const machine = new StateMachine(structuredClone(workflow.definition) as never, {
      validationOptions: { noValidate: true },
    });
    const execution = machine.run(workflow.input as never, {
      overrides: { taskResourceLocalHandlers: Object.fromEntries([['Call', answerTask]]) },
    });
    let events = 0;
    for await (const _event of execution.eventLogs) events++;
    await execution.result;
    times.push(performance.now() - start);
    if (events === 0) throw new Error(`${workflow.name}: the peer recorded no event`);
  }
  return best(times);
}

/** Times every workflow on both sides, one after the other in this very thread. */
export async function engineRows(runs = 3): Promise<EngineRow[]> {
  offerWithResolvers();
  const rows: EngineRow[] = [];
  for (const workflow of timedWorkflows) {
    const perSecond = (milliseconds: number): number => workflow.transitions / (milliseconds / 1000);
    const peer = workflow.peer ? perSecond(await timePeer(workflow, runs)) : null;
    const ours = perSecond(timeOurs(workflow, runs));
    rows.push({
      name: workflow.name,
      transitions: workflow.transitions,
      ours: Math.round(ours),
      peer: peer === null ? null : Math.round(peer),
      ratio: peer === null ? null : ours / peer,
    });
  }
  return rows;
}
