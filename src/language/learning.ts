import { loadSdkFacts, sdkFacts } from '../integrations/sdk/facts';
import { callOfState, loadCalled } from './calls';
import { lineStartOf } from './completion/cursor';
import type { ParsedDocument } from './document';
import { loadSamples } from './flow/samples';
import type { LanguageService } from './messages';

/**
 * A language service that loads what is known of AWS services when it is needed: for completion and hover before
 * they answer, for problems only when asked to `learn`, so that the first of them need not wait.
 */
export function withLearning(
  at: (revision: number) => ParsedDocument,
  service: Omit<LanguageService, 'learn'>,
): LanguageService {
  /** What the last problems were found with. */
  let used = sdkFacts();
  return {
    ...service,
    diagnose: (revision, options) => {
      used = sdkFacts();
      return service.diagnose(revision, options);
    },
    learn: async (revision) => {
      const { workflow } = at(revision);
      await loadCalled(workflow);
      return sdkFacts() !== used;
    },
    complete: async (revision, offset, known, more) => {
      await learnFor(at(revision), offset);
      return service.complete(revision, offset, known, more);
    },
    hover: async (revision, offset, known, more) => {
      await learnFor(at(revision), offset);
      return service.hover(revision, offset, known, more);
    },
  };
}

/** Loads the services that the workflow calls, and the names of all where a resource is written. */
async function learnFor({ workflow, text }: ParsedDocument, offset: number): Promise<void> {
  const services = new Set<string>();
  for (const state of workflow.states.values()) {
    const call = callOfState(state);
    if (call) services.add(call.sdkService);
  }
  const line = text.slice(lineStartOf(text, offset), offset);
  for (const match of line.matchAll(/:aws-sdk:([a-z0-9]+):/g)) services.add(match[1] ?? '');
  if (services.size > 0 || /Resource|arn:/.test(line)) await loadSdkFacts(services);
  if (/[$%]/.test(line)) await loadSamples(workflow);
}
