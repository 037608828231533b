import type { LocalWorkerAnswer } from 'elkjs/lib/elk-worker.min.js';
import * as elkWorker from 'elkjs/lib/elk-worker.min.js';
import type { Elk } from './elk';

/**
 * ELK in this very thread: in our layout worker, in Node and in tests. The library's own wrapper goes through two
 * timers for each graph, which for hundreds of small machines costs more than the layout; its dispatcher is
 * synchronous.
 */
export function createElk(): Elk {
  const LocalWorker = elkWorker.Worker ?? elkWorker.default?.Worker;
  if (!LocalWorker) throw new Error('elkjs offers no worker to run in this thread');
  const worker = new LocalWorker();
  let answer: LocalWorkerAnswer = {};
  worker.onmessage = (event) => {
    answer = event.data;
  };
  const ask = (message: object): LocalWorkerAnswer => {
    answer = {};
    worker.dispatcher.saveDispatch({ data: { id: 0, ...message } });
    return answer;
  };
  ask({ cmd: 'register', algorithms: ['layered'] });
  return (graph) => {
    const { data, error } = ask({ cmd: 'layout', graph, layoutOptions: {}, options: {} });
    if (!data) throw new Error(`ELK could not lay out a graph: ${messageOf(error)}`);
    return data;
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
