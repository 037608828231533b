import { jsonEqual } from '../../base/json';
import { applyEdits } from '../../base/textEdits';
import { ChangeError, type PathOp } from '../../model/change';
import { type Embedded, type ParsedDocument, parseDocument } from '../document';
import type { Edited } from '../edits/edits';
import { trimmed } from '../edits/patch';
import type { TextEdit } from '../messages';
import { type Outer, writtenAfresh, writtenEdits } from './write';

export const outerOf = ({ text }: ParsedDocument): Outer => ({
  text,
  eol: text.includes('\r\n') ? '\r\n' : '\n',
});

/**
 * A change of a definition that stands as text in a template: the edits of its own text, written into the outer
 * one. The whole is read again; where it is not what was meant, the embedded text alone is written afresh.
 * @throws ChangeError when it can't be written so.
 */
export function editEmbedded(
  document: ParsedDocument,
  embedded: Embedded,
  ops: readonly PathOp[],
  editInner: (document: ParsedDocument, ops: readonly PathOp[]) => Edited,
): Edited {
  const inner = editInner(embedded.document, ops);
  const intended = inner.document.definition?.value;
  const outer = outerOf(document);
  const tried = (edits: readonly TextEdit[] | null): Edited | null => {
    if (!edits) return null;
    const after = parseDocument(applyEdits(document.text, edits), document.format, document.place.path);
    return jsonEqual(after.definition?.value, intended)
      ? { edits, document: after, afresh: inner.afresh }
      : null;
  };
  const edited = tried(writtenEdits(outer, embedded.text, inner.edits));
  if (edited) return edited;
  const whole = writtenAfresh(outer, embedded.text, inner.document.text);
  const smaller = whole && trimmed(document.text, whole);
  const afresh = tried(smaller && [smaller]);
  if (afresh) return { ...afresh, afresh: [] };
  throw new ChangeError(whyNot(embedded));
}

function whyNot({ text }: Embedded): string {
  return text.joined
    ? 'This can’t be changed here: Fn::Join puts this definition together, and the change would go over one of its references. “Write the definition as one text” makes it a text that can be changed.'
    : 'The change can’t be written into this text';
}
