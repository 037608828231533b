import { ChannelClosed, type Client, connect } from '../base/channel';
import type { LayoutService } from './messages';

/**
 * The layout service in a worker of its own. A worker that failed to load or died fails the calls under way with
 * `ChannelClosed`; the next call starts another.
 */
export function createLayoutClient(): LayoutService & { close(): void } {
  let client: Client<LayoutService> | null = null;
  const start = (): Client<LayoutService> =>
    connect<LayoutService>(new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' }));
  return {
    layout: async (workflow, options) => {
      client ??= start();
      const used = client;
      try {
        return await used.call.layout(workflow, options);
      } catch (error) {
        if (error instanceof ChannelClosed && client === used) client = null;
        throw error;
      }
    },
    close: () => {
      client?.close();
      client = null;
    },
  };
}

/** The same service in this thread; the algorithm is loaded with the first call. */
export function createLayoutHere(): LayoutService {
  let service: Promise<LayoutService> | null = null;
  return {
    layout: async (workflow, options) => {
      service ??= import('./layout').then((module) => module.createLayoutHere());
      return (await service).layout(workflow, options);
    },
  };
}
