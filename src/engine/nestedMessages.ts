import type { JsonValue } from '../base/json';
import type { WorkflowType } from '../model/workflow';
import type { Mocks } from './mockMessages';

/** A workflow that another may start. */
export interface OpenWorkflow {
  /** As at the end of its ARN. */
  readonly name: string;
  /** Other names that texts may call it by: its logical id in a template. */
  readonly aliases?: readonly string[];
  readonly definition: JsonValue;
  readonly type?: WorkflowType;
  /** Its own mocks; absent: those of the workflow that starts it. */
  readonly mocks?: Mocks;
}

/** An execution that a task of a run has started. */
export interface NestedExecution {
  readonly executionArn: string;
  /** Name of its workflow. */
  readonly workflow: string;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  /** Pointer of the Task state that started it, and the visit and attempt. */
  readonly state: string;
  readonly visit: number;
  readonly attempt: number;
  /** Virtual milliseconds since the start of the execution that started it. */
  readonly startedAt: number;
  /** Null while it runs. */
  readonly endedAt: number | null;
  readonly output?: JsonValue;
  readonly error?: string;
  readonly cause?: string;
}
