declare module 'virtual:jsonata-sync' {
  /** `jsonata` with `evaluate` returning its value at once. Made by scripts/vite/jsonataSync.ts. */
  interface SynchronousExpression {
    evaluate(input: unknown, bindings?: Record<string, unknown>): unknown;
    assign(name: string, value: unknown): void;
    registerFunction(name: string, implementation: (...args: never[]) => unknown, signature?: string): void;
    ast(): import('jsonata').ExprNode;
  }
  export default function jsonata(
    text: string,
    options?: { recover?: boolean; RegexEngine?: unknown },
  ): SynchronousExpression;
}
