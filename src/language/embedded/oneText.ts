import { applyEdits } from '../../base/textEdits';
import { type ParsedDocument, parseDocument } from '../document';
import type { TextEdit } from '../messages';
import { textOfCall } from '../source/functions';
import type { SourceNode } from '../source/node';
import { outerOf } from './edit';
import { type Call, callOf, joinedValues, substitutedText } from './embedded';
import { blockLinesOf, indentBelow } from './write';

/**
 * Writes a definition that `Fn::Join` puts together as the one text of `Fn::Sub`. Its references become
 * placeholders: `Ref` and `Fn::GetAtt` by their names, other functions as variables of `Fn::Sub`.
 */
export function writeAsOneText(
  document: ParsedDocument,
): { readonly edits: readonly TextEdit[] } | { readonly reason: string } {
  const { embedded, text, format, place } = document;
  if (!embedded?.text.joined)
    return { reason: 'Only a definition that Fn::Join puts together can be written as one text.' };
  const { node } = embedded.text;
  const joined = new Joined(text);
  joined.add(node);
  if (joined.failure !== null) return { reason: joined.failure };
  const written = format === 'json' ? asJson(document, node, joined) : asYaml(document, node, joined);
  // In YAML it stands behind its key, also where the long form began on a line below.
  const gap = format === 'yaml' ? gapBefore(text, node) : 0;
  const edits = [
    { offset: node.offset - gap, length: node.length + gap, text: `${gap > 0 ? ' ' : ''}${written}` },
  ];
  const after = parseDocument(applyEdits(text, edits), format, place.path);
  const isSame = after.embedded?.text.joined === false && sameDefinition(document, after, joined.variables);
  return isSame ? { edits } : { reason: 'This definition can’t be written as one text.' };
}

/** Blanks and line breaks between the colon of a node's key and the node; 0 where something else stands there. */
function gapBefore(text: string, node: SourceNode): number {
  return /:(\s+)$/.exec(text.slice(0, node.offset))?.[1]?.length ?? 0;
}

/** Whether both say the same, with what the variables stand for in place of their names. */
function sameDefinition(
  before: ParsedDocument,
  after: ParsedDocument,
  variables: ReadonlyMap<string, Variable>,
): boolean {
  const meant = ({ definition }: ParsedDocument): string =>
    JSON.stringify(definition?.value ?? null)
      .replaceAll('${!', '${')
      .replace(/\$\{(\w+)\}/g, (placeholder, name: string) => variables.get(name)?.read ?? placeholder);
  return meant(before) === meant(after);
}

/** What a variable stands for, as written in the template. */
interface Variable {
  readonly written: string;
  /** The placeholder that it is read as. */
  readonly read: string;
}

class Joined {
  text = '';
  failure: string | null = null;
  readonly variables = new Map<string, Variable>();

  constructor(readonly source: string) {}

  add(node: SourceNode): void {
    const call = callOf(node);
    const join = call?.name === 'Join' ? joinedValues(call.argument) : null;
    const inner = call?.name === 'Sub' ? substitutedText(call.argument) : null;
    if (join) {
      join.values.forEach((value, index) => {
        if (index > 0) this.#literal(join.separator);
        this.add(value);
      });
    } else if (inner && call?.argument.kind === 'string') this.text += String(inner.value);
    else if (call) this.#reference(node, call);
    else if (node.style === 'alias') this.failure = 'One of its pieces is an alias. Write that out first.';
    else this.#literal(String(node.value));
  }

  /** A placeholder in a text that was not replaced before must not be replaced now. */
  #literal(text: string): void {
    this.text += text.replaceAll('${', '${!');
  }

  #reference(node: SourceNode, { name, argument }: Call): void {
    const parts = argument.kind === 'array' ? argument.items.map((item) => item.value) : [argument.value];
    const isNamed = (name === 'Ref' || name === 'GetAtt') && parts.every((part) => typeof part === 'string');
    if (isNamed) {
      this.text += `\${${parts.join('.')}}`;
      return;
    }
    let number = this.variables.size + 1;
    while (this.source.includes(`${name}${number}`)) number++;
    const variable = `${name}${number}`;
    const read = textOfCall(name, argument.value);
    this.variables.set(variable, { written: this.source.slice(node.offset, node.end), read });
    this.text += `\${${variable}}`;
  }
}

/** JSON keeps a text on one line: its line breaks are escapes. */
function asJson({ text }: ParsedDocument, node: SourceNode, joined: Joined): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const line = text.lastIndexOf('\n', node.offset - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(line))?.[0] ?? '';
  const unit = indent.includes('\t') ? '\t' : '  ';
  const own = JSON.stringify(joined.text);
  if (joined.variables.size === 0) return `{${eol}${indent}${unit}"Fn::Sub": ${own}${eol}${indent}}`;
  const variables = [...joined.variables].map(
    ([name, { written }]) => `${JSON.stringify(name)}: ${oneLine(written)}`,
  );
  const list = `[${own}, { ${variables.join(', ')} }]`;
  return `{${eol}${indent}${unit}"Fn::Sub": ${list}${eol}${indent}}`;
}

const oneLine = (written: string): string => written.replace(/\s*\r?\n\s*/g, ' ');

/** YAML has it as lines of their own. */
function asYaml(document: ParsedDocument, node: SourceNode, joined: Joined): string {
  const outer = outerOf(document);
  const column = indentBelow(
    outer,
    node.parent?.entries.find((entry) => entry.value === node)?.keyOffset ?? node.offset,
  );
  const lines = pretty(joined.text);
  if (joined.variables.size === 0) return `!Sub |-${blockLinesOf(outer, lines, column)}`;
  const own = `!Sub${outer.eol}${' '.repeat(column)}- |-${blockLinesOf(outer, lines, column + 2)}`;
  const variables = [...joined.variables].map(
    ([name, { written }], index) =>
      `${outer.eol}${' '.repeat(column)}${index === 0 ? '- ' : '  '}${name}: ${oneLine(written)}`,
  );
  return own + variables.join('');
}

/** The text in lines, when it is all on one and is JSON; a text with placeholders outside of quotes stays. */
function pretty(text: string): string {
  if (text.trim().includes('\n')) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
