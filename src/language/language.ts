import type { Path } from '../base/pointer';
import type { Change } from '../model/change';
import { reuse } from '../model/reuse';
import { complete, hover } from './assist';
import { convertDocument } from './convert';
import { type Embedded, type ParsedDocument, parseDocument, withWorkflow } from './document';
import { editDocument } from './edits/edits';
import { innerOffset, outerCompletion, outerOutline, outerPlace, outerRename } from './embedded/assist';
import { writeAsOneText } from './embedded/oneText';
import { formatDocument } from './format';
import { keepUnread } from './keep';
import { withLearning } from './learning';
import type {
  CompletionItem,
  Format,
  LanguageService,
  ParseReply,
  ParseRequest,
  RenamePlace,
  SymbolPlace,
} from './messages';
import { definitionAt, outlineOf, referencesAt, renameAt, renamePlaceAt } from './navigation';
import { type DiagnoseOptions, diagnose, explain } from './problems';
import { readWorkflows } from './readWorkflows';
import { quickWhenCold, warmUp } from './warmUp';

/**
 * The language service over one document at a time. Pure but for that document.
 *
 * @param nextTask runs a function when nothing else waits; with it the service warms up when a document was opened.
 */
export function createLanguage(nextTask?: (task: () => void) => void): LanguageService {
  /** How many states a document, of each format, must have more than for the service to warm up with it. */
  const warm: Record<Format, number> = { json: quickWhenCold, yaml: quickWhenCold };
  let current: { revision: number; document: ParsedDocument } | null = null;
  /** The newest document that could be read to its end. */
  let readable: ParsedDocument | null = null;

  const take = (revision: number, parsed: ParsedDocument): ParseReply => {
    const before = readable?.format === parsed.format ? readable : null;
    const whole = before ? keepUnread(before, parsed) : parsed;
    const document = current ? withWorkflow(whole, reuse(current.document.workflow, whole.workflow)) : whole;
    // The next edit finds what it does not touch to be the same without comparing.
    if (!parsed.embedded) parsed.definition?.adopt(document.workflow.definition);
    if (!document.broken) readable = document;
    current = { revision, document };
    return replyOf(revision, document);
  };

  const at = (revision: number): ParsedDocument => {
    if (current?.revision === revision) return current.document;
    throw new Error(`The document is at revision ${current?.revision ?? 'none'}, not at ${revision}`);
  };

  const warmUpWith = (document: ParsedDocument, options: DiagnoseOptions): void => {
    const { format, workflow, embedded, broken } = document;
    if (!nextTask || embedded || broken || workflow.states.size <= warm[format]) return;
    warm[format] = workflow.states.size;
    const reply = (edited: ParsedDocument) => replyOf(0, edited);
    warmUp(document, options, reply, () => current?.document === document, nextTask);
  };

  return withLearning(at, {
    parse: async ({ text, format, place, template, revision }: ParseRequest) =>
      take(revision, parseDocument(text, format, place, template, current?.document)),
    apply: async (revision, change) => {
      const document = at(revision);
      refuseUnread(document, change);
      const { edits, document: after } = editDocument(document, change.ops);
      return { edits, parse: take(edits.length > 0 ? revision + 1 : revision, after) };
    },
    diagnose: async (revision, options) => {
      const document = at(revision);
      const problems = diagnose(document, options);
      warmUpWith(document, options);
      return problems;
    },
    ...assistance(at),
    writeAsOneText: async (revision) => writeAsOneText(at(revision)),
    format: async (revision) => formatDocument(at(revision)),
    convert: async (revision, to) => convertDocument(at(revision), to),
    explain: async (codes) => explain(codes),
    readWorkflows: async (text, format, template) => readWorkflows(text, format, template),
    pathAt: async (revision, offset) => at(revision).pathAt(offset),
    rangeAt: async (revision, path, part) => at(revision).placeOf(path, part),
  });
}

/**
 * What the editor asks at a place. Where the template holds the definition as text, that text is asked, and answers
 * are told at their places in the outer one.
 */
function assistance(
  at: (revision: number) => ParsedDocument,
): Pick<
  LanguageService,
  'complete' | 'hover' | 'definition' | 'references' | 'renamePlace' | 'rename' | 'outline'
> {
  /** Asks the document whose text the offset is in; `none` outside of an embedded definition. */
  const ask = <T>(
    revision: number,
    offset: number,
    none: T,
    query: (document: ParsedDocument, offset: number) => T,
    told: (embedded: Embedded, answer: T) => T,
  ): T => {
    const document = at(revision);
    const { embedded } = document;
    if (!embedded) return query(document, offset);
    const inner = innerOffset(embedded, offset);
    return inner === null ? none : told(embedded, query(embedded.document, inner));
  };
  const places = (embedded: Embedded, found: readonly SymbolPlace[]) =>
    found.map((place) => outerPlace(embedded, place));
  const nothing: { readonly reason: string } = { reason: 'There is nothing of a definition here.' };
  return {
    complete: async (revision, offset, known, more) =>
      ask<readonly CompletionItem[]>(
        revision,
        offset,
        [],
        (document, place) => complete(document, place, known, more),
        (embedded, items) =>
          items.flatMap((item) => outerCompletion(at(revision), embedded, item, offset) ?? []),
      ),
    hover: async (revision, offset, known, more) =>
      ask<ReturnType<typeof hover>>(
        revision,
        offset,
        null,
        (document, place) => hover(document, place, { inputs: known, ...more }),
        (embedded, found) => found && { ...found, range: outerPlace(embedded, found.range) },
      ),
    definition: async (revision, offset) =>
      ask<readonly SymbolPlace[]>(revision, offset, [], definitionAt, places),
    references: async (revision, offset) =>
      ask<readonly SymbolPlace[]>(revision, offset, [], referencesAt, places),
    renamePlace: async (revision, offset) =>
      ask<RenamePlace>(revision, offset, nothing, renamePlaceAt, outerRename),
    rename: async (revision, offset, to) =>
      ask<ReturnType<typeof renameAt>>(
        revision,
        offset,
        nothing,
        (document, place) => renameAt(document, place, to),
        (_embedded, answer) => answer,
      ),
    outline: async (revision) => {
      const document = at(revision);
      const { embedded } = document;
      return embedded ? outerOutline(embedded, outlineOf(embedded.document)) : outlineOf(document);
    },
  };
}

function replyOf(revision: number, document: ParsedDocument): ParseReply {
  const { workflow, places, place, broken } = document;
  const ranges = new Map<string, { offset: number; length: number }>();
  for (const [pointer, { path }] of workflow.states) {
    const range = document.kept.has(pointer) ? null : stateRange(document, path);
    if (range) ranges.set(pointer, range);
  }
  return { revision, workflow, places, place, broken, ranges };
}

/** A state's range from its name to its end. */
export function stateRange(document: ParsedDocument, path: Path): { offset: number; length: number } | null {
  const entry = document.entryAt(path);
  if (!entry) return null;
  const end = Math.max(entry.keyOffset + entry.keyLength, entry.value?.end ?? 0);
  return { offset: entry.keyOffset, length: end - entry.keyOffset };
}

/** What is only drawn from memory can't be edited: the text there must be mended first. */
function refuseUnread(document: ParsedDocument, change: Change): void {
  if (document.kept.size === 0) return;
  const pointers = [...document.kept].map((pointer) => document.workflow.states.get(pointer)?.path);
  const unread = change.ops.some((op) =>
    pointers.some((path) => path?.every((step, at) => String(step) === String(op.path[at]))),
  );
  if (!unread || !document.broken) return;
  const { message, range } = document.broken;
  throw new Error(`This part of the text can’t be read at present. Line ${range.line}: ${message}`);
}
