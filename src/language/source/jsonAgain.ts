import { aged, type Change, changesOf, rebuilt, type Step } from './again';
import { JsonReader, type Open } from './json';
import { told } from './jsonProblems';
import { lineIndex } from './lines';
import type { SourceNode } from './node';
import type { SourceTree } from './tree';

/**
 * Reads a JSON text again after an edit. Only the innermost object around everything that was changed is read.
 *
 * It answers null whenever it is not certain that reading the whole text would give the same tree: where brackets did
 * not match or don't now, or where there are comments, which are told of together.
 *
 * Why an object can be read by itself: what stands before it is as it was, so the reader comes to it in the same
 * state. When it ends with the same brace as before, it goes on as before, too.
 */
export function readJsonAgain(
  before: SourceTree,
  text: string,
  replaces?: (placeholder: string) => boolean,
): SourceTree | null {
  const { root, again } = before;
  if (before.format !== 'json' || !root || !again) return null;
  const [change] = changesOf(before.text, text);
  const place = change && objectAround(root, change);
  if (!place) return null;
  const { steps, node } = place;
  const lines = lineIndex(text);
  const open = steps.map(
    (step): Open => ({ kind: openKind(step.node), offset: step.node.offset, indent: 0 }),
  );
  const reader = new JsonReader(text, lines, false, replaces, { from: node.offset, open });
  const value = reader.readPart();
  if (!value || reader.unbalanced || value.end !== node.end + change.by) return null;
  if (reader.hasComments || reader.tooDeep) return null;
  const made = rebuilt(steps, { value, shift: 0 }, change, (old) => old.end + change.by);
  if (!made) return null;
  // A comma that is missing behind the object is told at its brace.
  const outside = again.found.flatMap((problem) => {
    if (problem.offset <= node.offset) return [problem];
    return problem.offset < node.end - 1 ? [] : [{ ...problem, offset: problem.offset + change.by }];
  });
  const found = [...outside, ...reader.found()];
  return {
    ...{ format: 'json', text, root: made, lines },
    problems: told(found),
    again: aged(again, made, found),
  };
}

const openKind = (node: SourceNode): Open['kind'] => (node.kind === 'array' ? 'array' : 'object');

/** The innermost object with a change between its braces, and the steps to it. */
function objectAround(root: SourceNode, { start, end }: Change): { steps: Step[]; node: SourceNode } | null {
  const holds = (node: SourceNode | null | undefined): node is SourceNode =>
    (node?.kind === 'object' || node?.kind === 'array') && node.offset < start && end < node.end;
  const steps: Step[] = [];
  let best: { steps: Step[]; node: SourceNode } | null = null;
  let node = root;
  while (holds(node)) {
    if (node.kind === 'object' && steps.length > 0) best = { steps: [...steps], node };
    const isObject = node.kind === 'object';
    const at = isObject
      ? node.entries.findIndex(({ value }) => holds(value))
      : node.items.findIndex((item) => holds(item));
    const child = isObject ? node.entries[at]?.value : node.items[at];
    if (!child) break;
    steps.push({ node, at });
    node = child;
  }
  return best;
}
