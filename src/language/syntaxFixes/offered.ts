import { applyEdits, type TextEdit } from '../../base/textEdits';
import type { Problem, TextFix } from '../../model/problem';
import { type Embedded, type ParsedDocument, parseDocument, readAgain } from '../document';
import { outerOf } from '../embedded/edit';
import { writtenEdits } from '../embedded/write';
import { readSource, type SyntaxProblem } from '../source/tree';
import type { FixIdea } from './idea';
import { jsonFixes } from './json';
import { yamlFixes } from './yaml';

/**
 * How many characters are read to see whether fixes mend what they are for, while problems are told. YAML takes
 * longer. What would take more has no fixes.
 */
const mostRead = { json: 600_000, yaml: 60_000 } as const;

/** The problems of a text itself with the fixes that are certain to mend them. */
export function withTextFixes(document: ParsedDocument): readonly Problem[] {
  const check = new Check(document);
  return document.syntaxProblems.map((problem) => {
    const { range, code, message } = problem;
    const place = { code, message, offset: range.offset, length: range.length };
    if (followsDoubt(place, document.tree.problems)) return problem;
    const ideas = document.format === 'json' ? jsonFixes : yamlFixes;
    const fixes = ideas(place, document.text).flatMap((each) => check.best(each, place) ?? []);
    return fixes.length > 0 ? { ...problem, fixes } : problem;
  });
}

/** A fix of a definition's own text as a fix of the text around it; null where it can't be written there. */
export function outerTextFix(document: ParsedDocument, embedded: Embedded, fix: TextFix): TextFix | null {
  const { text, format, place } = document;
  if (text.length > mostRead[format]) return null;
  const edits = writtenEdits(outerOf(document), embedded.text, fix.edits);
  if (!edits) return null;
  const after = parseDocument(applyEdits(text, edits), format, place.path);
  const meant = applyEdits(embedded.document.text, fix.edits);
  return after.embedded?.text.map.text === meant ? { ...fix, edits } : null;
}

/** What can't be read is perhaps no value, and no comma is missing after it. */
function followsDoubt({ code, offset }: Place, problems: readonly SyntaxProblem[]): boolean {
  return (
    code === 'SYNTAX_COMMA' &&
    problems.some(
      (each) =>
        each.code !== code &&
        each.kind === 'broken' &&
        each.offset <= offset &&
        each.offset + each.length > offset,
    )
  );
}

type Place = Pick<SyntaxProblem, 'code' | 'message' | 'offset' | 'length'>;

/** Reads a text with fixes to see whether they mend it. */
class Check {
  #left: number;

  constructor(readonly document: ParsedDocument) {
    this.#left = mostRead[document.format];
  }

  /** The way of a fix that leaves the fewest problems; null where none mends the problem. */
  best({ title, ways }: FixIdea, place: Place): TextFix | null {
    let best: TextFix | null = null;
    let fewest = Number.POSITIVE_INFINITY;
    for (const edits of ways) {
      const after = this.#problemsAfter(edits);
      if (!after || after.length >= fewest || !this.#mends(edits, place, after)) continue;
      fewest = after.length;
      best = { title, edits };
    }
    return best;
  }

  #problemsAfter(edits: readonly TextEdit[]): readonly SyntaxProblem[] | null {
    const { document } = this;
    const { format, replaces } = document;
    const text = applyEdits(document.text, edits);
    const again = readAgain(document, text, format, replaces);
    if (again) return again.problems;
    if (text.length > this.#left) return null;
    this.#left -= text.length;
    return readSource(text, format, replaces).problems;
  }

  /** Whether there are fewer problems, or another shows itself now that this one is gone. */
  #mends(edits: readonly TextEdit[], place: Place, after: readonly SyntaxProblem[]): boolean {
    const before = this.document.tree.problems;
    if (countBroken(after) > countBroken(before)) return false;
    if (after.length < before.length) return true;
    if (after.length > before.length) return false;
    const at = moved(place.offset, edits);
    const known = new Set(before.map(({ code, offset }) => `${code} ${moved(offset, edits)}`));
    const appeared = after.filter(({ code, offset }) => !known.has(`${code} ${offset}`));
    const mayAppear = countBroken(before) >= mostTold || inText.has(place.code);
    return (
      !after.some(({ code, offset }) => code === place.code && offset === at) &&
      appeared.every(
        ({ code, offset }) =>
          offset >= at && (mayAppear || (this.document.format === 'yaml' && code === place.code)),
      )
    );
  }
}

/** So many things that can't be read are told of a text; the next shows itself when one is mended. */
const mostTold = 5;

/** Of the mistakes within a text only one is told. */
const inText: ReadonlySet<string> = new Set(['SYNTAX_CHARACTER', 'SYNTAX_ESCAPE', 'SYNTAX_TEXT_UNCLOSED']);

const countBroken = (problems: readonly SyntaxProblem[]): number =>
  problems.filter(({ kind }) => kind === 'broken').length;

/** Where an offset of the text before is after edits. */
function moved(offset: number, edits: readonly TextEdit[]): number {
  return edits.reduce(
    (at, edit) =>
      edit.offset + edit.length <= offset && edit.offset < offset ? at + edit.text.length - edit.length : at,
    offset,
  );
}
