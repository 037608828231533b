import type { JsonValue } from '../../base/json';

/** The parameters of TestState. Texts are JSON texts, as the API takes them. */
export interface TestStateRequest {
  /** One state, or a whole definition together with `stateName`. */
  readonly definition: JsonValue;
  readonly stateName?: string;
  readonly input?: string;
  readonly context?: string;
  readonly variables?: string;
  readonly inspectionLevel?: 'INFO' | 'DEBUG' | 'TRACE';
  /** At TRACE, shows what the connection of an HTTP task adds to its request. */
  readonly revealSecrets?: boolean;
  /** The EventBridge connection of an HTTP task, as CreateConnection writes it; absent: it adds nothing. */
  readonly connection?: string;
  readonly roleArn?: string;
  /** Account in the ARNs that the Context object makes up; absent: that of the role. */
  readonly account?: string;
  readonly mock?: TestStateMock;
  readonly stateConfiguration?: {
    readonly retrierRetryCount?: number;
    readonly errorCausedByState?: string;
    readonly mapIterationFailureCount?: number;
    readonly mapItemReaderData?: string;
  };
}

export interface TestStateMock {
  readonly result?: string;
  readonly errorOutput?: { readonly error?: string; readonly cause?: string };
  readonly fieldValidationMode?: 'STRICT' | 'PRESENT' | 'NONE';
}

export interface TestStateAnswer {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  readonly output?: JsonValue;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  /** Levels DEBUG and TRACE; of an HTTP task at TRACE with `request` and `response`. */
  readonly inspectionData?: { readonly [stage: string]: JsonValue };
  /** Variables that the state assigned; levels DEBUG and TRACE. The service does not tell them by themselves. */
  readonly assigned?: { readonly [name: string]: JsonValue };
}

/** The call was refused. */
export interface TestStateRefusal {
  readonly errorCode: string;
  readonly message: string;
}

/** Thrown inside, answered as a refusal. */
export class Refused extends Error {
  constructor(
    readonly errorCode: string,
    message: string,
  ) {
    super(message);
  }
}
