import {
  CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  Lexer,
  type Pair,
  type ParsedNode,
  parseAllDocuments,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { JsonPrimitive } from '../../base/json';
import { functionOfTag, textOfCall } from './functions';
import { lineIndex } from './lines';
import { addEntry, maxDepth, SourceNode } from './node';
import type { SourceTree, SyntaxProblem } from './tree';
import { explainYaml, unclosedQuote } from './yamlProblems';

/**
 * Reads YAML, the first document of the text. Scalars follow YAML 1.2's core schema, so `Yes` and `No` are text.
 * Aliases and merge keys are resolved; CloudFormation's function tags are read as text.
 */
export function readYaml(text: string): SourceTree {
  const lines = lineIndex(text);
  const problems: SyntaxProblem[] = [];
  const deep = deepPlace(text);
  if (deep !== null)
    return { format: 'yaml', text, root: null, problems: [tooDeep(deep)], lines, again: null };
  let root: SourceNode | null = null;
  let mayBeReadAgain = false;
  try {
    const { documents, areQuotesLocal } = parseWithOpenQuotes(text);
    const document = documents.find((each) => each.contents) ?? documents[0];
    if (document) {
      const reader = new YamlReader(text, problems);
      root = reader.read(document);
      mayBeReadAgain = isPlain(text) && !reader.shares && areQuotesLocal && documents.length === 1;
      for (const error of documents.flatMap((each) => each.errors)) problems.push(explainYaml(error, text));
    }
    if (documents.filter((each) => each.contents).length > 1) problems.push(severalDocuments(documents));
  } catch (error) {
    // The parser itself recurses; everything else it reports as errors.
    if (!(error instanceof RangeError)) throw error;
    problems.push(tooDeep(0));
  }
  const endAll = problems.every((problem) => endsWithEntry(problem, text));
  const again = mayBeReadAgain && endAll ? { found: problems, age: 0 } : null;
  return { format: 'yaml', text, root, problems: told(problems), lines, again };
}

/** Without directives, which change how the rest is read, and without line ends that only YAML knows. */
const isPlain = (text: string): boolean => !/^%|\r(?!\n)/m.test(text);

/**
 * Whether what is wrong does not change how the lines after its entry are read: a key that is not finished, a text that
 * needs quotes, a quote that is open. A bracket that is open does.
 *
 * @param text all of the text, also if a part of it was read.
 */
export const endsWithEntry = ({ code, message }: SyntaxProblem, text: string): boolean =>
  message === unclosedQuote ? endsOpenQuotes(text) : code === 'SYNTAX_MISSING_CHAR' || closedCodes.has(code);

const closedCodes: ReadonlySet<string> = new Set([
  'SYNTAX_DUPLICATE_KEY',
  'SYNTAX_MULTILINE_IMPLICIT_KEY',
  'SYNTAX_BAD_SCALAR_START',
  'SYNTAX_BAD_DQ_ESCAPE',
]);

/** Nesting with which the parser itself could come to the end of the stack. */
const mostNesting = 2 * maxDepth;

/**
 * Where a text is nested too deeply to be given to the parser; null when it is fine. Counts brackets, dashes in a
 * row and steps of indentation, without a look at quotes: only the order of magnitude matters.
 */
export function deepPlace(text: string): number | null {
  let brackets = 0;
  let dashes = 0;
  const indents: number[] = [];
  let start = 0;
  let lineBegins = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) {
      start = at + 1;
      lineBegins = true;
      dashes = 0;
      continue;
    }
    if (code === 32 || code === 9) continue;
    if (lineBegins) {
      while (indents.length > 0 && (indents.at(-1) ?? 0) >= at - start) indents.pop();
      indents.push(at - start);
      lineBegins = false;
    }
    if (code === 91 || code === 123) brackets++;
    else if (code === 93 || code === 125) brackets = Math.max(0, brackets - 1);
    dashes = code === 45 || code === 63 ? dashes + 1 : 0;
    if (brackets > mostNesting || indents.length > mostNesting || dashes > mostNesting) return at;
  }
  return null;
}

/** A comment with both quotes. */
const quotes = '#"\'';

/** Where the last line has no end, a comment below it would change how it is read. */
const endsOpenQuotes = (text: string): boolean => text.endsWith('\n');

/**
 * Parses so that a quote that is left open ends before the next line that is not indented enough to belong to it. The
 * parser has it end there only if the same quote stands somewhere below, and else takes all of the text for one value,
 * so what follows would be lost.
 *
 * @returns also whether each open quote is over with its entry. Not one that runs on, for want of a line that ends it,
 * and none that begins its line: how far that goes depends on the lines before.
 */
function parseWithOpenQuotes(text: string): {
  readonly documents: Document.Parsed[];
  readonly areQuotesLocal: boolean;
} {
  const documents = parseDocuments(text);
  if (documents.every(({ errors }) => errors.length === 0)) return { documents, areQuotesLocal: true };
  // Not every open quote is an error of its own: it may make a key of many lines.
  const canEnd = endsOpenQuotes(text);
  const withQuotes = `${text}${canEnd ? '' : '\n'}${quotes}`;
  const tokens = [...new Lexer().lex(withQuotes)];
  const runsOn = tokens.at(-1) !== quotes;
  const open = [...tokens.keys()].filter((at) => isOpenQuote(tokens[at] ?? ''));
  if (!runsOn && open.length === 0) return { documents, areQuotesLocal: true };
  const areEnded = canEnd && !runsOn;
  return {
    documents: areEnded ? parseDocuments(withQuotes) : documents,
    areQuotesLocal: areEnded && !open.some((at) => beginsLine(tokens, at)),
  };
}

/** Tokens that are space, or marks of the lexer's own without any text. */
const blank: ReadonlySet<string | null> = new Set([
  'space',
  'doc-mode',
  'flow-error-end',
  'scalar',
  'byte-order-mark',
]);

/** Whether nothing but space stands before a token on its line. */
function beginsLine(tokens: readonly string[], at: number): boolean {
  let before = at - 1;
  while (before >= 0 && blank.has(CST.tokenType(tokens[before] ?? ''))) before--;
  return tokens[before]?.endsWith('\n') ?? true;
}

/** Whether a token begins with a quote and does not end with it: an escaped one, or two single ones, end nothing. */
function isOpenQuote(token: string): boolean {
  const quote = token[0];
  if (quote !== '"' && quote !== "'") return false;
  const doubling = quote === '"' ? '\\' : quote;
  const last = token.length - 1;
  let before = last;
  while (before > 1 && token[before - 1] === doubling) before--;
  return last === 0 || token[last] !== quote || (last - before) % 2 === 1;
}

function parseDocuments(text: string): Document.Parsed[] {
  const parsed = parseAllDocuments(text, {
    version: '1.2',
    schema: 'core',
    keepSourceTokens: true,
    uniqueKeys: false,
    strict: false,
    logLevel: 'silent',
    prettyErrors: false,
  });
  return Array.isArray(parsed) ? parsed : [];
}

/** Aliases may not blow a text up to more nodes than this. */
const mostNodes = 200_000;

class YamlReader {
  /** Whether something stands for nodes that stand elsewhere. */
  shares = false;
  readonly #anchors = new Map<string, SourceNode>();
  readonly #sizes = new Map<SourceNode, number>();
  #depth = 0;

  constructor(
    readonly text: string,
    readonly problems: SyntaxProblem[],
  ) {}

  read(document: Document.Parsed): SourceNode | null {
    return document.contents ? this.#node(document.contents, document.contents.range[0]) : null;
  }

  /** @param start Where the node begins with its tag; the same as its own start when it has none. */
  #node(node: ParsedNode, start: number): SourceNode {
    const called = !isAlias(node) && node.tag ? functionOfTag(node.tag) : null;
    const made = called === null ? this.#plain(node, start) : this.#called(called, node, start);
    if (!isAlias(node) && node.anchor) this.#anchors.set(node.anchor, made);
    return made;
  }

  /** A function in its short form is read as text; its argument is kept as it is written. */
  #called(name: string, node: ParsedNode, start: number): SourceNode {
    const argument = this.#plain(node, node.range[0]);
    const made = new SourceNode('string', start, argument.end - start, textOfCall(name, argument.value));
    made.style = 'function';
    made.call = { name, argument };
    return made;
  }

  #plain(node: ParsedNode, start: number): SourceNode {
    if (isAlias(node)) return this.#alias(node.source, node.range);
    if (isScalar(node)) return this.#scalar(node, start);
    this.#depth++;
    const made = this.#depth > maxDepth ? this.#skipped(node.range) : this.#collection(node, start);
    this.#depth--;
    return made;
  }

  #scalar(node: ParsedNode & { value: unknown }, start: number): SourceNode {
    const value = this.#valueOf(node);
    const end = isBlockScalar(node) ? blockScalarEnd(this.text, node.range) : node.range[1];
    const made = new SourceNode(kindOf(value), start, end - start, value);
    if (isBlockScalar(node)) made.style = 'blockScalar';
    this.#sizes.set(made, 1);
    return made;
  }

  /** The parser takes the last character of a text whose quote is open for its closing quote. */
  #valueOf({ value, range, type }: ParsedNode & { value: unknown; type?: string }): JsonPrimitive {
    const last = this.text[range[1] - 1] ?? '';
    const closing = type === 'QUOTE_DOUBLE' ? '"' : type === 'QUOTE_SINGLE' ? "'" : last;
    const isCut = last !== closing && last.trim() !== '' && typeof value === 'string';
    return isCut ? value + last : jsonScalar(value, range, this.text);
  }

  #collection(node: YAMLMap.Parsed | YAMLSeq.Parsed, start: number): SourceNode {
    const block = !node.flow;
    const made = new SourceNode(isMap(node) ? 'object' : 'array', start, node.range[1] - start);
    if (isMap(node)) this.#entries(node, made);
    else this.#items(node, made);
    if (block) {
      made.style = 'block';
      made.length = Math.max(0, lastEnd(made, start) - start);
    }
    let size = 1;
    for (const { value } of made.entries) size += value ? (this.#sizes.get(value) ?? 1) : 1;
    for (const item of made.items) size += this.#sizes.get(item) ?? 1;
    this.#sizes.set(made, size);
    return made;
  }

  #entries(map: YAMLMap.Parsed, object: SourceNode): void {
    const seen = new Set<string>();
    const merges: SourceNode[] = [];
    for (const pair of map.items as Pair<ParsedNode, ParsedNode | null>[]) {
      const key = this.#key(pair);
      const value = pair.value ? this.#node(pair.value, valueStart(pair, pair.value)) : null;
      if (key.text === '<<' && key.plain) {
        this.shares = true;
        if (value) merges.push(...(value.kind === 'array' ? value.items : [value]));
        continue;
      }
      const known = value ?? emptyValue(pair, key);
      const entry = addEntry(object, key, known, seen);
      if (entry.duplicate) {
        this.problems.push({
          code: 'SYNTAX_DUPLICATE_KEY',
          message: `\`${key.text}\` stands twice in the same object; only the last one counts.`,
          offset: key.offset,
          length: key.length,
          kind: 'refused',
        });
      }
    }
    for (const merged of merges) {
      for (const { key, keyOffset, keyLength, value } of merged.entries) {
        if (!seen.has(key))
          addEntry(object, { text: key, offset: keyOffset, length: keyLength }, value, seen, true);
      }
    }
  }

  #key(pair: Pair<ParsedNode, ParsedNode | null>): {
    text: string;
    offset: number;
    length: number;
    plain: boolean;
  } {
    const key = pair.key as ParsedNode | null;
    if (!key?.range) return { text: '', offset: valueOffset(pair), length: 0, plain: false };
    const [offset, end] = key.range;
    const written = this.text.slice(offset, end);
    const plain = isScalar(key) && key.type === 'PLAIN';
    const text = isScalar(key) && typeof key.value === 'string' ? key.value : written;
    return { text, offset, length: end - offset, plain };
  }

  #items(seq: YAMLSeq.Parsed, array: SourceNode): void {
    const token = seq.srcToken;
    const sources = token && 'items' in token ? token.items : [];
    seq.items.forEach((item, at) => {
      // A flow sequence may hold pairs: `[a: 1]`.
      const node = item as ParsedNode | Pair<ParsedNode, ParsedNode>;
      if (!('range' in node)) return;
      if (!node.range) return;
      const props = sources[at]?.start ?? [];
      const made = this.#node(node, tagStart(props, node.range[0]));
      made.dash = props.find((token) => token.type === 'seq-item-ind')?.offset ?? null;
      array.addItem(made);
    });
  }

  #alias(name: string, [offset, end]: readonly [number, number, number]): SourceNode {
    this.shares = true;
    const target = this.#anchors.get(name);
    const size = target ? (this.#sizes.get(target) ?? 1) : 1;
    if (!target || size > mostNodes) {
      const message = target
        ? `\`*${name}\` stands for too much to be read.`
        : `There is no anchor \`&${name}\` above this.`;
      this.problems.push({ code: 'SYNTAX_ALIAS', message, offset, length: end - offset, kind: 'broken' });
      return new SourceNode('null', offset, end - offset, null);
    }
    const made = new SourceNode(target.kind, offset, end - offset, target.value);
    made.style = 'alias';
    made.entries.push(...target.entries);
    made.items.push(...target.items);
    this.#sizes.set(made, size);
    return made;
  }

  #skipped([offset, end]: readonly [number, number, number]): SourceNode {
    if (!this.problems.some((problem) => problem.code === 'SYNTAX_DEPTH'))
      this.problems.push(tooDeep(offset));
    return new SourceNode('null', offset, end - offset, null);
  }
}

type SourceToken = { readonly type: string; readonly offset: number; readonly source?: string };

/** Where a value begins with its tag; an anchor before it is not part of it. */
function valueStart(pair: Pair, node: ParsedNode): number {
  const source = pair.srcToken as { sep?: SourceToken[] } | undefined;
  return tagStart(source?.sep ?? [], node.range[0]);
}

function tagStart(props: readonly SourceToken[], start: number): number {
  return props.find((token) => token.type === 'tag')?.offset ?? start;
}

function valueOffset(pair: Pair): number {
  return (pair.value as ParsedNode | null)?.range?.[0] ?? 0;
}

/** `Key:` without a value means null; its place is right after the colon. */
function emptyValue(pair: Pair, key: { offset: number; length: number }): SourceNode | null {
  const source = pair.srcToken as { sep?: SourceToken[] } | undefined;
  const colon = source?.sep?.find((token) => token.type === 'map-value-ind');
  return colon ? new SourceNode('null', Math.max(colon.offset + 1, key.offset + key.length), 0, null) : null;
}

/** Where the last thing below a node ends. */
export function lastEnd(node: SourceNode, start: number): number {
  let end = start;
  for (const entry of node.entries) {
    if (!entry.merged) end = Math.max(end, entry.keyOffset + entry.keyLength, entry.value?.end ?? 0);
  }
  for (const item of node.items) end = Math.max(end, item.end);
  return end;
}

function isBlockScalar(node: unknown): boolean {
  return isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
}

/** The end of a block scalar's last line that counts: with `+` the blank lines after it count too. */
function blockScalarEnd(text: string, [start, end]: readonly [number, number, number]): number {
  const header = /^[|>][-+\d]*/.exec(text.slice(start, start + 8))?.[0] ?? '';
  let at = end;
  if (header.includes('+')) {
    if (text[at - 1] === '\n') at -= text[at - 2] === '\r' ? 2 : 1;
    return Math.max(at, start);
  }
  while (at > start && /[\s]/.test(text[at - 1] ?? '')) at--;
  return at;
}

function jsonScalar(
  value: unknown,
  [start, end]: readonly [number, number, number],
  text: string,
): JsonPrimitive {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return value === null || value === undefined ? null : text.slice(start, end);
}

function kindOf(value: JsonPrimitive): SourceNode['kind'] {
  return value === null ? 'null' : (typeof value as 'string' | 'number' | 'boolean');
}

function tooDeep(offset: number): SyntaxProblem {
  const message = `Values are nested more than ${maxDepth} levels deep; what lies deeper is not read.`;
  return { code: 'SYNTAX_DEPTH', message, offset, length: 1, kind: 'broken' };
}

function severalDocuments(documents: readonly Document.Parsed[]): SyntaxProblem {
  const second = documents.filter((each) => each.contents)[1];
  const message = 'Only the first document of this text is read; the next one begins here.';
  return { code: 'SYNTAX_DOCUMENTS', message, offset: second?.range[0] ?? 0, length: 1, kind: 'refused' };
}

/** Each mistake in YAML tends to raise the same error again and again: one of a kind in a row, and five in all. */
export function told(problems: readonly SyntaxProblem[]): SyntaxProblem[] {
  const sorted = [...problems].sort((left, right) => left.offset - right.offset);
  const broken = sorted.filter((problem) => problem.kind === 'broken');
  const told = broken.filter((problem, at) => problem.code !== broken[at - 1]?.code).slice(0, 5);
  return sorted.filter((problem) => problem.kind !== 'broken' || told.includes(problem)).slice(0, 30);
}
