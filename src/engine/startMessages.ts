import type { JsonValue } from '../base/json';
import type { WorkflowType } from '../model/workflow';
import type { Given } from './given';
import type { Mocks } from './mockMessages';
import type { OpenWorkflow } from './nestedMessages';

/** A file as the user gives it. Text under the key of a compressed file (`.gz`) counts as decompressed. */
export type GivenFile = string | Uint8Array | Blob;

export interface RunOptions {
  readonly type: WorkflowType;
  readonly seed: number;
  readonly clock: { readonly kind: 'virtual' } | { readonly kind: 'real'; readonly speed: number };
  /** Virtual start, milliseconds since the epoch; absent: the wall clock of the page. */
  readonly startTime?: number;
  readonly executionName?: string;
  /** Account in the ARNs that a run makes up. */
  readonly account?: string;
  readonly stateMachineName?: string;
  /** ARN of the state machine; absent: made up. */
  readonly stateMachineArn?: string;
  readonly startPaused?: boolean;
  /** Pointers of states before which the run pauses. */
  readonly breakpoints?: readonly string[];
  readonly pauseOnError?: boolean;
  /** Conditions on which the run pauses. */
  readonly breakWhen?: readonly BreakCondition[];
  /**
   * Someone may answer by hand: the virtual clock does not pass the time-out of a task that waits for such an answer,
   * until it is let (`letTimePass`).
   */
  readonly answersByHand?: boolean;
  /**
   * Behave as the service did on this day (`2024-03-25`), where it is known to have changed since; absent: as it
   * does today.
   */
  readonly asOf?: string;
  /** Event limit of a Standard execution (25,000) and payload limit (256 KiB) are lifted when false. */
  readonly quotas?: boolean;
  /**
   * A Standard execution times out after a year, as at the service. Absent or false: it goes on, so that what stands
   * behind a date far away can be seen.
   */
  readonly endAfterYear?: boolean;
}

/** An event to pause after, or a state to pause before: every part that is given must hold. */
export interface BreakCondition {
  /** Told as the reason of a pause. */
  readonly id?: string;
  /** Pauses before the state is entered, whose input is `$states.input`. */
  readonly before?: true;
  /** Pauses after a failure with this error, told as ErrorEquals does (`States.ALL`: every one). */
  readonly error?: string;
  /** Type of the event: `TaskFailed`. */
  readonly event?: string;
  /** Pointer of its state. */
  readonly state?: string;
  /** JSONata over what the event carries (`$states.input`) and the variables, that gives true. */
  readonly expression?: string;
}

export interface StartRequest {
  readonly definition: JsonValue;
  /** The definition is that of the start before: it is not sent again, and need not be compiled again. */
  readonly sameDefinition?: true;
  readonly input: JsonValue;
  /** The input exactly as typed, for ExecutionStarted. */
  readonly inputText?: string;
  readonly mocks: Mocks;
  readonly options: RunOptions;
  /** Other workflows that the user has: a task that starts an execution of one of them runs it. */
  readonly workflows?: readonly OpenWorkflow[];
  /** Further contents of S3 objects by `bucket/key`, beside those of the mocks. */
  readonly files?: { readonly [place: string]: GivenFile };
  /** What came from outside when it ran before. */
  readonly given?: readonly Given[];
}

/** Why a run was not started: problems of the definition, by path. */
export interface Refusal {
  readonly problems: readonly { readonly path: readonly (string | number)[]; readonly message: string }[];
}
