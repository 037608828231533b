import { format as formatJson } from 'jsonc-parser';
import { parseDocument as parseYaml } from 'yaml';
import { jsonEqual } from '../base/json';
import { applyEdits } from '../base/textEdits';
import type { ParsedDocument } from './document';
import { trimmed } from './edits/patch';
import { type Style, styleOf } from './edits/style';
import { unitOf } from './edits/yaml';
import type { TextEdit } from './messages';
import { readSource } from './source/tree';

/**
 * Edits that lay the whole text out anew with the indentation it has already. The meaning stays; a text that
 * can't be read to its end is left alone.
 */
export function formatDocument(document: ParsedDocument): TextEdit[] {
  if (document.broken) return [];
  const edits = document.format === 'json' ? jsonEdits(document) : yamlEdits(document);
  const after = readSource(applyEdits(document.text, edits), document.format);
  return jsonEqual(after.root?.value, document.tree.root?.value) ? edits : [];
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
