import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createLanguage } from '../../src/language/language';
import type { LanguageService } from '../../src/language/messages';
import { fromRemote, type RemoteLanguage, toRemote } from '../../src/language/remote';
import { fixture, fixtures } from './documents';
import { chance, randomOp } from './randomOps';

// Many runs; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

/** The service as a page sees it: everything is copied on the way. */
function acrossTheBorder(language: LanguageService): { page: LanguageService; bytes: () => number } {
  const remote = toRemote(language);
  let size = 0;
  const copied = <T>(value: T): T => {
    size = JSON.stringify(value).length;
    return structuredClone(value);
  };
  const call: RemoteLanguage = {
    ...remote,
    parse: async (request) => copied(await remote.parse(copied(request))),
    apply: async (revision, change) => copied(await remote.apply(revision, copied(change))),
  };
  return { page: fromRemote(call), bytes: () => size };
}

describe('the language across the border of a worker', () => {
  it.each(fixtures)('should show the same model of $name after any changes', async ({ text, format }) => {
    const check = fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (from) => {
      const pick = chance(from);
      const { page } = acrossTheBorder(createLanguage());
      const here = createLanguage();
      let now = text;
      for (let revision = 1; revision < 6; revision++) {
        const request = { text: now, format, revision: revision * 10 };
        const reply = await page.parse(request);
        expect(reply).toEqual(await here.parse(request));
        expect(reply.workflow.root).toBe(reply.workflow.machines.get(''));
        const { definition } = reply.workflow;
        if (pick(2) === 0 && reply.broken === null) {
          const change = { label: 'x', ops: [randomOp(definition, pick)] };
          expect(await page.apply(revision * 10, change)).toEqual(await here.apply(revision * 10, change));
        }
        const at = pick(now.length);
        now = now.slice(0, at) + (['', '"', '{', 'x', '\n'][pick(5)] ?? '') + now.slice(at + pick(3));
      }
    });
    await fc.assert(check, { seed: 20261121, numRuns: 25 });
  });

  it('should send only what changed, and keep the objects of the rest', async () => {
    const { text } = fixture('order.asl.json');
    const { page, bytes } = acrossTheBorder(createLanguage());
    const before = await page.parse({ text, format: 'json', revision: 1 });
    const whole = bytes();

    const changed = text.replace('There is nothing left', 'Sold out');
    const after = await page.parse({ text: changed, format: 'json', revision: 2 });

    expect(bytes()).toBeLessThan(whole / 3);
    const others = [...after.workflow.states].filter(([pointer]) => pointer !== '/States/Apologise');
    for (const [pointer, state] of others) expect(state).toBe(before.workflow.states.get(pointer));
    expect(after.workflow.machines).toBe(before.workflow.machines);
    expect(after.workflow.states.get('/States/Apologise')?.value.Cause).toBe('Sold out');
  });
});
