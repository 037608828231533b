import { isWithin, type Path, pathsEqual, toPointer } from '../base/pointer';
import type { Problem, TextRange } from '../model/problem';
import type { Workflow } from '../model/workflow';
import { type EmbeddedText, readEmbedded } from './embedded/embedded';
import { mappedTree } from './embedded/mappedTree';
import type { Format, SymbolPlace, WorkflowPlace } from './messages';
import { type FoundPlace, findPlaces } from './places';
import { readFunctions } from './source/functions';
import { readJsonAgain } from './source/jsonAgain';
import type { LineIndex } from './source/lines';
import { entryAt, nodeAt, pathAtOffset, type SourceEntry, type SourceNode } from './source/node';
import { readSource, type SourceTree, type SyntaxProblem } from './source/tree';
import { readYamlAgain } from './source/yamlAgain';
import { type BuiltWorkflow, buildWorkflow } from './workflow';

/** A text with everything that is known of it. Immutable; all paths are within the definition. */
export interface ParsedDocument {
  readonly text: string;
  readonly format: Format;
  readonly tree: SourceTree;
  readonly lines: LineIndex;
  /** The workflows of the text in its order; also those that the template only says the place of. */
  readonly places: readonly WorkflowPlace[];
  /** The same with what stands there. */
  readonly found: readonly FoundPlace[];
  readonly place: WorkflowPlace;
  /** The place in a template that names the text's file as its definition. */
  readonly template: WorkflowPlace | undefined;
  /** The definition's own text, where the template holds it as text. */
  readonly embedded: Embedded | null;
  /** The source of the definition, at its place in the text; null when there is none yet. */
  readonly definition: SourceNode | null;
  /** What the definition says, with the states that could be read; those kept from before are in `kept`. */
  readonly workflow: Workflow;
  /** Pointers of states that can't be read now and are shown as they were before. Their nodes are null. */
  readonly kept: ReadonlySet<string>;
  /** Whether the workflow shows more than the text says: states that are kept, or where it started. */
  readonly remembers: boolean;
  /**
   * What is wrong with the text itself, as problems. Also what is wrong outside of the definition. Those of an
   * embedded text are its own document's.
   */
  readonly syntaxProblems: readonly Problem[];
  readonly broken: { readonly message: string; readonly range: TextRange } | null;
  /** Whether a placeholder of JSON is replaced before AWS reads the text. */
  readonly replaces: (placeholder: string) => boolean;

  /** The node of the value at a path; null where there is none. */
  nodeAt(path: Path): SourceNode | null;
  /** The key at a path with its value; null for array items and the definition itself. */
  entryAt(path: Path): SourceEntry | null;
  /** The range of the value or key; where there is none, that of the nearest thing around it. */
  rangeOf(path: Path, part?: 'key' | 'value'): TextRange;
  /** The range exactly; null where there is none. */
  placeOf(path: Path, part: 'key' | 'value'): SymbolPlace | null;
  /** The path within the definition at an offset; empty outside of it. */
  pathAt(offset: number): Path;
  textRange(offset: number, length: number): TextRange;
}

/** A definition that the template holds as text. */
export interface Embedded {
  /** The text as a document of its own, with its own offsets. */
  readonly document: ParsedDocument;
  readonly text: EmbeddedText;
}

/**
 * Parses any text; never throws.
 * @param wanted Path of the definition in the text, when there are several; absent or gone: the first that is
 *   there to be seen.
 * @param template The place in a template that names the text's file as its definition: its name, its type and its
 *   substitutions hold for a bare definition in the text.
 * @param before The same document before an edit, of which most can be taken over.
 */
export function parseDocument(
  text: string,
  format: Format,
  wanted?: Path,
  template?: WorkflowPlace,
  before?: ParsedDocument,
): ParsedDocument {
  const given = new Set(template?.substitutions);
  const replaces = (placeholder: string) => given.has(placeholder);
  const tree = (before && readAgain(before, text, format, replaces)) ?? readSource(text, format, replaces);
  const found = findPlaces(tree.root);
  const chosen = choosePlace(found, wanted);
  const { node } = chosen;
  const place = template && chosen.place.container === null ? namedBy(template, chosen.place) : chosen.place;
  const parts = { tree, found, place, template, replaces };
  if (node && place.writtenAs !== undefined) {
    const read = readEmbedded(text, format, node, new Set(place.substitutions));
    return makeDocument(
      embeddedParts(parts, { text: read, document: parseDefinition(read.map.text, read.replaces) }),
    );
  }
  if (node && place.container !== null) readFunctions(node);
  const broken = tree.problems.some((problem) => problem.kind === 'broken');
  const workflow = buildWorkflow(node, broken, before ? builtOf(before) : null);
  return makeDocument({ ...parts, embedded: null, definition: node, workflow });
}

/** What a document's workflow was built of; null where it is not only that. */
function builtOf({ definition, workflow, remembers, tree, embedded }: ParsedDocument): BuiltWorkflow | null {
  if (remembers || embedded) return null;
  return { definition, workflow, broken: tree.problems.some((problem) => problem.kind === 'broken') };
}

/** Reads only what was changed, where that is certain to give the same; null otherwise. */
export function readAgain(
  before: ParsedDocument,
  text: string,
  format: Format,
  replaces: (placeholder: string) => boolean,
): SourceTree | null {
  // In a template the tree was changed after it was read: functions stand for their text.
  if (before.format !== format || before.place.container !== null || before.embedded) return null;
  return format === 'yaml' ? readYamlAgain(before.tree, text) : readJsonAgain(before.tree, text, replaces);
}

function namedBy({ name, type, substitutions }: WorkflowPlace, place: WorkflowPlace): WorkflowPlace {
  return { ...place, name, type, ...(substitutions && { substitutions }) };
}

/**
 * Parses the JSON text of a definition that stands inside another text.
 * @param replaces Whether a placeholder is replaced before AWS reads the text.
 */
export function parseDefinition(text: string, replaces: (placeholder: string) => boolean): ParsedDocument {
  const tree = readSource(text, 'json', replaces);
  const broken = tree.problems.some((problem) => problem.kind === 'broken');
  const place = { path: [], name: null, type: null, container: null };
  const workflow = buildWorkflow(tree.root, broken);
  const parts = { tree, found: [], place, template: undefined, replaces };
  return makeDocument({ ...parts, embedded: null, definition: tree.root, workflow });
}

interface Parts {
  readonly tree: SourceTree;
  readonly found: readonly FoundPlace[];
  readonly place: WorkflowPlace;
  readonly template: WorkflowPlace | undefined;
  readonly replaces: (placeholder: string) => boolean;
  readonly embedded: Embedded | null;
  readonly definition: SourceNode | null;
  readonly workflow: Workflow;
  readonly kept?: ReadonlySet<string>;
  readonly remembers?: boolean;
}

function embeddedParts(
  parts: Pick<Parts, 'tree' | 'found' | 'place' | 'template' | 'replaces'>,
  embedded: Embedded,
): Parts {
  const { definition, workflow, kept } = embedded.document;
  const mapped = definition && mappedTree(definition, embedded.text.map);
  return { ...parts, embedded, definition: mapped, workflow, kept };
}

/** The same document with another model of it: states kept from before, or parts with their old identity. */
export function withWorkflow(
  document: ParsedDocument,
  workflow: Workflow,
  kept?: ReadonlySet<string>,
): ParsedDocument {
  const { embedded } = document;
  const same = embedded && { ...embedded, document: withWorkflow(embedded.document, workflow, kept) };
  const remembers = document.remembers || kept !== undefined;
  return makeDocument({ ...document, embedded: same, workflow, kept: kept ?? document.kept, remembers });
}

function makeDocument(parts: Parts): ParsedDocument {
  const { tree, found, place, definition, embedded } = parts;
  const { text, format, lines } = tree;
  const textRange = (offset: number, length: number): TextRange => ({ offset, length, ...lines.at(offset) });
  const placeOf = (path: Path, part: 'key' | 'value'): SymbolPlace | null => {
    if (part === 'key') {
      const entry = entryAt(definition, path);
      return entry && { offset: entry.keyOffset, length: entry.keyLength };
    }
    const node = nodeAt(definition, path);
    return node && { offset: node.offset, length: node.length };
  };
  return {
    ...parts,
    places: found.map((each) => each.place),
    kept: parts.kept ?? new Set(),
    remembers: parts.remembers ?? false,
    text,
    format,
    lines,
    broken: firstBreak(parts, textRange),
    syntaxProblems: problemsOf(parts, textRange),
    nodeAt: (path) => nodeAt(definition, path),
    entryAt: (path) => entryAt(definition, path),
    placeOf,
    rangeOf: (path, part = 'value') => {
      for (let length = path.length; length >= 0; length--) {
        const at = path.slice(0, length);
        // A missing field is shown at the key of what lacks it, not over the whole of its text.
        const exact = length === path.length;
        const shown = exact
          ? (placeOf(at, part) ?? placeOf(at, 'key'))
          : (placeOf(at, 'key') ?? placeOf(at, 'value'));
        if (shown) return textRange(shown.offset, length === 0 && !exact ? 1 : shown.length);
      }
      if (embedded) return textRange(embedded.text.node.offset, Math.min(1, embedded.text.node.length));
      return textRange(0, Math.min(1, text.length));
    },
    pathAt: (offset) => {
      if (embedded) return embedded.text.map.covers(offset) ? pathAtOffset(definition, offset) : [];
      const whole = pathAtOffset(tree.root, offset);
      const inside =
        whole.length >= place.path.length && pathsEqual(whole.slice(0, place.path.length), place.path);
      return inside ? whole.slice(place.path.length) : [];
    },
    textRange,
  };
}

function choosePlace(
  [first, ...others]: readonly [FoundPlace, ...FoundPlace[]],
  wanted: Path | undefined,
): FoundPlace {
  const places = [first, ...others];
  const chosen = wanted && places.find(({ place }) => pathsEqual(place.path, wanted));
  return chosen ?? places.find(({ place }) => place.elsewhere === undefined) ?? first;
}

/** The first place that can't be read, in the text or in the text inside it. */
function firstBreak({ tree, embedded }: Parts, textRange: TextRanges): ParsedDocument['broken'] {
  const outer = tree.problems.find((problem) => problem.kind === 'broken');
  const inner = embedded?.document.broken;
  const breaks = outer ? [{ message: outer.message, range: textRange(outer.offset, outer.length) }] : [];
  if (embedded && inner) {
    const { offset, length } = embedded.text.map.range(inner.range);
    breaks.push({ message: inner.message, range: textRange(offset, length) });
  }
  return breaks.sort((left, right) => left.range.offset - right.range.offset)[0] ?? null;
}

type TextRanges = (offset: number, length: number) => TextRange;

const severities = { broken: 'error', refused: 'error', note: 'advice' } as const;

function problemsOf(parts: Parts, textRange: TextRanges): Problem[] {
  const syntax = parts.tree.problems.map((problem) => syntaxProblem(problem, parts, textRange));
  const ofPlaces = parts.found.flatMap(({ place, key, refused }): Problem[] => {
    const range = textRange(key.offset, key.length);
    const problem = { path: [], state: null, range, fixes: [] };
    const wrong: Problem[] =
      refused === undefined
        ? []
        : [{ ...problem, code: 'TEMPLATE_PROPERTY_WRONG', severity: 'error', message: refused }];
    if (place.elsewhere === undefined) return wrong;
    return [
      ...wrong,
      { ...problem, code: 'WORKFLOW_ELSEWHERE', severity: 'advice', message: notShown(place) },
    ];
  });
  return [...syntax, ...ofPlaces];
}

/** What is said of a workflow that the template only says the place of. */
export function notShown({ name, elsewhere }: WorkflowPlace): string {
  return `\`${name}\` is not shown. ${elsewhere?.message ?? ''}`;
}

function syntaxProblem(
  problem: SyntaxProblem,
  { tree, place, workflow }: Parts,
  textRange: TextRanges,
): Problem {
  const whole = pathAtOffset(tree.root, problem.offset);
  const isInside = place.writtenAs === undefined && isWithin(whole, place.path);
  const path = isInside ? whole.slice(place.path.length) : [];
  return {
    code: problem.code,
    severity: severities[problem.kind],
    message: problem.message,
    path,
    state: stateAround(workflow, path),
    range: textRange(problem.offset, problem.length),
    fixes: [],
  };
}

/** The pointer of the innermost state around a path; null where there is none. */
export function stateAround(workflow: Workflow, path: Path): string | null {
  for (let length = path.length; length > 1; length--) {
    if (path[length - 2] !== 'States') continue;
    const pointer = toPointer(path.slice(0, length));
    if (workflow.states.has(pointer)) return pointer;
  }
  return null;
}
