declare module 'virtual:jsonata-sync' {
  /** `jsonata` with `evaluate` returning its value at once. Made by scripts/vite/jsonataSync.ts. */
  interface SynchronousExpression {
    evaluate(input: unknown, bindings?: Record<string, unknown>): unknown;
    assign(name: string, value: unknown): void;
    registerFunction(name: string, implementation: (...args: never[]) => unknown, signature?: string): void;
    ast(): import('jsonata').ExprNode;
  }
  /** What an evaluation takes from outside; to be set before, and put back after. */
  export const host: {
    /** Milliseconds since the epoch. */
    now: () => number;
    random: () => number;
    /** Called as the evaluation of each node begins and ends; ends the whole evaluation by throwing. */
    enter: (depth: number) => void;
    exit: (result: unknown) => void;
    /** Called by functions of the library before work of that many steps; ends the whole evaluation by throwing. */
    spend: (units: number) => void;
  };
  export default function jsonata(
    text: string,
    options?: { recover?: boolean; RegexEngine?: unknown },
  ): SynchronousExpression;
}

declare module 'virtual:asl-validators' {
  /** One way in which a value does not fit its schema, as ajv reports it. */
  interface SchemaError {
    readonly instancePath: string;
    readonly schemaPath: string;
    readonly keyword: string;
    readonly params: { readonly [name: string]: unknown };
  }
  /** Checks a value against the schema of that name (see src/language/schema.ts). All errors, none when it fits. */
  export function validate(name: string, value: unknown): readonly SchemaError[];
}
