import { isCollection, isScalar, parseDocument as parseYaml, visit } from 'yaml';
import { jsonEqual } from '../base/json';
import { type ParsedDocument, parseDocument } from './document';
import { printJson } from './edits/json';
import { lineIndent, lineStart } from './edits/printer';
import { styleOf } from './edits/style';
import { printBlockRoot } from './edits/yaml';
import type { Format } from './messages';
import { JsonTokens, Token } from './source/jsonTokens';
import type { SourceNode } from './source/node';

/**
 * The definition in the other format, with the order of its keys, and its comments where the format has them.
 * `lost` names in sentences what the other format can't hold. Of a template only the definition is taken.
 */
export function convertDocument(
  document: ParsedDocument,
  to: Format,
): { text: string; lost: readonly string[] } {
  const lost: string[] = [];
  if (document.place.container !== null)
    lost.push(`What surrounds the definition in the ${document.place.container}.`);
  if (document.broken) lost.push('What can’t be read in the text.');
  if (document.embedded) {
    const inner = convertDocument(document.embedded.document, to);
    return {
      text: `${inner.text.trimEnd()}${styleOf(document.tree).eol}`,
      lost: [...new Set([...lost, ...inner.lost])],
    };
  }
  if (document.format === to) {
    return document.place.container === null
      ? { text: document.text, lost: [] }
      : { text: takenOut(document), lost };
  }
  const text = to === 'yaml' ? toYaml(document) : toJson(document, lost);
  return { text, lost };
}

/** The definition of a template as a text of its own, with the indentation taken back. */
function takenOut(document: ParsedDocument): string {
  const { definition, text, format } = document;
  if (!definition) return format === 'json' ? '{}\n' : '';
  const style = styleOf(document.tree);
  const indent = lineIndent(text, definition.offset).length;
  const column =
    definition.style === 'block' ? definition.offset - lineStart(text, definition.offset) : indent;
  const deeper = new RegExp(`(\\r?\\n)[ \\t]{1,${Math.max(1, column)}}`, 'g');
  const slice = text.slice(definition.offset, definition.end);
  const shifted = (column > 0 ? slice.replace(deeper, '$1') : slice) + style.eol;
  // An alias of what stands outside means nothing on its own; a function in its long form means something else.
  const alone = parseDocument(shifted, format);
  if (!alone.broken && jsonEqual(alone.workflow.definition, definition.value)) return shifted;
  const context = { text: '', format, style };
  const printed =
    format === 'json' ? printNode(definition, '', style) : printBlockRoot(definition.value, context, 0);
  return printed + style.eol;
}

function toJson(document: ParsedDocument, lost: string[]): string {
  const { definition, text } = document;
  if (!definition) return '{}\n';
  const source = text.slice(definition.offset, definition.end);
  const comments = commentCount(document);
  if (comments > 0) lost.push(comments === 1 ? 'A comment.' : `${comments} comments.`);
  if (usesAlias(definition)) lost.push('Anchors and aliases: their values are written out.');
  if (/(?:^|[\s[{,])![A-Za-z]/.test(source)) lost.push('Tags: what they stand for is written as text.');
  const style = styleOf(document.tree);
  const unit = /^ +$/.test(style.unit) ? style.unit : '  ';
  const json = { ...style, unit, colon: ': ', compact: false, shortArrays: 'lines' as const };
  return printNode(definition, '', json) + style.eol;
}

/** Prints from the source, as a JavaScript object would put keys such as `1` first. */
function printNode(node: SourceNode, indent: string, style: Parameters<typeof printJson>[2]): string {
  const { eol, unit } = style;
  const inner = indent + unit;
  if (node.kind === 'array' && node.items.length > 0) {
    const items = node.items.map((item) => inner + printNode(item, inner, style));
    return `[${eol}${items.join(`,${eol}`)}${eol}${indent}]`;
  }
  if (node.kind === 'object' && node.entries.length > 0) {
    const entries = node.entries
      .filter((entry) => node.entry(entry.key) === entry)
      .map(
        ({ key, value }) =>
          `${inner}${JSON.stringify(key)}: ${value ? printNode(value, inner, style) : 'null'}`,
      );
    return `{${eol}${entries.join(`,${eol}`)}${eol}${indent}}`;
  }
  return printJson(node.value, indent, style);
}

function usesAlias(node: SourceNode): boolean {
  if (node.style === 'alias') return true;
  return (
    node.items.some(usesAlias) ||
    node.entries.some((entry) => entry.merged || (entry.value ? usesAlias(entry.value) : false))
  );
}

function commentCount({ text, place }: ParsedDocument): number {
  let count = 0;
  const note = (comment: string | null | undefined) => {
    if (comment) count += comment.split('\n').length;
  };
  const parsed = parseYaml(text, { uniqueKeys: false, logLevel: 'silent' });
  const start = place.path.length > 0 ? parsed.getIn(place.path, true) : parsed;
  if (start === parsed) {
    note(parsed.commentBefore);
    note(parsed.comment);
  }
  const root = start === parsed ? parsed.contents : start;
  if (root === null || typeof root !== 'object') return count;
  visit(root as Parameters<typeof visit>[0], {
    Node: (_key, node) => {
      note(node.commentBefore);
      note(node.comment);
    },
  });
  return count;
}

function toYaml(document: ParsedDocument): string {
  const { definition, text } = document;
  const style = styleOf(document.tree);
  const unit = /^ +$/.test(style.unit) ? style.unit.length : 2;
  const whole = document.place.path.length === 0;
  const source = whole ? text : text.slice(definition?.offset ?? 0, definition?.end ?? 0);
  const parsed = parseYaml(yamlCompatible(source), { version: '1.2', uniqueKeys: false, logLevel: 'silent' });
  visit(parsed, (key, node) => {
    if (isCollection(node)) node.flow = node.items.length === 0;
    if (!isScalar(node) || typeof node.value !== 'string') return;
    if (node.value.includes('\n') && key !== 'key') node.type = 'BLOCK_LITERAL';
    else delete node.type;
  });
  const printed = parsed.toString({ indent: unit, lineWidth: 0 });
  return style.eol === '\n' ? printed : printed.replaceAll('\n', style.eol);
}

/** JSON as YAML can read it: comments with `#`, placeholders in quotes, no tabs before values. */
function yamlCompatible(source: string): string {
  const tokens = new JsonTokens(source);
  let result = '';
  let at = 0;
  const put = (offset: number, end: number, text: string) => {
    result += source.slice(at, offset).replaceAll('\t', '  ') + text;
    at = end;
  };
  const replacements: { offset: number; end: number; text: string }[] = [];
  while (tokens.kind !== Token.end) {
    const { kind, offset, end, value } = tokens;
    if (kind === Token.unknown) replacements.push({ offset, end, text: JSON.stringify(value) });
    else if (kind === Token.string) replacements.push({ offset, end, text: source.slice(offset, end) });
    tokens.next();
  }
  for (const { offset, length } of tokens.comments) {
    const comment = source.slice(offset, offset + length);
    const lines = comment.startsWith('//')
      ? [comment.slice(2)]
      : comment.slice(2).replace(/\*\/$/, '').split(/\r?\n/);
    const isLast = /^[ \t]*(?:\r?\n|$)/.test(source.slice(offset + length));
    const text =
      lines.map((line) => `#${line.replace(/^\s*\*/, '').trimEnd()}`).join('\n') + (isLast ? '' : '\n');
    replacements.push({ offset, end: offset + length, text: ` ${text}` });
  }
  for (const each of replacements.sort((left, right) => left.offset - right.offset))
    put(each.offset, each.end, each.text);
  return result + source.slice(at).replaceAll('\t', '  ');
}
