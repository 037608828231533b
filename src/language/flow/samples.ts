import { own } from '../../base/json';
import { type AnswerShapes, loadAnswerShapes } from '../../integrations/answerShapes';
import { commonAnswer, sampleAnswer } from '../../integrations/sampleAnswers';
import { loadOutlines } from '../../integrations/sdk/outlines';
import { parseResource } from '../../model/resource';
import type { State, Workflow } from '../../model/workflow';
import { loosened, type Shape, shapeOfValue } from './shape';

/** What services answer, as far as it was loaded: hints of what tasks without a mock give. */

const loaded = new Map<string, AnswerShapes | null>();
let version = 0;

interface Called {
  readonly service: string;
  readonly action: string;
}

function calledBy(state: State): Called | null {
  const resource = own(state.value, 'Resource');
  if (state.type !== 'Task' || typeof resource !== 'string') return null;
  const { kind, service, action } = parseResource(resource);
  if ((kind !== 'optimised' && kind !== 'sdk' && kind !== 'http') || !action) return null;
  return { service: kind === 'sdk' ? `aws-sdk:${service}` : (service ?? ''), action };
}

/** Loads what the services answer that a workflow calls. Never fails: what can't be loaded is not known. */
export async function loadSamples(workflow: Workflow): Promise<void> {
  const services = new Set<string>();
  for (const state of workflow.states.values()) {
    const called = calledBy(state);
    if (!called || commonAnswer(called.service, called.action) || loaded.has(called.service)) continue;
    services.add(called.service);
  }
  await Promise.all(
    [...services].map(async (service) => {
      const shapes = await load(service).catch(() => null);
      loaded.set(service, shapes);
      version += 1;
    }),
  );
}

const load = async (service: string): Promise<AnswerShapes | null> =>
  (await loadAnswerShapes(service)) ?? loadOutlines(service);

const cache = new WeakMap<State, { readonly version: number; readonly shape: Shape | undefined }>();

/** What a Task may give, by the service it calls; undefined where that is not known. */
export function sampleShapeOf(state: State): Shape | undefined {
  const known = cache.get(state);
  if (known?.version === version) return known.shape;
  const shape = make(state);
  cache.set(state, { version, shape });
  return shape;
}

/** Changes as more becomes known. */
sampleShapeOf.version = (): number => version;

function make(state: State): Shape | undefined {
  const called = calledBy(state);
  if (!called) return undefined;
  const { service, action } = called;
  const sample = commonAnswer(service, action) ?? sampleAnswer(loaded.get(service) ?? undefined, action);
  if (!sample) return undefined;
  return loosened(shapeOfValue(sample, `from a sample of ${service.replace('aws-sdk:', '')} ${action}`));
}
