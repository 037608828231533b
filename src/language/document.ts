import { isWithin, type Path, pathsEqual, toPointer } from '../base/pointer';
import type { Problem, TextRange } from '../model/problem';
import type { Workflow } from '../model/workflow';
import type { Format, SymbolPlace, WorkflowPlace } from './messages';
import { findPlaces, type WorkflowElsewhere } from './places';
import { readFunctions } from './source/functions';
import type { LineIndex } from './source/lines';
import { entryAt, nodeAt, pathAtOffset, type SourceEntry, type SourceNode } from './source/node';
import { readSource, type SourceTree, type SyntaxProblem } from './source/tree';
import { buildWorkflow } from './workflow';

/** A text with everything that is known of it. Immutable; all paths are within the definition. */
export interface ParsedDocument {
  readonly text: string;
  readonly format: Format;
  readonly tree: SourceTree;
  readonly lines: LineIndex;
  readonly places: readonly WorkflowPlace[];
  /** Workflows that the template holds in a way that can't be edited here. */
  readonly elsewhere: readonly WorkflowElsewhere[];
  readonly place: WorkflowPlace;
  /** The source of the definition; null when there is none yet. */
  readonly definition: SourceNode | null;
  /** What the definition says, with the states that could be read; those kept from before are in `kept`. */
  readonly workflow: Workflow;
  /** Pointers of states that can't be read now and are shown as they were before. Their nodes are null. */
  readonly kept: ReadonlySet<string>;
  /** What is wrong with the text itself, as problems. Also what is wrong outside of the definition. */
  readonly syntaxProblems: readonly Problem[];
  readonly broken: { readonly message: string; readonly range: TextRange } | null;

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

/**
 * Parses any text; never throws.
 * @param wanted Path of the definition in the text, when there are several; absent or gone: the first.
 */
export function parseDocument(text: string, format: Format, wanted?: Path): ParsedDocument {
  const tree = readSource(text, format);
  const { places, elsewhere } = findPlaces(tree.root);
  const place = choosePlace(places, wanted);
  const definition = nodeAt(tree.root, place.path);
  if (definition && place.container !== null) readFunctions(definition);
  const broken = tree.problems.some((problem) => problem.kind === 'broken');
  const workflow = buildWorkflow(definition, broken);
  return makeDocument({ tree, places, elsewhere, place, definition, workflow });
}

interface Parts {
  readonly tree: SourceTree;
  readonly places: readonly WorkflowPlace[];
  readonly elsewhere: readonly WorkflowElsewhere[];
  readonly place: WorkflowPlace;
  readonly definition: SourceNode | null;
  readonly workflow: Workflow;
  readonly kept?: ReadonlySet<string>;
}

/** The same document with another model of it: states kept from before, or parts with their old identity. */
export function withWorkflow(
  document: ParsedDocument,
  workflow: Workflow,
  kept = document.kept,
): ParsedDocument {
  return makeDocument({ ...document, workflow, kept });
}

function makeDocument(parts: Parts): ParsedDocument {
  const { tree, place, definition } = parts;
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
  const first = tree.problems.find((problem) => problem.kind === 'broken');
  return {
    ...parts,
    kept: parts.kept ?? new Set(),
    text,
    format,
    lines,
    broken: first ? { message: first.message, range: textRange(first.offset, first.length) } : null,
    syntaxProblems: problemsOf(parts, textRange),
    nodeAt: (path) => nodeAt(definition, path),
    entryAt: (path) => entryAt(definition, path),
    placeOf,
    rangeOf: (path, part = 'value') => {
      for (let length = path.length; length >= 0; length--) {
        const at = path.slice(0, length);
        // A missing field is shown at the key of what lacks it, not over the whole of its text.
        const exact = length === path.length;
        const found = exact
          ? (placeOf(at, part) ?? placeOf(at, 'key'))
          : (placeOf(at, 'key') ?? placeOf(at, 'value'));
        if (found) return textRange(found.offset, length === 0 && !exact ? 1 : found.length);
      }
      return textRange(0, Math.min(1, text.length));
    },
    pathAt: (offset) => {
      const whole = pathAtOffset(tree.root, offset);
      const inside =
        whole.length >= place.path.length && pathsEqual(whole.slice(0, place.path.length), place.path);
      return inside ? whole.slice(place.path.length) : [];
    },
    textRange,
  };
}

function choosePlace(places: readonly WorkflowPlace[], wanted: Path | undefined): WorkflowPlace {
  const chosen = wanted && places.find((place) => pathsEqual(place.path, wanted));
  return chosen ?? places[0] ?? { path: [], name: null, type: null, container: null };
}

const severities = { broken: 'error', refused: 'error', note: 'advice' } as const;

function problemsOf(parts: Parts, textRange: (offset: number, length: number) => TextRange): Problem[] {
  const syntax = parts.tree.problems.map((problem) => syntaxProblem(problem, parts, textRange));
  const elsewhere = parts.elsewhere.map(
    (each): Problem => ({
      code: 'WORKFLOW_ELSEWHERE',
      severity: 'advice',
      message: `\`${each.name}\` is not shown. ${each.message}`,
      path: [],
      state: null,
      range: textRange(each.offset, each.length),
      fixes: [],
    }),
  );
  return [...syntax, ...elsewhere];
}

function syntaxProblem(
  problem: SyntaxProblem,
  { tree, place, workflow }: Parts,
  textRange: (offset: number, length: number) => TextRange,
): Problem {
  const whole = pathAtOffset(tree.root, problem.offset);
  const path = isWithin(whole, place.path) ? whole.slice(place.path.length) : [];
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
