import { connect } from '../base/channel';
import { createLanguage } from './language';
import type { LanguageService } from './messages';
import { fromRemote, type RemoteLanguage } from './remote';

export interface LanguageClient extends LanguageService {
  /** Ends the worker; calls under way are rejected. */
  close(): void;
}

/** The language service in a worker of its own. */
export function createLanguageClient(): LanguageClient {
  const worker = new Worker(new URL('./language.worker.ts', import.meta.url), { type: 'module' });
  const client = connect<RemoteLanguage>(worker);
  return { ...fromRemote(client.call), close: () => client.close() };
}

/** The same service in this very thread: for tests, and where no worker can be had. */
export function createLanguageHere(): LanguageClient {
  return { ...createLanguage(), close: () => {} };
}
