import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { createLanguage } from '../../src/language/language';
import { quickWhenCold } from '../../src/language/warmUp';
import { fixture } from './documents';

/** A language service whose idle tasks are run by hand. */
function withTasks() {
  const tasks: (() => void)[] = [];
  return { language: createLanguage((task) => tasks.push(task)), tasks };
}

/** A document that is worth the trials. */
function large(format: 'json' | 'yaml'): string {
  const states = Array.from({ length: quickWhenCold + 10 }, (_, at): [string, object] => [
    `Step ${at}`,
    { Type: 'Pass', Comment: 'There is nothing left', Next: `Step ${at + 1}` },
  ]);
  const last = [`Step ${states.length}`, { Type: 'Succeed' }] as const;
  const definition = { StartAt: 'Step 0', States: Object.fromEntries([...states, last]) };
  return format === 'json' ? JSON.stringify(definition, null, 2) : stringify(definition);
}

const options = { type: 'STANDARD', silenced: [] } as const;

describe('warming up the language', () => {
  it.each(['json', 'yaml'] as const)(
    'should leave a document in %s and its problems as they are',
    async (format) => {
      const text = large(format);
      const { language, tasks } = withTasks();
      const plain = createLanguage();
      await plain.parse({ text, format, revision: 1 });
      const first = await language.parse({ text, format, revision: 1 });
      await language.diagnose(1, options);
      let count = 0;
      for (let task = tasks.shift(); task; task = tasks.shift()) {
        task();
        count++;
      }

      expect(count).toBeGreaterThan(5);
      expect(await language.diagnose(1, options)).toEqual(await plain.diagnose(1, options));
      const changed = text.replace('There is nothing left', 'Sold out');
      const after = await language.parse({ text: changed, format, revision: 2 });
      expect(after).toEqual(await plain.parse({ text: changed, format, revision: 2 }));
      expect(first.workflow.states.size).toBe(after.workflow.states.size);
    },
  );

  it('should end when something is typed, and not begin again for a document that is no larger', async () => {
    const [format, text] = ['json', large('json')] as const;
    const { language, tasks } = withTasks();
    await language.parse({ text, format, revision: 1 });
    await language.diagnose(1, options);
    tasks.shift()?.();
    expect(tasks).toHaveLength(1);

    await language.parse({ text: text.replace('There is nothing left', 'Sold out'), format, revision: 2 });
    await language.diagnose(2, options);
    tasks.shift()?.();

    expect(tasks).toHaveLength(0);
  });

  it('should not be done for a small document', async () => {
    const { language, tasks } = withTasks();
    await language.parse({ ...fixture('order.asl.json'), revision: 1 });
    await language.diagnose(1, options);

    expect(tasks).toHaveLength(0);
  });
});
