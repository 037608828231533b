import type { DocumentState } from '../studio/documentDoor';
import type { Studio } from '../studio/types';

/** Changes the document's format, and says what the other format could not hold, with a way back. */
export async function changeFormat(
  { document, view }: Studio,
  format: DocumentState['format'],
): Promise<void> {
  const answer = await document.switchFormat(format);
  if ('reason' in answer) {
    view.notify(answer.reason, 'error');
    return;
  }
  if (answer.lost.length === 0) return;
  const { revision } = document.store.getState();
  const name = format === 'json' ? 'JSON' : 'YAML';
  view.notify(`${name} can’t hold everything. Lost: ${listed(answer.lost)}`, 'info', {
    label: 'Undo',
    perform: () => {
      if (document.store.getState().revision === revision) document.undo();
      else view.notify('The text was changed since. Undo goes back step by step.');
    },
  });
}

/** `3 comments; tags: what they stand for is written as text.` */
function listed(sentences: readonly string[]): string {
  const parts = sentences.map((each) => each.charAt(0).toLowerCase() + each.slice(1).replace(/\.$/, ''));
  return `${parts.join('; ')}.`;
}

/** Writes a definition that `Fn::Join` puts together as one text, so that all of it can be changed. */
export async function writeAsOneText({ document, view }: Studio): Promise<void> {
  const { reason } = await document.writeAsOneText();
  if (reason !== null) view.notify(reason, 'error');
}
