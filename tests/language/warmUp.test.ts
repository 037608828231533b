import { describe, expect, it } from 'vitest';
import { createLanguage } from '../../src/language/language';
import { fixture } from './documents';

/** A language service whose idle tasks are run by hand. */
function withTasks() {
  const tasks: (() => void)[] = [];
  return { language: createLanguage((task) => tasks.push(task)), tasks };
}

const options = { type: 'STANDARD', silenced: [] } as const;

describe('warming up the language', () => {
  it.each(['order.asl.json', 'order.asl.yaml'])(
    'should leave %s and its problems as they are',
    async (name) => {
      const { text, format } = fixture(name);
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
    const { text, format } = fixture('order.asl.json');
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
});
