import type { Problem, Severity } from '../model/problem';
import type { DocumentState } from '../studio/documentDoor';
import type { EditorBinding } from './binding';
import type { Monaco } from './monaco';

type Model = ReturnType<Monaco['editor']['createModel']>;

/** So many markers Monaco shows in a text; of more it takes the first. */
export const mostMarkers = 500;

const ranks: Record<Severity, number> = { error: 0, warning: 1, advice: 2 };

/** The problems to show when there are too many: the gravest, and of those alike the nearest to what is in view. */
export function problemsToShow(problems: readonly Problem[], offsetInView: number): readonly Problem[] {
  if (problems.length <= mostMarkers) return problems;
  const distance = ({ range }: Problem): number => Math.abs(range.offset - offsetInView);
  return [...problems]
    .sort((left, right) => ranks[left.severity] - ranks[right.severity] || distance(left) - distance(right))
    .slice(0, mostMarkers);
}

/** Shows the document's problems as squiggles. Problems of an older text stay as they are: Monaco moves them along. */
export function showMarkers(
  monaco: Monaco,
  model: Model,
  binding: EditorBinding,
  state: DocumentState,
  offsetInView: number,
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
    problemsToShow(state.problems, offsetInView).map((problem) => {
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
