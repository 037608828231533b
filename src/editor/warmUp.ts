import type { Monaco } from './monaco';

type EditorOptions = Parameters<Monaco['editor']['create']>[1];

/** Keys that are tried: a word, a string with its quotes, a new line, and all of it taken back. */
const trials = [...'ab"', 'left', ...'cd', 'right', '\n', ...'ef', 'left', 'left', 'left', 'left'];
const rounds = 3;

/**
 * Types into an editor that nobody sees, a key whenever nothing else is to be done, so that the first real keystroke
 * does not wait until the editor's code is translated. Returns the function that ends it.
 */
export function warmUp(monaco: Monaco, options: EditorOptions, language: string, sample: string): () => void {
  let twin: ReturnType<Monaco['editor']['create']> | null = null;
  let model: ReturnType<Monaco['editor']['createModel']> | null = null;
  let waiting = 0;
  let done = 0;

  const end = (): void => {
    cancelIdleCallback(waiting);
    twin?.dispose();
    model?.dispose();
    twin = null;
    model = null;
  };
  const begin = (): void => {
    model = monaco.editor.createModel(sample, language);
    twin = monaco.editor.create(document.createElement('div'), {
      ...options,
      automaticLayout: false,
      dimension: { width: 600, height: 400 },
      model,
    });
    twin.setPosition({ lineNumber: Math.ceil(model.getLineCount() / 2), column: 1_000 });
  };
  const press = (key: string): void => {
    if (key === 'left') twin?.trigger('keyboard', 'deleteLeft', null);
    else if (key === 'right') twin?.trigger('keyboard', 'cursorRight', null);
    else twin?.trigger('keyboard', 'type', { text: key });
  };
  const next = (deadline: IdleDeadline): void => {
    if (!twin) begin();
    else
      do press(trials[done++ % trials.length] ?? 'left');
      while (done < rounds * trials.length && deadline.timeRemaining() > 8);
    if (done < rounds * trials.length) waiting = requestIdleCallback(next);
    else end();
  };
  waiting = requestIdleCallback(next);
  return end;
}
