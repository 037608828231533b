import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { isObject, type JsonValue } from '../../../src/base/json';
import { type Path, toPointer, valueAt } from '../../../src/base/pointer';
import { applyEdits } from '../../../src/base/textEdits';
import { complete } from '../../../src/language/completion/complete';
import { convertDocument } from '../../../src/language/convert';
import { type ParsedDocument, parseDocument } from '../../../src/language/document';
import { formatDocument } from '../../../src/language/format';
import type { CompletionItem, Format } from '../../../src/language/messages';
import type { SourceNode } from '../../../src/language/source/node';

// Much work a test: no limit that a busy machine would miss.
vi.setConfig({ testTimeout: 120_000 });

const definition = {
  QueryLanguage: 'JSONPath',
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'ask', Payload: { 'id.$': '$.id' } },
      Retry: [{ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 3 }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Lost' }],
      Next: 'Choose',
    },
    Choose: {
      Type: 'Choice',
      Choices: [
        {
          And: [
            { Variable: '$.n', NumericGreaterThan: 1 },
            { Variable: '$.n', IsPresent: true },
          ],
          Next: 'Each',
        },
        { Not: { Variable: '$.n', IsNull: true }, Next: 'Each' },
        { Variable: '$.n', Next: 'Each' },
        { Next: 'Each' },
      ],
      Default: 'Both',
    },
    Each: {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'In',
        States: { In: { Type: 'Wait', Seconds: 1, End: true } },
      },
      ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'CSV' } },
      Next: 'Both',
    },
    Both: {
      Type: 'Parallel',
      Branches: [{ StartAt: 'P', States: { P: { Type: 'Pass', QueryLanguage: 'JSONata', End: true } } }],
      End: true,
    },
    Lost: { Type: 'Fail', Error: 'Lost' },
  },
};

interface Setting {
  readonly format: Format;
  readonly unit: string;
}
const settings: readonly Setting[] = [
  { format: 'json', unit: '  ' },
  { format: 'json', unit: '    ' },
  { format: 'json', unit: '\t' },
  { format: 'yaml', unit: '  ' },
  { format: 'yaml', unit: '    ' },
];

function written({ format, unit }: Setting): ParsedDocument {
  const json = parseDocument(`${JSON.stringify(definition, null, unit)}\n`, 'json');
  return format === 'json' ? json : parseDocument(convertDocument(json, 'yaml').text, 'yaml');
}

const documents = settings.map(written);

/** Objects of the definition with their paths. */
function objectsOf(node: SourceNode, path: Path = []): { node: SourceNode; path: Path }[] {
  const inner = [
    ...node.entries.flatMap(({ key, value }) => (value ? objectsOf(value, [...path, key]) : [])),
    ...node.items.flatMap((item, at) => objectsOf(item, [...path, at])),
  ];
  return node.kind === 'object' ? [{ node, path }, ...inner] : inner;
}

type Where = 'first' | 'last' | 'lastWithoutComma' | 'inQuotes';

/** The text with a fresh line for a new entry of an object, and where its cursor is. */
function opened(
  { text, format }: ParsedDocument,
  node: SourceNode,
  where: Where,
): { text: string; offset: number } | null {
  const [first] = node.entries;
  const last = node.entries.at(-1);
  if (!first || !last) return null;
  const lineStart = text.lastIndexOf('\n', first.keyOffset) + 1;
  const before = text.slice(lineStart, first.keyOffset);
  const pad = ' '.repeat(before.length);
  if (format === 'yaml') {
    const end = text.indexOf('\n', (last.value?.end ?? last.keyOffset) - 1);
    const top = where === 'first' && before.trim() === '';
    const at = top ? lineStart : end + 1;
    return { text: `${text.slice(0, at)}${pad}\n${text.slice(at)}`, offset: at + pad.length };
  }
  const typed = where === 'inQuotes' ? '""' : '';
  const start = where === 'first' ? first.keyOffset : (last.value?.end ?? 0);
  const comma = where === 'last' || where === 'inQuotes' ? ',' : '';
  const line = where === 'first' ? `${typed}\n${before}` : `${comma}\n${before}${typed}`;
  const offset = start + (where === 'first' ? 0 : line.length - typed.length) + (typed ? 1 : 0);
  return { text: text.slice(0, start) + line + text.slice(start), offset };
}

/** What an editor inserts for a snippet when the user goes on without typing; empty lines get an entry. */
function expanded(snippet: string, format: Format): string {
  const text = snippet.replace(
    /\\([\\$}])|\$\{\d+:((?:\\.|[^}\\])*)\}|\$\{\d+\|([^,|]*)[^|]*\|\}|\$\d/g,
    (_match, escaped, initial, choice) => escaped ?? initial?.replaceAll(/\\(.)/g, '$1') ?? choice ?? '¤',
  );
  const entry = format === 'json' ? '"k": 1' : 'k: 1';
  return text.replaceAll(/^([ \t]*(?:- )?)¤$/gm, `$1${entry}`).replaceAll('¤', '');
}

function accepted(text: string, item: CompletionItem, format: Format): string {
  const main = { ...item.range, text: expanded(item.insert, format) };
  return applyEdits(
    text,
    [...(item.edits ?? []), main].sort((left, right) => left.offset - right.offset),
  );
}

/** The text as the formatter would have it; it gives a short list lines of its own, which an author need not. */
function laidOut(document: ParsedDocument): string {
  const text = applyEdits(document.text, formatDocument(document));
  return text.replaceAll(/\[\s*""\s*\]/g, '[""]').replaceAll(/\[\s*\]/g, '[]');
}

const withoutBlankEnds = (text: string): string => text.replaceAll(/ +$/gm, '');

const shortened = (text: string, at: number): string => text.slice(Math.max(0, at - 150), at + 300);

/** The value without the new field. */
function without(value: JsonValue, path: Path, key: string): JsonValue {
  const copy = structuredClone(value);
  const object = valueAt(copy, path);
  if (isObject(object)) delete (object as Record<string, JsonValue>)[key];
  return copy;
}

describe('accepting a suggestion', () => {
  it('should give a text that reads, has the field, and is laid out as the rest (seed 7)', () => {
    const kinds = new Set<string>();
    const arbitrary = fc.record({
      document: fc.nat({ max: documents.length - 1 }),
      where: fc.constantFrom<Where>('first', 'last', 'lastWithoutComma', 'inQuotes'),
      place: fc.nat(),
      item: fc.nat(),
    });
    fc.assert(
      fc.property(arbitrary, ({ document: which, where, place, item }) => {
        const document = documents[which] as ParsedDocument;
        const objects = objectsOf(document.definition as SourceNode);
        const { node, path } = objects[place % objects.length] as (typeof objects)[number];
        const cursor = opened(document, node, where);
        if (!cursor) return;
        const { format } = document;
        const broken = parseDocument(cursor.text, format);
        const items = complete(broken, cursor.offset).filter((each) => each.kind === 'field');
        const chosen = items[item % items.length];
        if (!chosen) return;
        kinds.add(`${format} ${chosen.label}`);

        const after = parseDocument(accepted(cursor.text, chosen, format), format);

        const shown = `${format} ${where} ${toPointer(path)} ${chosen.label}\n${shortened(after.text, cursor.offset)}`;
        expect(after.syntaxProblems, shown).toEqual([]);
        expect(after.entryAt([...path, chosen.label]), shown).not.toBeNull();
        expect(without(after.workflow.definition, path, chosen.label), shown).toEqual(
          without(document.workflow.definition, path, chosen.label),
        );
        if (format === 'json') expect(laidOut(after), shown).toBe(after.text);
      }),
      { seed: 7, numRuns: 1500 },
    );
    expect(kinds.size).toBeGreaterThan(100);
  });

  it('should give whole states that read and are laid out as the rest', () => {
    for (const document of documents) {
      const { format } = document;
      const states = document.nodeAt(['States']) as SourceNode;
      for (const where of ['first', 'last', 'lastWithoutComma'] as const) {
        const cursor = opened(document, states, where);
        if (!cursor) throw new Error('There are states');
        const items = complete(parseDocument(cursor.text, format), cursor.offset);
        expect(items).toHaveLength(8);
        for (const item of items) {
          const after = parseDocument(accepted(cursor.text, item, format), format);
          expect(after.syntaxProblems).toEqual([]);
          // A new Map or Parallel brings states of its own.
          expect(after.workflow.root.states.length).toBe(document.workflow.root.states.length + 1);
          // A place to type may stand at the end of a line.
          expect(withoutBlankEnds(laidOut(after))).toBe(withoutBlankEnds(after.text));
        }
      }
    }
  });
});
