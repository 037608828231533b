import type { Monaco } from './monaco';

type Model = ReturnType<Monaco['editor']['createModel']>;

/** What a model of Monaco has and its public types leave out. */
export interface ModelParts {
  readonly tokenization: { hasAccurateTokensForLine(line: number): boolean };
  readonly bracketPairs: { matchBracket(position: ReturnType<Model['getPositionAt']>): unknown };
}

/**
 * Has Monaco pair the brackets of a text that was opened as soon as there is nothing else to do. It would do so at the
 * first move of the cursor otherwise, all at once: tens of milliseconds of a large text, in which what was typed waits.
 * Returns the function that ends it.
 */
export function prepareBrackets(model: Model & Partial<ModelParts>): () => void {
  let waiting = 0;
  const prepare = (): void => {
    const { tokenization, bracketPairs } = model;
    // The pairs would be sought once more where colours come later: brackets in strings don't count.
    if (tokenization?.hasAccurateTokensForLine(model.getLineCount()) === false) soon();
    else bracketPairs?.matchBracket(model.getPositionAt(model.getValueLength() / 2));
  };
  const soon = (): void => {
    cancelIdleCallback(waiting);
    waiting = requestIdleCallback(prepare);
  };
  const opening = model.onDidChangeContent(({ isFlush }) => {
    if (isFlush) soon();
  });
  const colouring = model.onDidChangeLanguage(soon);
  soon();
  return () => {
    cancelIdleCallback(waiting);
    opening.dispose();
    colouring.dispose();
  };
}
