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
const mostRead = { json: 300_000, yaml: 60_000 } as const;

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
      if (fewest === 0) break;
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
    if (countBroken(after) > countBroken(before) || after.length > before.length) return false;
    const at = moved(place.offset, edits);
    const doubt = doubts[place.code];
    if (doubt && after.some((each) => each.kind === 'broken' && doubt(each, at))) return false;
    return after.length < before.length || this.#uncovers(edits, place, after);
  }

  #uncovers(edits: readonly TextEdit[], { code, offset }: Place, after: readonly SyntaxProblem[]): boolean {
    const before = this.document.tree.problems;
    const known = new Set(before.map((each) => `${each.code} ${moved(each.offset, edits)}`));
    const appeared = after.filter((each) => !known.has(`${each.code} ${each.offset}`));
    const isGone = !after.some((each) => each.code === code && each.offset === moved(offset, edits));
    if (inText.has(code)) return isGone && appeared.every((each) => each.offset >= offset);
    const mayAppear = this.document.format === 'yaml' || countBroken(before) >= mostTold;
    return (
      isGone &&
      mayAppear &&
      comeInNumbers.has(code) &&
      appeared.every((each) => each.code === code && each.offset > offset)
    );
  }
}

/** So many things that can't be read are told of a text; the next shows itself when one is mended. */
const mostTold = 5;

/** Of the mistakes within a text only one is told. */
const inText: ReadonlySet<string> = new Set(['SYNTAX_CHARACTER', 'SYNTAX_ESCAPE', 'SYNTAX_TEXT_UNCLOSED']);

/** Where one is, there may be more of the same, which are not told with it. */
const comeInNumbers: ReadonlySet<string> = new Set([
  'SYNTAX_COMMA',
  'SYNTAX_QUOTES',
  'SYNTAX_WORD',
  'SYNTAX_TAB_AS_INDENT',
  'SYNTAX_BAD_SCALAR_START',
  'SYNTAX_BAD_DQ_ESCAPE',
  'SYNTAX_BLOCK_AS_IMPLICIT_KEY',
]);

/** What is still wrong after a fix and says that the mistake was another. */
type Doubt = (left: SyntaxProblem, at: number) => boolean;

const isNear: Doubt = ({ offset }, at) => Math.abs(offset - at) < 60;
const isOther: Doubt = ({ code }) => code !== 'SYNTAX_VALUE' && code !== 'SYNTAX_COLON';

const doubts: Readonly<Record<string, Doubt>> = {
  SYNTAX_COMMA: (left, at) => left.code !== 'SYNTAX_COMMA' && isNear(left, at),
  SYNTAX_COLON: (left, at) => left.code !== 'SYNTAX_COLON' && isNear(left, at),
  SYNTAX_TRAILING_COMMA: isNear,
  SYNTAX_TEXT_UNCLOSED: (left, at) => left.code !== 'SYNTAX_END' && isNear(left, at),
  SYNTAX_MISSING_CHAR: isNear,
  SYNTAX_END: isOther,
  SYNTAX_AFTER_END: isOther,
};

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
