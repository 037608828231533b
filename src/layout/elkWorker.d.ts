/** What we use of elkjs's worker file; the package ships no useful types for it. */
declare module 'elkjs/lib/elk-worker.min.js' {
  import type { ElkNode } from 'elkjs/lib/elk-api';

  export interface LocalWorkerAnswer {
    readonly data?: ElkNode;
    readonly error?: unknown;
  }
  export interface LocalWorker {
    onmessage: (event: { readonly data: LocalWorkerAnswer }) => void;
    readonly dispatcher: { readonly saveDispatch: (event: { readonly data: unknown }) => void };
  }
  interface Exports {
    readonly Worker?: new () => LocalWorker;
  }
  export const Worker: Exports['Worker'];
  const exports: Exports;
  export default exports;
}
