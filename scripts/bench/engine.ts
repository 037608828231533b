import { StateMachine } from 'aws-local-stepfunctions';
import { runToEnd } from '../../src/engine/runToEnd';
import { offerWithResolvers } from './withResolvers';
import { type TimedWorkflow, timedWorkflows } from './workflows';

/** One line of the figures: ours and the peer's speed on the same definition, both with their whole history. */
export interface EngineRow {
  readonly name: string;
  readonly transitions: number;
  /** State transitions per second: the median of many runs, each side in turn, warm. */
  readonly ours: number;
  readonly peer: number | null;
  readonly ratio: number | null;
  /** The same where each run gets a definition that was never seen before, so that it has to be compiled. */
  readonly unseen: { readonly ours: number; readonly ratio: number | null };
  /** The same of the very first run, before the machine has compiled anything. */
  readonly first: { readonly ours: number; readonly peer: number | null; readonly ratio: number | null };
  /** Events that each side's history holds in the end. */
  readonly events: { readonly ours: number; readonly peer: number | null };
}

/** What one run took, in milliseconds, and what it left. */
interface Timed {
  readonly took: number;
  readonly events: number;
}

/** Ours compiles a definition once and remembers it; `definition` may be a copy that it has never seen. */
function runOurs(workflow: TimedWorkflow, definition = workflow.definition): Timed {
  const start = performance.now();
  const result = runToEnd({
    definition,
    input: workflow.input,
    mocks: workflow.mocks,
    options: { type: 'STANDARD', seed: 1, clock: { kind: 'virtual' }, quotas: false },
  });
  const took = performance.now() - start;
  if ('problems' in result) throw new Error(`${workflow.name}: ${JSON.stringify(result.problems)}`);
  if (result.outcome?.status !== 'succeeded')
    throw new Error(`${workflow.name}: ${JSON.stringify(result.outcome)}`);
  return { took, events: result.eventCount };
}

/** The mocked task of the peer. */
const answerTask = async () => ({ ok: true });

async function runPeer(workflow: TimedWorkflow): Promise<Timed> {
  const definition = structuredClone(workflow.definition);
  const start = performance.now();
  const machine = new StateMachine(definition as never, { validationOptions: { noValidate: true } });
  const execution = machine.run(workflow.input as never, {
    overrides: { taskResourceLocalHandlers: Object.fromEntries([['Call', answerTask]]) },
  });
  const history: unknown[] = [];
  for await (const event of execution.eventLogs) history.push(event);
  await execution.result;
  const took = performance.now() - start;
  if (history.length === 0) throw new Error(`${workflow.name}: the peer recorded no event`);
  return { took, events: history.length };
}

/** Milliseconds that each side gets in one turn. */
const turn = 100;
/** Milliseconds over which one time is taken: browsers' clocks are too coarse for a single short run. */
const batch = 10;

/** Runs again and again for one turn, at least once. Notes what one run took, as the mean of each batch. */
async function takeTurn(run: () => Timed | Promise<Timed>, times: Timed[]): Promise<number> {
  let used = 0;
  while (used < turn) {
    let took = 0;
    let runs = 0;
    let events = 0;
    // The first run of all stands alone.
    while (runs === 0 || (took < batch && times.length > 0)) {
      const timed = await run();
      took += timed.took;
      events = timed.events;
      runs += 1;
    }
    times.push({ took: took / runs, events });
    used += took;
  }
  return used;
}

function median(times: readonly Timed[]): number {
  const sorted = times.map((each) => each.took).sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Times one workflow on both sides in turns, in this very thread, `budget` milliseconds for each. */
async function rowOf(workflow: TimedWorkflow, budget: number): Promise<EngineRow> {
  const ours: Timed[] = [];
  const unseen: Timed[] = [];
  const peer: Timed[] = [];
  for (let used = 0; used < budget; ) {
    used += await takeTurn(() => runOurs(workflow), ours);
    await takeTurn(() => runOurs(workflow, structuredClone(workflow.definition)), unseen);
    if (workflow.peer) await takeTurn(() => runPeer(workflow), peer);
  }
  const speed = (took: number): number => Math.round(workflow.transitions / (took / 1000));
  const first = [ours[0]?.took ?? Number.NaN, peer[0]?.took ?? Number.NaN] as const;
  return {
    name: workflow.name,
    transitions: workflow.transitions,
    ours: speed(median(ours)),
    peer: workflow.peer ? speed(median(peer)) : null,
    ratio: workflow.peer ? median(peer) / median(ours) : null,
    unseen: {
      ours: speed(median(unseen)),
      ratio: workflow.peer ? median(peer) / median(unseen) : null,
    },
    first: {
      ours: speed(first[0]),
      peer: workflow.peer ? speed(first[1]) : null,
      ratio: workflow.peer ? first[1] / first[0] : null,
    },
    events: { ours: ours.at(-1)?.events ?? 0, peer: peer.at(-1)?.events ?? null },
  };
}

/** Times every workflow on both sides. `budget`: milliseconds that each side runs, at least. */
export async function engineRows(budget = 1000): Promise<EngineRow[]> {
  offerWithResolvers();
  const rows: EngineRow[] = [];
  for (const workflow of timedWorkflows) rows.push(await rowOf(workflow, budget));
  return rows;
}
