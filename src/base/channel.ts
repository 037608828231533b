/**
 * Calls between a page and a worker: the page calls methods of an interface, the worker serves an object that
 * has them, and may push values of its own. The same interface can be served in the page itself (tests, the
 * command line), so a pure module never knows on which side of a worker it runs.
 *
 * A call is answered exactly once: with its result, with `CallError` when the other side threw, or with
 * `ChannelClosed` when it was cancelled, the channel was closed, or the worker failed to load.
 */

/** What both `Worker` and the global scope of a worker offer. */
export interface Port {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** An interface that can be called through a channel: methods of cloneable arguments that return promises. */
export type Service<T> = {
  [K in keyof T]: T[K] extends (...args: never[]) => Promise<unknown> ? T[K] : never;
};

export interface Client<T extends Service<T>, Push = never> {
  readonly call: T;
  /** Listens to what the other side pushes. Returns the function that stops listening. */
  onPush(listener: (push: Push) => void): () => void;
  /** Listens to the end of the channel that nobody asked for: the worker failed. Returns the function that stops listening. */
  onFailure?(listener: (message: string) => void): () => void;
  /** Ends the channel; calls under way fail with `ChannelClosed`. */
  close(): void;
}

/** The other side threw; the message is its message. */
export class CallError extends Error {
  override name = 'CallError';
}

/** No answer will come. */
export class ChannelClosed extends Error {
  override name = 'ChannelClosed';
}

type Request = {
  readonly kind: 'call';
  readonly id: number;
  readonly method: string;
  readonly args: unknown[];
};
type Reply =
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }
  | { readonly kind: 'push'; readonly value: unknown };

/**
 * Serves the methods of `service` at a worker's global scope. Returns the function that pushes to the page, and hands
 * over what of it is to be transferred.
 */
export function serve<T extends object, Push = never>(
  port: Port,
  service: T,
): (push: Push, transfer?: Transferable[]) => void {
  port.addEventListener('message', (event: MessageEvent) => {
    const request = event.data as Request;
    if (request?.kind !== 'call') return;
    const method = (service as Record<string, unknown>)[request.method];
    if (!Object.hasOwn(service, request.method) || typeof method !== 'function') {
      port.postMessage({ kind: 'failed', id: request.id, message: `No method ${request.method}` });
      return;
    }
    Promise.resolve()
      .then(() => method(...request.args))
      .then(
        (value) => port.postMessage({ kind: 'done', id: request.id, value } satisfies Reply),
        (error: unknown) =>
          port.postMessage({ kind: 'failed', id: request.id, message: messageOf(error) } satisfies Reply),
      );
  });
  return (value, transfer) => port.postMessage({ kind: 'push', value } satisfies Reply, transfer);
}

/** Calls the service behind a worker. */
export function connect<T extends Service<T>, Push = never>(worker: Worker): Client<T, Push> {
  const pending = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Set<(push: Push) => void>();
  let nextId = 1;
  let closed: ChannelClosed | null = null;

  const close = (reason: string): void => {
    closed ??= new ChannelClosed(reason);
    for (const call of pending.values()) call.reject(closed);
    pending.clear();
    worker.terminate();
  };

  const failureListeners = new Set<(message: string) => void>();
  worker.addEventListener('error', (event) => {
    const reason = `The worker failed: ${event.message || 'it did not load'}`;
    close(reason);
    for (const listener of [...failureListeners]) listener(reason);
  });
  worker.addEventListener('message', (event: MessageEvent) => {
    const reply = event.data as Reply;
    if (reply.kind === 'push') {
      for (const listener of [...listeners]) listener(reply.value as Push);
      return;
    }
    const call = pending.get(reply.id);
    pending.delete(reply.id);
    if (reply.kind === 'done') call?.resolve(reply.value);
    else call?.reject(new CallError(reply.message));
  });

  const call = new Proxy({} as T, {
    get: (_target, method) => {
      // A proxy that answers `then` would be taken for a promise.
      if (typeof method !== 'string' || method === 'then') return undefined;
      return (...args: unknown[]) =>
        new Promise((resolve, reject) => {
          if (closed) return reject(closed);
          const id = nextId++;
          pending.set(id, { resolve, reject });
          worker.postMessage({ kind: 'call', id, method, args } satisfies Request);
        });
    },
  });

  return {
    call,
    onPush: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onFailure: (listener) => {
      failureListeners.add(listener);
      return () => failureListeners.delete(listener);
    },
    close: () => close('The channel was closed'),
  };
}

/** The same client over a service in this very thread. */
export function connectHere<T extends Service<T>, Push = never>(
  make: (push: (value: Push) => void) => T,
): Client<T, Push> {
  const listeners = new Set<(push: Push) => void>();
  const call = make((value) => {
    for (const listener of [...listeners]) listener(value);
  });
  return {
    call,
    onPush: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => listeners.clear(),
  };
}

/**
 * Runs one request at a time, and of those that wait only the newest; the older ones resolve to `superseded`.
 */
export function newestWins<A extends unknown[], R>(
  perform: (...args: A) => Promise<R>,
): (...args: A) => Promise<R | typeof superseded> {
  let running = false;
  let waiting: {
    args: A;
    resolve: (value: R | typeof superseded) => void;
    reject: (error: unknown) => void;
  } | null = null;
  const run = async (args: A): Promise<R> => {
    running = true;
    try {
      return await perform(...args);
    } finally {
      running = false;
      const next = waiting;
      waiting = null;
      if (next) run(next.args).then(next.resolve, next.reject);
    }
  };
  return (...args) => {
    if (!running) return run(args);
    waiting?.resolve(superseded);
    return new Promise((resolve, reject) => {
      waiting = { args, resolve, reject };
    });
  };
}

/** The answer to a request that a newer one overtook. */
export const superseded: unique symbol = Symbol('superseded');

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
