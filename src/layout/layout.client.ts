import { ChannelClosed, type Client, connect } from '../base/channel';
import type { LayoutService } from './messages';
import { fromRemote, type RemoteLayout } from './remote';

/**
 * The layout service in a worker of its own. A worker that failed to load or died fails the calls under way with
 * `ChannelClosed`; the next call starts another.
 */
export function createLayoutClient(): LayoutService & { close(): void } {
  let client: (Pick<Client<RemoteLayout>, 'close'> & { readonly service: LayoutService }) | null = null;
  const start = () => {
    const worker = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
    const { call, close } = connect<RemoteLayout>(worker);
    return { service: fromRemote(call), close };
  };
  return {
    layout: async (workflow, options) => {
      client ??= start();
      const used = client;
      try {
        return await used.service.layout(workflow, options);
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
