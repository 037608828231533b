import { type StateType, stateTypes } from '../../model/workflow';
import type { EventType } from '../history';
import type { StateProgram } from '../program';

type OfType<T extends StateType> = Extract<StateProgram, { readonly type: T }>;
type FieldsOfAny = StateProgram extends infer S ? (S extends StateProgram ? keyof S : never) : never;

/** The fields of a state's data flow. */
export type DataParts = Pick<
  StateProgram,
  'inputPath' | 'outputPath' | 'resultPath' | 'resultSelector' | 'parameters' | 'output' | 'assign'
>;
/** What every state has besides. */
export type CommonParts = Pick<
  StateProgram,
  'index' | 'pointer' | 'name' | 'language' | 'exit' | 'retry' | 'catch'
> & { readonly data: DataParts };

const enteredEvents = {
  Pass: 'PassStateEntered',
  Task: 'TaskStateEntered',
  Choice: 'ChoiceStateEntered',
  Wait: 'WaitStateEntered',
  Succeed: 'SucceedStateEntered',
  Fail: 'FailStateEntered',
  Parallel: 'ParallelStateEntered',
  Map: 'MapStateEntered',
} as const satisfies Record<StateType, EventType>;

const exitedEvents = {
  Pass: 'PassStateExited',
  Task: 'TaskStateExited',
  Choice: 'ChoiceStateExited',
  Wait: 'WaitStateExited',
  Succeed: 'SucceedStateExited',
  // Nothing leaves a Fail state.
  Fail: 'FailStateEntered',
  Parallel: 'ParallelStateExited',
  Map: 'MapStateExited',
} as const satisfies Record<StateType, EventType>;

/**
 * A state with all fields that a state of any type may have, always in the same order: the steps read the states of a
 * run all the time, which is several times faster when the objects are all of one shape.
 */
export function stateProgram<T extends StateType>(
  type: T,
  common: CommonParts,
  own: Omit<OfType<T>, keyof StateProgram>,
): StateProgram {
  const { data } = common;
  const parts: { readonly [Field in FieldsOfAny]?: unknown } = own;
  const state: { readonly [Field in FieldsOfAny]: unknown } = {
    index: common.index,
    pointer: common.pointer,
    name: common.name,
    type,
    typeNumber: stateTypes.indexOf(type),
    enteredEvent: enteredEvents[type],
    exitedEvent: exitedEvents[type],
    language: common.language,
    exit: common.exit,
    inputPath: data.inputPath,
    outputPath: data.outputPath,
    resultPath: data.resultPath,
    resultSelector: data.resultSelector,
    parameters: data.parameters,
    output: data.output,
    assign: data.assign,
    retry: common.retry,
    catch: common.catch,
    result: parts.result,
    target: parts.target,
    timeout: parts.timeout,
    heartbeat: parts.heartbeat,
    credentials: parts.credentials,
    leavesPaths: parts.leavesPaths,
    rules: parts.rules,
    fallback: parts.fallback,
    until: parts.until,
    error: parts.error,
    cause: parts.cause,
    branches: parts.branches,
    processor: parts.processor,
    distributed: parts.distributed,
    express: parts.express,
    label: parts.label,
    items: parts.items,
    itemsText: parts.itemsText,
    itemSelector: parts.itemSelector,
    maxConcurrency: parts.maxConcurrency,
    toleratedCount: parts.toleratedCount,
    toleratedPercentage: parts.toleratedPercentage,
    reader: parts.reader,
    batcher: parts.batcher,
    writer: parts.writer,
  };
  return state as unknown as StateProgram;
}
