import type { JsonValue } from '../base/json';
import type { Thread } from './execution';
import { StateFailure } from './failure';
import type { Assigner, Evaluate, Exit, StateProgram } from './program';
import { allVariables, assign, type Scope } from './scope';
import { jsonSize, payloadLimit } from './size';
import type { Stepper } from './step';

/** The raw input after InputPath; in JSONata the raw input as it is. */
export function effectiveInput(stepper: Stepper, thread: Thread, state: StateProgram): JsonValue {
  if (!state.inputPath) {
    if (state.language === 'JSONPath') stepper.recorder.stage(thread.visit, 'afterInputPath', thread.input);
    return thread.input;
  }
  const input = state.inputPath(stepper.environment(thread, state, thread.input));
  stepper.recorder.stage(thread.visit, 'afterInputPath', input);
  return input;
}

/** What a state hands to its task or branches: Parameters or Arguments, or else the effective input. */
export function parametersOf(
  stepper: Stepper,
  thread: Thread,
  state: StateProgram,
  input: JsonValue,
): JsonValue {
  if (!state.parameters) return input;
  const value = state.parameters(stepper.environment(thread, state, input));
  const jsonata = state.language === 'JSONata';
  stepper.recorder.stage(thread.visit, jsonata ? 'afterArguments' : 'afterParameters', value);
  return value;
}

/** A state's or a Choice rule's own Output and Assign. */
export interface Finish {
  readonly output: Evaluate | null;
  readonly assign: Assigner | null;
}

/**
 * Ends a state that has a result of its own (Task, Parallel, Map, Pass with Result or Parameters). Output and Assign
 * are evaluated side by side from the values at entry.
 */
export function finishWithResult(
  stepper: Stepper,
  thread: Thread,
  state: StateProgram,
  result: JsonValue,
  exit: Exit | null = state.exit,
): void {
  const { recorder } = stepper;
  if (state.language === 'JSONata') {
    finishJsonata(stepper, thread, state, state, result, exit);
    return;
  }
  const selected = state.resultSelector
    ? state.resultSelector(stepper.environment(thread, state, result))
    : result;
  if (state.type !== 'Pass') recorder.stage(thread.visit, 'afterResultSelector', selected);
  const combined = state.resultPath ? state.resultPath(thread.input, selected) : selected;
  recorder.stage(thread.visit, 'afterResultPath', combined);
  finishJsonPath(stepper, thread, state, combined, result, state.assign, exit);
}

/** Ends a state that passes its input on (Choice, Wait, Succeed). */
export function finishWithInput(
  stepper: Stepper,
  thread: Thread,
  state: StateProgram,
  input: JsonValue,
  exit: Exit | null = state.exit,
  finish: Finish = state,
): void {
  if (state.language === 'JSONata') finishJsonata(stepper, thread, state, finish, undefined, exit);
  else finishJsonPath(stepper, thread, state, input, input, finish.assign, exit);
}

function finishJsonPath(
  stepper: Stepper,
  thread: Thread,
  state: StateProgram,
  combined: JsonValue,
  assignFrom: JsonValue,
  assigner: Assigner | null,
  exit: Exit | null,
): void {
  const assigned = assigner?.(stepper.environment(thread, state, assignFrom));
  const output = state.outputPath ? state.outputPath(stepper.environment(thread, state, combined)) : combined;
  leaveWith(stepper, thread, state, output, assigned, exit);
}

function finishJsonata(
  stepper: Stepper,
  thread: Thread,
  state: StateProgram,
  finish: Finish,
  result: JsonValue | undefined,
  exit: Exit | null,
): void {
  const assigned = finish.assign?.(stepper.environment(thread, state, thread.input, result));
  const output = finish.output
    ? finish.output(stepper.environment(thread, state, thread.input, result))
    : // A result of null is a result.
      result === undefined
      ? thread.input
      : result;
  leaveWith(stepper, thread, state, output, assigned, exit);
}

function leaveWith(
  stepper: Stepper,
  thread: Thread,
  state: StateProgram,
  output: JsonValue,
  assigned: readonly (readonly [string, JsonValue])[] | undefined,
  exit: Exit | null,
): void {
  stepper.checkSize(output, state.name);
  if (assigned && assigned.length > 0) assignVariables(stepper, thread, state, assigned);
  stepper.leave(thread, state, exit, output, assigned);
}

/** The most bytes that all variables in scope may have together (10 MiB). */
const variablesLimit = 10_485_760;

/**
 * Sets variables, within what the service allows: 256 KiB for one and for an Assign, 10 MiB for all in scope
 * (workflow-variables.html). With which words it refuses more is not known; these follow those for large results.
 */
export function assignVariables(
  stepper: Stepper,
  thread: Thread,
  state: StateProgram,
  assigned: readonly (readonly [string, JsonValue])[],
): void {
  if (!stepper.execution.facts.quotas) {
    thread.scope = assign(thread.scope, assigned);
    return;
  }
  let bytes = 0;
  for (const [, value] of assigned) bytes += jsonSize(value);
  // What is assigned over and over counts each time until it seems too much: only then all is measured.
  let most = thread.scope.most + bytes;
  if (most > variablesLimit) most = sizeOfAll(assign(thread.scope, assigned));
  if (bytes > payloadLimit || most > variablesLimit) {
    throw new StateFailure(
      'States.DataLimitExceeded',
      `The variables assigned by the state '${state.name}' exceed the maximum number of bytes service limit.`,
    );
  }
  thread.scope = assign(thread.scope, assigned, most);
}

function sizeOfAll(scope: Scope): number {
  let bytes = 0;
  for (const value of allVariables(scope).values()) bytes += jsonSize(value);
  return bytes;
}
