import type { Monaco } from './monaco';

type CodeEditor = ReturnType<Monaco['editor']['create']>;
type Range = Parameters<CodeEditor['revealRange']>[0];

/** A stretch of a line in pixels from its beginning. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Pixels left free beside a place that is scrolled to. */
const air = 40;

/**
 * How far a text is best scrolled sideways to show a stretch of a line: not at all when it fits so, else as it is when
 * the stretch is in view, else so that the stretch is, its beginning before its end.
 */
export function scrollLeftFor({ start, end }: Stretch, width: number, now: number): number {
  if (end + air <= width) return 0;
  const inView = start >= now && Math.min(end, start + width - air) <= now + width;
  if (inView) return now;
  return Math.max(0, Math.min(start - air, end + air - width));
}

/** Brings a range into view: in the middle when it was above or below, and with the start of its line when that fits. */
export function revealSensibly(editor: CodeEditor, range: Range): void {
  const { startLineNumber: line, startColumn, endLineNumber, endColumn } = range;
  const left = editor.getScrollLeft();
  editor.revealLineInCenterIfOutsideViewport(line);
  editor.setScrollLeft(left);
  const last =
    endLineNumber === line ? endColumn : (editor.getModel()?.getLineMaxColumn(line) ?? startColumn);
  const pixels = (column: number): number => Math.max(0, editor.getOffsetForColumn(line, column));
  const stretch = { start: pixels(startColumn), end: pixels(last) };
  const { contentWidth } = editor.getLayoutInfo();
  editor.setScrollLeft(scrollLeftFor(stretch, contentWidth, left));
}
