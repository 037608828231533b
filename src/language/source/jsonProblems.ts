import type { SyntaxProblem } from './tree';

/** Of each kind this many are told; the rest would be noise. */
const mostTold = { broken: 5, refused: 20, note: 5 } as const;

interface Comment {
  readonly offset: number;
  readonly length: number;
  readonly unclosed: boolean;
}

/** What is wrong with a JSON text, gathered while it is read. */
export class JsonProblems {
  readonly #problems: SyntaxProblem[] = [];

  get brokenCount(): number {
    return this.#problems.filter((problem) => problem.kind === 'broken').length;
  }

  has(code: string): boolean {
    return this.#problems.some((problem) => problem.code === code);
  }

  add(problem: SyntaxProblem): void {
    this.#problems.push(problem);
  }

  /** Tells of a token. */
  addAt(
    { offset, end }: { readonly offset: number; readonly end: number },
    code: string,
    message: string,
    kind: SyntaxProblem['kind'] = 'broken',
  ): void {
    this.add({ code, message, offset, length: Math.max(1, end - offset), kind });
  }

  /** All of them in the order of the text, with one for all the comments. */
  all(comments: readonly Comment[]): SyntaxProblem[] {
    return inOrder([...this.#problems, ...ofComments(comments)]);
  }
}

const inOrder = (problems: readonly SyntaxProblem[]): SyntaxProblem[] =>
  problems.toSorted((left, right) => left.offset - right.offset);

/** A handful of the problems of a JSON text, in its order. */
export function told(problems: readonly SyntaxProblem[]): SyntaxProblem[] {
  const counts = { broken: 0, refused: 0, note: 0 };
  return inOrder(problems).filter((problem) => counts[problem.kind]++ < mostTold[problem.kind]);
}

function ofComments(comments: readonly Comment[]): SyntaxProblem[] {
  const [first] = comments;
  if (!first) return [];
  const others = comments.length > 1 ? ` There are ${comments.length} of them.` : '';
  const message = `AWS refuses JSON with comments: put the text into a \`Comment\` field, or use YAML.${others}`;
  const { offset, length } = first;
  const found: SyntaxProblem[] = [{ code: 'SYNTAX_COMMENT', message, offset, length, kind: 'refused' }];
  const unclosed = comments.find((comment) => comment.unclosed);
  if (unclosed) {
    const code = 'SYNTAX_COMMENT_UNCLOSED';
    const missing = 'This comment never ends: `*/` is missing.';
    found.push({ code, message: missing, offset: unclosed.offset, length: 2, kind: 'broken' });
  }
  return found;
}
