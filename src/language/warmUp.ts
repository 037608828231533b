import { reuse } from '../model/reuse';
import { complete } from './assist';
import { deltaOf } from './delta';
import { type ParsedDocument, parseDocument, withWorkflow } from './document';
import type { ParseReply } from './messages';
import { type DiagnoseOptions, diagnose } from './problems';
import type { SourceNode } from './source/node';

/** States up to which the first keystroke is quick enough without any trial, which would cost more than it gains. */
export const quickWhenCold = 60;

/** Edits after which engines have translated what a keystroke uses. */
const rounds = 16;

/**
 * Goes the whole way of a keystroke, from the text to its problems, with trial edits of a document that was just opened,
 * so that the first real one is not the one that waits until all of it is translated to machine code. Nothing of it
 * stays. One trial a task: requests that come meanwhile go before the next.
 *
 * @param isCurrent whether the document is still the newest; typing ends the trials.
 * @param nextTask runs a function when nothing else waits.
 */
export function warmUp(
  document: ParsedDocument,
  options: DiagnoseOptions,
  replyOf: (document: ParsedDocument) => ParseReply,
  isCurrent: () => boolean,
  nextTask: (task: () => void) => void,
): void {
  const offsets = trialOffsets(document);
  const round = (at: number): void => {
    const offset = offsets[at];
    if (offset === undefined || !isCurrent()) return;
    tryEdit(document, offset, options, replyOf);
    nextTask(() => round(at + 1));
  };
  nextTask(() => round(0));
}

function tryEdit(
  document: ParsedDocument,
  offset: number,
  options: DiagnoseOptions,
  replyOf: (document: ParsedDocument) => ParseReply,
): void {
  const { text, format, place, template, workflow } = document;
  const edited = `${text.slice(0, offset)}x${text.slice(offset)}`;
  const parsed = parseDocument(edited, format, place.path, template, document);
  const after = withWorkflow(parsed, reuse(workflow, parsed.workflow));
  deltaOf(workflow, replyOf(after));
  diagnose(after, options);
  complete(after, offset + 1);
}

/** Places in the texts of states all over the document, as many as there are rounds. */
function trialOffsets(document: ParsedDocument): number[] {
  if (document.embedded) return [];
  const states = [...document.workflow.states.values()].filter(({ pointer }) => !document.kept.has(pointer));
  return Array.from({ length: Math.min(rounds, states.length * 4) }, (_each, at) => {
    const state = states[Math.floor((at * states.length) / rounds) % states.length];
    const texts = (state ? (document.nodeAt(state.path)?.entries ?? []) : []).flatMap(({ value }) =>
      isPlainText(value) ? [value.offset + 1] : [],
    );
    return texts[at % Math.max(1, texts.length)];
  }).filter((offset) => offset !== undefined);
}

const isPlainText = (node: SourceNode | null): node is SourceNode =>
  node?.kind === 'string' && node.style === null && node.length > 2;
