import type { Path } from '../../base/pointer';
import { pathsEqual } from '../../base/pointer';
import { type ParsedDocument, stateAround } from '../document';
import type { SymbolPlace } from '../messages';
import { type ExpressionUse, expressionsOf } from '../rules/expressions';
import { kindWords, outlineOf } from './describe';
import { environmentFor, type KnownData, knowledgeAt } from './knowledge';
import { expressionShape, pathShape } from './templateShape';

/** A path or a member of a variable, as far as it is written in names and indices. */
const reads = /\$\$?[A-Za-z_]?\w*(?:\.[A-Za-z_]\w*|\.`[^`]*`|\['[^']*'\]|\[\d+\])*/g;
const segment = /^\$\$?\w*|\.[A-Za-z_]\w*|\.`[^`]*`|\['[^']*'\]|\[\d+\]/g;

/** What is known of the data that the path at an offset reads, up to the name that is pointed at. */
export function dataHover(
  document: ParsedDocument,
  offset: number,
  path: Path,
  value: SymbolPlace,
  known: KnownData,
): { markdown: string; range: SymbolPlace } | null {
  const pointer = stateAround(document.workflow, path);
  const state = pointer === null ? undefined : document.workflow.states.get(pointer);
  const use = state && expressionsOf(state).uses.find((each) => pathsEqual(each.path, path));
  if (!state || !use) return null;
  const content = document.text.slice(value.offset, value.offset + value.length);
  for (const match of content.matchAll(reads)) {
    const start = value.offset + match.index;
    if (offset < start || offset > start + match[0].length) continue;
    const read = upTo(match[0], offset - start);
    const markdown = describe(read, use, state.path.length, knowledgeAt(document.workflow, state, known));
    return markdown === null ? null : { markdown, range: { offset: start, length: read.length } };
  }
  return null;
}

/** The path cut after the step at an offset. */
function upTo(text: string, offset: number): string {
  for (const match of text.matchAll(segment)) {
    const end = match.index + match[0].length;
    if (offset <= end) return text.slice(0, end);
  }
  return text;
}

function describe(
  read: string,
  use: ExpressionUse,
  depth: number,
  knowledge: Parameters<typeof environmentFor>[3],
): string | null {
  const environment = environmentFor(use.language, String(use.path[depth] ?? ''), use.moment, knowledge);
  const given =
    use.language === 'JSONPath' ? pathShape(read, environment) : expressionShape(`{%${read}%}`, environment);
  if (!given) return `\`${read}\`: there is nothing here, as far as is known.`;
  const words = kindWords(given.shape);
  if (words === '') return null;
  const origin = given.shape.from ? `, ${given.shape.from}` : '';
  const missing = given.optional && !given.shape.any ? '; may be missing' : '';
  const head = `\`${read}\`: ${words}${origin}${missing}.`;
  const outline = outlineOf(given.shape);
  return outline.includes('\n') ? `${head}\n\n\`\`\`\n${outline}\n\`\`\`` : head;
}
