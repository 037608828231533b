import type { JsonObject, JsonValue } from '../base/json';
import type { Environment, VariableLookup } from '../expressions/environment';
import type { Execution, Thread } from './execution';
import type { StateProgram } from './program';

/** What expressions of a state read, with the Context object made only when one asks for it. */
export class ThreadEnvironment implements Environment {
  readonly variables: VariableLookup;
  #context: JsonValue | undefined;

  constructor(
    private readonly source: EnvironmentSource,
    private readonly thread: Thread,
    private readonly state: StateProgram,
    readonly input: JsonValue,
    readonly result?: JsonValue,
    readonly errorOutput?: JsonValue,
  ) {
    this.variables = thread.scope;
  }

  get context(): JsonValue {
    this.#context ??= this.source.context?.(this.thread, this.state) ?? this.#makeContext();
    return this.#context;
  }

  #makeContext(): JsonValue {
    return contextObject(this.source.execution, this.thread, this.state);
  }

  now(): number {
    return this.source.host.now();
  }

  random(): number {
    return this.source.host.random();
  }

  uuid(): string {
    return this.source.host.nextId();
  }

  checkBudget(): void {
    this.source.checkBudget?.();
  }
}

export interface EnvironmentSource {
  readonly execution: Execution;
  readonly host: { now(): number; random(): number; nextId(): string };
  /** Replaces the Context object (TestState with a given context). */
  readonly context?: (thread: Thread, state: StateProgram) => JsonValue;
  readonly checkBudget?: () => void;
}

/** State types whose context counts retries. */
const retried = new Set(['Task', 'Parallel', 'Map']);
/** The Context object counts redrives since redrive exists. */
const redriveExists = Date.UTC(2023, 10, 15);

/** The Context object (`$$`) as a state sees it. */
export function contextObject(execution: Execution, thread: Thread, state: StateProgram): JsonObject {
  const { facts } = execution;
  const { redriveCount, redrivenAt } = thread.child ?? execution;
  const context: Record<string, JsonValue> = {
    Execution: {
      Id: thread.child?.arn ?? facts.arn,
      Input: thread.child ? thread.child.input : facts.input,
      StartTime: timestamp(facts.startTime + (thread.child?.startedAt ?? 0)),
      Name: thread.child?.name ?? facts.name,
      RoleArn: facts.roleArn,
      ...(facts.asOf >= redriveExists ? { RedriveCount: redriveCount } : {}),
      ...(redriveCount > 0 ? { RedriveTime: timestamp(facts.startTime + redrivenAt) } : {}),
    },
    StateMachine: { Id: facts.stateMachineArn, Name: facts.stateMachineName },
    State: {
      Name: state.name,
      EnteredTime: timestamp(facts.startTime + thread.enteredAt),
      ...(retried.has(state.type) ? { RetryCount: thread.retryCount } : {}),
    },
  };
  const token = thread.work?.kind === 'task' ? thread.work.token : undefined;
  if (token !== undefined) context.Task = { Token: token };
  const item = itemOf(execution, thread);
  if (item) context.Map = { Item: item };
  return context;
}

/** The nearest Map iteration around a thread. */
function itemOf(execution: Execution, thread: Thread): JsonObject | null {
  for (let at: Thread | undefined = thread; at; at = execution.threads.get(at.parent)) {
    if (at.item) {
      return {
        Index: at.item.index,
        Value: at.item.value,
        ...(at.item.key === undefined ? {} : { Key: at.item.key }),
        ...(at.item.source === undefined ? {} : { Source: at.item.source }),
      };
    }
  }
  return null;
}

/** A time as the Context object writes it. */
export const timestamp = (milliseconds: number): string => new Date(milliseconds).toISOString();
