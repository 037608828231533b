import { Failure } from '../ui';

/** What stands in the window when nothing else can: the reason, and a way on. The text is kept in the browser. */
export function Crash({ error }: { readonly error: unknown }) {
  return (
    <Failure
      text="The studio stopped working. Your definition is kept in this browser."
      detail={error instanceof Error ? `${error.name}: ${error.message}` : String(error)}
      onRetry={() => window.location.reload()}
    />
  );
}
