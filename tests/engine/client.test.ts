import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { serve } from '../../src/base/channel';
import { type EngineClient, engineOver } from '../../src/engine/engine.client';
import type { EngineService, RunUpdate } from '../../src/engine/messages';
import type { PackedUpdate } from '../../src/engine/packedUpdate';
import { createEngineService } from '../../src/engine/service';
import type { StartRequest } from '../../src/engine/startMessages';

type Listener = (event: MessageEvent) => void;

/** A worker in this thread. Once `hangs` says so, it answers nothing any more, as one in an endless loop. */
function fakeWorker(hangs: () => boolean, sent: unknown[]) {
  const toPage = new Set<Listener>();
  const toWorker = new Set<Listener>();
  let ended = false;
  const deliver = (listeners: Set<Listener>, data: unknown): void => {
    queueMicrotask(() => {
      if (ended || hangs()) return;
      for (const listener of listeners) listener({ data } as MessageEvent);
    });
  };
  const port = {
    postMessage: (message: unknown) => deliver(toPage, message),
    addEventListener: (_: 'message', listener: Listener) => void toWorker.add(listener),
    removeEventListener: (_: 'message', listener: Listener) => void toWorker.delete(listener),
  };
  let push: (update: PackedUpdate) => void = () => {};
  const service = createEngineService((update) => push(update), {
    now: () => 0,
    elapsed: () => 0,
    soon: (callback) => queueMicrotask(callback),
    later: () => () => {},
  });
  push = serve<EngineService, PackedUpdate>(port, service);
  return {
    postMessage: (message: unknown) => {
      sent.push(message);
      deliver(toWorker, message);
    },
    addEventListener: (type: string, listener: Listener) => void (type === 'message' && toPage.add(listener)),
    terminate: () => {
      ended = true;
    },
  } as unknown as Worker;
}

const waiting: StartRequest = {
  definition: {
    StartAt: 'A',
    States: {
      A: { Type: 'Pass', Next: 'B' },
      B: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', End: true },
    },
  },
  input: {},
  mocks: { tasks: { B: [{ pending: true }] } },
  options: { type: 'STANDARD', seed: 1, clock: { kind: 'virtual' }, startTime: 0 },
};

describe('engine client', () => {
  let client: EngineClient;
  let hanging = false;
  let workers = 0;
  const updates: RunUpdate[] = [];
  const sent: unknown[] = [];

  beforeEach(() => {
    vi.useFakeTimers();
    updates.length = 0;
    sent.length = 0;
    hanging = false;
    workers = 0;
    client = engineOver(() => {
      workers += 1;
      const number = workers;
      return fakeWorker(() => hanging && number === 1, sent);
    });
    client.onPush((update) => updates.push(update));
  });

  afterEach(() => {
    client.close();
    vi.useRealTimers();
  });

  it('should end a worker that does not answer a stop, and keep its history readable', async () => {
    const started = await client.call.start(waiting);
    await vi.waitFor(() => expect(updates.at(-1)?.eventCount).toBe(7));
    hanging = true;
    const reading = client.call.events({ from: 0, count: 2 });
    const stopping = client.call.stop('Stopped', 'by hand');
    await vi.advanceTimersByTimeAsync(600);
    await stopping;
    expect((await reading).events.map(({ event }) => event.type)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
    ]);
    await vi.waitFor(async () => {
      expect((await client.call.history()).at(-1)?.type).toBe('ExecutionAborted');
    });
    expect(workers).toBe(2);
    expect(updates.at(-1)).toMatchObject({
      ...started,
      status: 'aborted',
      eventCount: 8,
      outcome: { status: 'aborted', error: 'Stopped', cause: 'by hand' },
    });
    expect(updates.filter(({ status }) => status === 'paused')).toEqual([]);
  });

  it('should keep a branch readable that is ended with its worker, and what was put into it', async () => {
    await client.call.start(waiting);
    await vi.waitFor(() => expect(updates.at(-1)?.eventCount).toBe(7));
    const [place] = await client.call.standingAt(3);
    await client.call.branch({ event: 3, thread: place?.thread ?? 0, change: { input: { other: true } } });
    await vi.waitFor(() => expect(updates.at(-1)).toMatchObject({ run: 2, eventCount: 7 }));
    const entered = (await client.call.history())[3];
    hanging = true;

    const stopping = client.call.stop('Stopped', 'by hand');
    await vi.advanceTimersByTimeAsync(600);
    await stopping;

    await vi.waitFor(async () => {
      expect((await client.call.history()).at(-1)?.type).toBe('ExecutionAborted');
    });
    expect((await client.call.history())[3]).toEqual(entered);
    expect(entered).toMatchObject({ stateEnteredEventDetails: { input: '{"other":true}' } });
    expect(updates.at(-1)).toMatchObject({ run: 2, status: 'aborted' });
  });

  it('should send a definition once to each worker, and run it again all the same', async () => {
    const definitions = () =>
      sent.flatMap((message) => {
        const { method, args } = message as { method: string; args: StartRequest[] };
        return method === 'start' ? [args[0]?.definition] : [];
      });
    const started = async (request: StartRequest, run: number) => {
      await client.call.start(request);
      await vi.waitFor(() => expect(updates.at(-1)).toMatchObject({ run, eventCount: 7 }));
      return (await client.call.history()).map(({ type }) => type);
    };
    const types = await started(waiting, 1);
    expect(await started({ ...waiting, input: { other: true } }, 2)).toEqual(types);
    expect(definitions()).toEqual([waiting.definition, null]);

    hanging = true;
    const next = client.call.start(waiting);
    await vi.advanceTimersByTimeAsync(600);
    await next;
    expect(definitions()).toEqual([waiting.definition, null, waiting.definition]);
  });

  it('should number runs on over its workers', async () => {
    await client.call.start(waiting);
    await vi.waitFor(() => expect(updates.at(-1)?.eventCount).toBe(7));
    hanging = true;
    const next = client.call.start(waiting);
    await vi.advanceTimersByTimeAsync(600);
    expect(await next).toEqual({ run: 2 });
    await vi.waitFor(() =>
      expect(updates.at(-1)).toMatchObject({ run: 2, status: 'running', eventCount: 7 }),
    );
  });
});
