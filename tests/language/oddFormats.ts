import { createScanner } from 'jsonc-parser';
import { Document, isCollection, isScalar, visit } from 'yaml';
import type { JsonValue } from '../../src/base/json';

/** The same JSON with odd blanks, comments and line breaks between its tokens. */
export function oddJson(text: string, pick: (below: number) => number): string {
  const scanner = createScanner(text, true);
  const fillers = ['', '', '', ' ', '  ', '\n', '\n    ', '\t', ' /* c */ ', ' // line\n', '\r\n', '\n\n  '];
  let result = '';
  while (scanner.scan() !== 17) {
    const token = text.substr(scanner.getTokenOffset(), scanner.getTokenLength());
    result += (fillers[pick(fillers.length)] ?? '') + token;
  }
  return result + (pick(2) ? '\n' : '');
}

/** The value as YAML in one of many styles, with comments. */
export function oddYaml(value: JsonValue, pick: (below: number) => number): string {
  const document = new Document(value, { version: '1.2', aliasDuplicateObjects: false });
  visit(document, (key, node) => {
    if (isCollection(node)) {
      if (pick(12) === 0) node.flow = true;
      if (pick(10) === 0 && key !== 'key') node.commentBefore = ' above it';
      if (pick(14) === 0) node.spaceBefore = true;
    }
    if (isScalar(node)) {
      if (pick(12) === 0 && key !== 'key') node.comment = ' beside it';
      if (typeof node.value === 'string') {
        if (pick(4) === 0) node.type = pick(2) ? 'QUOTE_SINGLE' : 'QUOTE_DOUBLE';
        else if (key !== 'key' && pick(6) === 0) node.type = pick(2) ? 'BLOCK_LITERAL' : 'BLOCK_FOLDED';
      }
    }
  });
  if (pick(3) === 0) document.commentBefore = ' head of the file';
  if (pick(3) === 0) document.comment = ' foot of the file';
  const text = document.toString({
    indent: 2 + pick(3),
    indentSeq: pick(2) === 0,
    lineWidth: pick(2) ? 0 : 60,
    directives: pick(5) === 0,
  });
  return pick(4) === 0 ? text.replaceAll('\n', '\r\n') : text;
}
