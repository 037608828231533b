import { type JsonValue, jsonEqual } from '../../base/json';
import { type Path, valueAt } from '../../base/pointer';
import { applyEdits, joinEdits } from '../../base/textEdits';
import { applyOps, ChangeError, type PathOp } from '../../model/change';
import { type ParsedDocument, parseDocument } from '../document';
import { editEmbedded } from '../embedded/edit';
import type { TextEdit } from '../messages';
import { trimmed } from './patch';
import { bracketValue, type Context, containerEdits, isPatched, lineIndent } from './printer';
import { change, expandAliases, Shadow } from './shadow';
import { styleOf } from './style';
import { printBlockRoot } from './yaml';

export interface Edited {
  readonly edits: readonly TextEdit[];
  /** The document after the edits. */
  readonly document: ParsedDocument;
  /** Path of the part that had to be printed afresh; null when the smallest edits were right. */
  readonly afresh: Path | null;
}

/**
 * The smallest text edits that make a change of the definition, in the author's style. The result is read again
 * and compared with what was meant; where they differ, the smallest part around the change is printed afresh.
 * @throws ChangeError when the change does not fit the definition.
 */
export function editDocument(document: ParsedDocument, ops: readonly PathOp[]): Edited {
  if (document.embedded) return editEmbedded(document, document.embedded, ops, editDocument);
  const intended = applyOps(document.definition?.value ?? {}, ops);
  const first = attempt(document, (root) => change(root, ops), intended, null);
  if (first) return first;
  const expanded =
    document.format === 'yaml' && attempt(document, (root) => changedAlone(root, ops), intended, null);
  if (expanded) return expanded;
  for (let around = commonPath(ops); ; around = around.slice(0, -1)) {
    const part = valueAt(intended, around);
    if (part !== undefined) {
      const printed = attempt(document, (root) => afresh(root, around, part), intended, around);
      if (printed) return printed;
    }
    if (around.length === 0) throw new ChangeError('The change can’t be written into this text');
  }
}

/** The change with aliases written out, so that a change at an anchor does not reach them. */
function changedAlone(root: Shadow, ops: readonly PathOp[]): Shadow {
  expandAliases(root);
  return change(root, ops);
}

function attempt(
  document: ParsedDocument,
  edit: (root: Shadow) => Shadow,
  intended: JsonValue,
  printed: Path | null,
): Edited | null {
  const { text, format, tree, definition, place, template } = document;
  const context: Context = { text, format, style: styleOf(tree) };
  const edits = definition
    ? definitionEdits(context, edit(new Shadow(definition)), definition.offset, definition.length)
    : emptyEdits(document, context, edit(new Shadow(null, {})).value);
  const after = applyEdits(text, edits);
  const parsed = parseDocument(after, format, place.path, template, document);
  return jsonEqual(parsed.definition?.value, intended) ? { edits, document: parsed, afresh: printed } : null;
}

function definitionEdits(context: Context, root: Shadow, offset: number, length: number): TextEdit[] {
  const child = { start: offset, end: offset + length, key: null, value: root.source };
  if (root.source && isPatched(root, child)) return joinEdits(containerEdits(context, root));
  const { text } = context;
  const printed =
    context.format === 'yaml'
      ? printBlockRoot(root.value, context, offset)
      : bracketValue(context, root.value, lineIndent(text, offset), false);
  return [trimmed(text, { offset, length, text: printed })].filter((edit) => edit !== null);
}

/** The first definition in a text that has none. */
function emptyEdits(document: ParsedDocument, context: Context, value: JsonValue): TextEdit[] {
  const { text, place } = document;
  if (place.path.length > 0)
    throw new ChangeError(plain(place.elsewhere?.message) ?? 'The definition is not in this text');
  const printed =
    context.format === 'yaml' ? printBlockRoot(value, context, 0) : bracketValue(context, value, '', false);
  return [{ offset: text.length, length: 0, text: printed }];
}

/** A sentence as it is shown without marks for code. */
const plain = (message: string | undefined): string | undefined => message?.replace(/`([^`]*)`/g, '“$1”');

/** The root with everything at a path as a fresh value. */
function afresh(root: Shadow, path: Path, value: JsonValue): Shadow {
  if (path.length === 0) return new Shadow(null, value);
  const last = path.at(-1);
  let container = root;
  for (const step of path.slice(0, -1)) {
    const found = container.slots.findLast(
      (slot, at) => (slot.key ?? at) === step || String(slot.key ?? at) === String(step),
    );
    if (!found?.shadow) throw new ChangeError('There is nothing to print afresh');
    container = found.shadow;
  }
  container.slots = container.slots.map((slot, at) =>
    String(slot.key ?? at) === String(last) ? { ...slot, shadow: new Shadow(null, value) } : slot,
  );
  return root;
}

/** The innermost container that all operations are in. */
function commonPath(ops: readonly PathOp[]): Path {
  const [first, ...others] = ops.map((op) => op.path.slice(0, -1));
  let common: Path = first ?? [];
  for (const path of others) {
    let length = 0;
    while (length < common.length && String(common[length]) === String(path[length])) length++;
    common = common.slice(0, length);
  }
  return common;
}
