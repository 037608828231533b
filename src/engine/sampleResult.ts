import type { JsonObject, JsonValue } from '../base/json';
import { type AnswerShapes, loadAnswerShapes } from '../integrations/answerShapes';
import { commonAnswer, httpMetadata, sampleMark as mark, sampleAnswer } from '../integrations/sampleAnswers';
import { loadOutlines } from '../integrations/sdk/outlines';
import { compile } from './compile';
import type { Mocks } from './mockMessages';
import type { StartRequest } from './startMessages';
import type { TaskTarget } from './taskTarget';

/** Shapes of services' answers, by the service's name in a `Resource`. */
export type SampleShapes = ReadonlyMap<string, AnswerShapes>;

const noShapes: SampleShapes = new Map();

/**
 * Loads the shapes from which samples of a definition's tasks can be made: those of the services it calls, as far as
 * they are known and no mock stands for the task.
 */
export async function loadSampleShapes(definition: JsonValue, mocks: Mocks): Promise<SampleShapes> {
  const program = compile(definition);
  if (!program.ok) return noShapes;
  const services = new Set<string>();
  for (const state of program.value.states) {
    if (state.type !== 'Task' || state.target.kind !== 'service') continue;
    if (!Object.hasOwn(mocks.tasks, state.name) && !builtIn(state.target))
      services.add(state.target.resourceType);
  }
  const loaded = await Promise.all(
    [...services].map(async (service) => [service, await shapesOf(service)] as const),
  );
  return new Map(loaded.flatMap(([service, answer]) => (answer ? [[service, answer] as const] : [])));
}

/** The same for a run, with the other workflows that it may start. */
export async function loadSampleShapesFor(
  request: Pick<StartRequest, 'definition' | 'mocks' | 'workflows'>,
): Promise<SampleShapes> {
  const all = [request, ...(request.workflows ?? [])];
  const loaded = await Promise.all(
    all.map(({ definition, mocks = request.mocks }) => loadSampleShapes(definition, mocks)),
  );
  return new Map(loaded.flatMap((shapes) => [...shapes]));
}

/** In depth where the service has shapes of its own, else what the catalogue knows. */
const shapesOf = async (service: string): Promise<AnswerShapes | null> =>
  (await loadAnswerShapes(service)) ?? loadOutlines(service);

const builtIn = (target: TaskTarget): JsonObject | undefined =>
  target.kind === 'service' ? commonAnswer(target.resourceType, target.action) : undefined;

/**
 * The result of a task for which nobody gave one. It is marked with `sample: true`, and has the shape of the
 * service's answer where that is known.
 */
export function sampleResult(target: TaskTarget, known: SampleShapes = noShapes): JsonValue {
  if (target.kind !== 'service') return mark;
  return { ...mark, ...(builtIn(target) ?? fromShapes(target, known) ?? {}) };
}

/** The output of TaskSubmitted for which nobody gave one. */
export function sampleSubmission(target: TaskTarget): JsonValue {
  if (target.kind !== 'service') return mark;
  return { ...mark, ...(builtIn(target) ?? httpMetadata) };
}

const fromShapes = (target: TaskTarget & { kind: 'service' }, known: SampleShapes): JsonObject | null =>
  sampleAnswer(known.get(target.resourceType), target.action);
