import { connect } from '../base/channel';
import { createLanguage } from './language';
import type { LanguageService } from './messages';

export interface LanguageClient extends LanguageService {
  /** Ends the worker; calls under way are rejected. */
  close(): void;
}

/** The language service in a worker of its own. */
export function createLanguageClient(): LanguageClient {
  const worker = new Worker(new URL('./language.worker.ts', import.meta.url), { type: 'module' });
  const client = connect<LanguageService>(worker);
  const { call } = client;
  return {
    parse: (request) => call.parse(request),
    apply: (revision, change) => call.apply(revision, change),
    diagnose: (revision, options) => call.diagnose(revision, options),
    complete: (revision, offset, known) => call.complete(revision, offset, known),
    hover: (revision, offset) => call.hover(revision, offset),
    definition: (revision, offset) => call.definition(revision, offset),
    references: (revision, offset) => call.references(revision, offset),
    rename: (revision, offset, to) => call.rename(revision, offset, to),
    outline: (revision) => call.outline(revision),
    format: (revision) => call.format(revision),
    convert: (revision, to) => call.convert(revision, to),
    pathAt: (revision, offset) => call.pathAt(revision, offset),
    rangeAt: (revision, path, part) => call.rangeAt(revision, path, part),
    close: () => client.close(),
  };
}

/** The same service in this very thread: for tests, and where no worker can be had. */
export function createLanguageHere(): LanguageClient {
  return { ...createLanguage(), close: () => {} };
}
