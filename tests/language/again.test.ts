import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { createLanguage } from '../../src/language/language';
import type { Format } from '../../src/language/messages';
import { fixture } from './documents';
import { chance } from './randomOps';

// Many runs; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const nested = {
  QueryLanguage: 'JSONPath',
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: {
        StartAt: 'Both',
        States: {
          Both: {
            Type: 'Parallel',
            Branches: [
              { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } } },
              {
                StartAt: 'C',
                States: {
                  C: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Next: 'D' },
                  D: {
                    Type: 'Choice',
                    Choices: [{ Variable: '$.x', IsNull: true, Next: 'C' }],
                    Default: 'E',
                  },
                  E: { Type: 'Pass', Assign: { seen: true }, QueryLanguage: 'JSONata', End: true },
                },
              },
            ],
            Catch: [{ ErrorEquals: ['States.ALL'], Next: 'After' }],
            Next: 'After',
          },
          After: { Type: 'Pass', Result: { seen: 1 }, End: true },
        },
      },
      Next: 'Last',
    },
    Last: { Type: 'Wait', Seconds: 3, End: true },
  },
};

const documents: readonly { readonly name: string; readonly text: string; readonly format: Format }[] = [
  { name: 'nested JSON', text: JSON.stringify(nested, null, 2), format: 'json' },
  { name: 'nested YAML', text: stringify(nested), format: 'yaml' },
  fixture('order.asl.json'),
  fixture('order.asl.yaml'),
];

/** One of the texts with a word of it in the place of another, a line or a character more or less. */
function edited(text: string, pick: (count: number) => number): string {
  const words = [...text.matchAll(/[\w$.]+/g)];
  const word = () => words[pick(words.length)];
  const kind = pick(8);
  const place = word();
  const at = place?.index ?? 0;
  if (kind < 4) return text.slice(0, at) + (word()?.[0] ?? '') + text.slice(at + (place?.[0].length ?? 0));
  if (kind === 4) return text.replace(place?.[0] ?? '', 'New');
  const lines = text.split('\n');
  const line = pick(lines.length);
  if (kind === 5) return lines.filter((_line, index) => index !== line).join('\n');
  if (kind === 6) return lines.toSpliced(pick(lines.length), 0, lines[line] ?? '').join('\n');
  const offset = pick(text.length);
  return text.slice(0, offset) + (['x', '"', ',', ' ', '\n'][pick(5)] ?? '') + text.slice(offset);
}

describe('a document after edits', () => {
  it.each(documents)('should be what reading $name anew gives, with the same problems', async (first) => {
    let compared = 0;
    const check = fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (from) => {
      const pick = chance(from);
      const staying = createLanguage();
      const { format } = first;
      let { text } = first;
      for (let revision = 1; revision < 8; revision++) {
        const reply = await staying.parse({ text, format, revision });
        if (reply.broken === null) {
          compared++;
          const anew = createLanguage();
          expect(reply, text).toEqual(await anew.parse({ text, format, revision }));
          const options = { type: 'STANDARD', silenced: [] } as const;
          expect(await staying.diagnose(revision, options), text).toEqual(
            await anew.diagnose(revision, options),
          );
        }
        // A text that can't be read is mended again at times, as when one types.
        text = reply.broken !== null && pick(2) === 0 ? first.text : edited(text, pick);
      }
    });
    await fc.assert(check, { seed: 20261130, numRuns: 60 });
    expect(compared).toBeGreaterThan(150);
  });

  it('should give the states of a Map the language of the workflow when that changes, whatever the Map has', async () => {
    const text = JSON.stringify({
      QueryLanguage: 'JSONPath',
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          QueryLanguage: 'JSONata',
          ItemProcessor: { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } },
          End: true,
        },
      },
    });
    const language = createLanguage();
    await language.parse({ text, format: 'json', revision: 1 });
    const changed = text.replace('JSONPath', 'JSONata');

    const { workflow } = await language.parse({ text: changed, format: 'json', revision: 2 });

    expect(workflow.states.get('/States/Each/ItemProcessor/States/A')?.queryLanguage).toBe('JSONata');
  });

  it('should keep the states that were not touched as the same objects', async () => {
    const language = createLanguage();
    const text = JSON.stringify(nested, null, 2);
    const before = await language.parse({ text, format: 'json', revision: 1 });
    const changed = text.replace('"Next": "B"', '"Next": "A"');
    const after = await language.parse({ text: changed, format: 'json', revision: 2 });
    const still = [...after.workflow.states].filter(
      ([pointer, state]) => before.workflow.states.get(pointer) === state,
    );
    const differ = [...after.workflow.states.keys()].filter(
      (pointer) => !still.some(([each]) => each === pointer),
    );
    expect(differ.map((pointer) => pointer.split('/').at(-1))).toEqual(['Each', 'Both', 'A', 'B']);
  });
});
