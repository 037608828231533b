import type { Severity } from '../model/problem';
import type { DocumentState } from '../studio/types';
import type { EditorBinding } from './binding';
import type { Monaco } from './monaco';

type Model = ReturnType<Monaco['editor']['createModel']>;

/** Shows the document's problems as squiggles. Problems of an older text stay as they are: Monaco moves them along. */
export function showMarkers(
  monaco: Monaco,
  model: Model,
  binding: EditorBinding,
  state: DocumentState,
): void {
  if (state.problemsRevision !== state.revision) return;
  const severities: Record<Severity, number> = {
    error: monaco.MarkerSeverity.Error,
    warning: monaco.MarkerSeverity.Warning,
    advice: monaco.MarkerSeverity.Info,
  };
  monaco.editor.setModelMarkers(
    model,
    'asl',
    state.problems.map((problem) => {
      // An empty range would have no squiggle at all.
      const range = binding.rangeOf({ ...problem.range, length: Math.max(1, problem.range.length) });
      return {
        startLineNumber: range.startLineNumber,
        startColumn: range.startColumn,
        endLineNumber: range.endLineNumber,
        endColumn: range.endColumn,
        severity: severities[problem.severity],
        message: problem.message.replaceAll('`', ''),
        code: problem.code,
        source: 'ASL',
      };
    }),
  );
}
