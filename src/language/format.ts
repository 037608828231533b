import { format as formatJson } from 'jsonc-parser';
import { parseDocument as parseYaml } from 'yaml';
import { jsonEqual } from '../base/json';
import { applyEdits, composeEdits } from '../base/textEdits';
import { type ParsedDocument, parseDocument } from './document';
import { trimmed } from './edits/patch';
import { type Style, styleOf } from './edits/style';
import { unitOf } from './edits/yaml';
import { outerOf } from './embedded/edit';
import { writtenEdits } from './embedded/write';
import type { TextEdit } from './messages';
import { readSource } from './source/tree';

/**
 * Edits that lay the whole text out anew with the indentation it has already. The meaning stays; a text that
 * can't be read to its end is left alone.
 */
export function formatDocument(document: ParsedDocument): TextEdit[] {
  if (document.broken) return [];
  const edits = formatText(document);
  if (!document.embedded) return edits;
  const outer = applyEdits(document.text, edits);
  return composeEdits(edits, formatEmbedded(parseDocument(outer, document.format, document.place.path)));
}

function formatText(document: ParsedDocument): TextEdit[] {
  const edits = document.format === 'json' ? jsonEdits(document) : yamlEdits(document);
  const after = readSource(applyEdits(document.text, edits), document.format);
  return jsonEqual(after.root?.value, document.tree.root?.value) ? edits : [];
}

/** A definition that stands as lines of its own is laid out too; one in quotes stays on its line. */
function formatEmbedded(document: ParsedDocument): TextEdit[] {
  const { embedded } = document;
  const kind = embedded?.text.joined ? null : embedded?.text.pieces[0]?.kind;
  if (!embedded || (kind !== 'literal' && kind !== 'folded')) return [];
  const edits = writtenEdits(outerOf(document), embedded.text, formatText(embedded.document));
  if (!edits) return [];
  const after = parseDocument(applyEdits(document.text, edits), document.format, document.place.path);
  return jsonEqual(after.definition?.value, document.definition?.value) ? edits : [];
}

function jsonEdits(document: ParsedDocument): TextEdit[] {
  const { unit, eol } = styleOf(document.tree);
  const insertSpaces = !unit.includes('\t');
  const insertFinalNewline = /\n\s*$/.test(document.text);
  const options = { insertSpaces, tabSize: insertSpaces ? unit.length : 1, eol, insertFinalNewline };
  return formatJson(document.text, undefined, options).map(({ offset, length, content }) => ({
    offset,
    length,
    text: content,
  }));
}

function yamlEdits(document: ParsedDocument): TextEdit[] {
  const style = styleOf(document.tree);
  // Comments may move once more when the text is laid out a second time.
  const printed = printYaml(printYaml(document.text, style), style);
  const text = style.eol === '\n' ? printed : printed.replaceAll('\n', style.eol);
  return [trimmed(document.text, { offset: 0, length: document.text.length, text })].filter(
    (edit) => edit !== null,
  );
}

function printYaml(text: string, style: Style): string {
  return parseYaml(text, { version: '1.2', uniqueKeys: false, logLevel: 'silent' }).toString({
    indent: unitOf(style).length,
    indentSeq: style.indentedDashes,
    lineWidth: 0,
    flowCollectionPadding: true,
  });
}
