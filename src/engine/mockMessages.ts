import type { JsonValue } from '../base/json';

/** One answer of a mocked task. Exactly one of return, throw, timeout, heartbeatTimeout, pending, expression. */
export interface MockAttempt {
  readonly return?: JsonValue;
  readonly throw?: { readonly error?: string; readonly cause?: string };
  readonly timeout?: true;
  readonly heartbeatTimeout?: true;
  readonly pending?: true;
  /** A JSONata expression over the task's input (`$states.input`), text without `{% %}`. */
  readonly expression?: string;
  /** Seconds of virtual time before the answer. */
  readonly delay?: number;
  /** Answers only when the task's input contains this value (deeply, keys may be more). */
  readonly when?: JsonValue;
  /** Output of TaskSubmitted (`.sync`, `.waitForTaskToken`). */
  readonly submitted?: JsonValue;
  /** The call itself failed, so there is no TaskSubmitted. */
  readonly notSubmitted?: true;
  /**
   * `return` is the answer of an Invoke call, as mock files of Step Functions Local give it; a Task whose Resource
   * is the function itself gets the `Payload` alone.
   */
  readonly invocation?: true;
  /** The failure event's type when it is not the plain one (`TaskSubmitFailed`). */
  readonly event?: string;
  /** How many attempts it answers; absent: one, and the last of a list for ever. */
  readonly times?: number;
}

/** Mocks of a run: answers by state name, in the order of attempts. A state without an entry gets a marked sample. */
export interface Mocks {
  readonly tasks: { readonly [stateName: string]: readonly MockAttempt[] };
  /** Contents of S3 objects by `bucket/key`: texts, or bytes as Base64. */
  readonly files?: { readonly [place: string]: string | { readonly base64: string } };
  /**
   * Which workflow runs for a task that starts an execution, by state name; false: none, its mocks answer. A state
   * without an entry that has no mocks runs the workflow that its ARN names, where the user has it.
   */
  readonly nested?: { readonly [stateName: string]: string | false };
  /** Mocks of the other workflows, by name, in place of their own. */
  readonly workflows?: { readonly [workflow: string]: Mocks };
}
