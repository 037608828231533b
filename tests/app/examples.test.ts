import { describe, expect, it } from 'vitest';
import { examples } from '../../src/app/examples';
import { runToEnd } from '../../src/engine/runToEnd';
import { createLanguageHere } from '../../src/language/language.client';
import { readJson } from '../../src/studio/jsonText';
import { readBook } from '../../src/studio/runScenarios';

/** How each scenario ends: its status, and the error of those that fail. */
const endings: Record<string, string> = {
  'order-processing / Happy path': 'succeeded',
  'order-processing / Gateway down': 'failed States.Http.StatusCode.503',
  'order-processing / Stock throttled': 'succeeded',
  'order-processing / Manual review': 'succeeded',
  'order-processing / Gold customer': 'succeeded',
  'wait-for-approval / Approved': 'succeeded',
  'wait-for-approval / Refused after the reminder': 'succeeded',
  'wait-for-approval / Nobody decides': 'failed NotDecided',
  'appointment-reminder / In the past': 'succeeded',
  'appointment-reminder / Far in the future': 'succeeded',
  'appointment-reminder / Not a timestamp': 'failed States.Runtime',
  'welcome-mail / Tomorrow morning': 'succeeded',
  'welcome-mail / The mail server refuses once': 'succeeded',
  'upload-size-check / A large upload': 'succeeded',
  'upload-size-check / A small upload': 'succeeded',
  'upload-size-check / Exactly on the limit': 'failed SizeNotDecided',
  'upload-size-check / The function is busy': 'succeeded',
  'import-members / Five members': 'succeeded',
  'import-members / Storing fails': 'failed ImportStopped',
  'weather-report / Three stations': 'succeeded',
  'weather-report / Broken sensors only': 'succeeded',
  'book-a-trip / Booked': 'succeeded',
  'book-a-trip / The card is declined': 'failed TripNotBooked',
  'book-a-trip / No room in the hotel': 'failed TripNotBooked',
  'rent-notice / Both ways, after two days': 'succeeded',
  'rent-notice / By letter': 'succeeded',
  'rent-notice / An unknown channel': 'failed ChannelNotKnown',
};

const parsed = async (example: (typeof examples)[number]) => {
  const language = createLanguageHere();
  const reply = await language.parse({ text: example.text, format: example.format, revision: 1 });
  const problems = await language.diagnose(1, { type: example.type, silenced: [] });
  return { reply, problems };
};

describe('examples', () => {
  it.each(examples.map((example) => [example.id, example] as const))(
    'should be a workflow with nothing to complain of: %s',
    async (_id, example) => {
      const { reply, problems } = await parsed(example);

      expect(reply.broken).toBeNull();
      expect(reply.workflow.states.size).toBe(example.states);
      expect(problems.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
    },
  );

  it('should know how each scenario ends', () => {
    const all = examples.flatMap((example) =>
      readBook(example.scenarios).entries.map((entry) => `${example.id} / ${entry.name}`),
    );
    expect(all.toSorted()).toEqual(Object.keys(endings).toSorted());
  });

  it.each(
    examples.flatMap((example) =>
      readBook(example.scenarios).entries.map(
        (entry) => [`${example.id} / ${entry.name}`, example, entry] as const,
      ),
    ),
  )('should end as the scenario says: %s', async (name, example, entry) => {
    const { reply } = await parsed(example);
    const input = readJson(entry.input);
    if (!input.ok) throw new Error(input.problem.message);
    const run = runToEnd({
      definition: reply.workflow.definition,
      input: input.value,
      mocks: entry.mocks,
      options: { type: example.type, seed: 1, clock: { kind: 'virtual' } },
    });
    if ('problems' in run) throw new Error(JSON.stringify(run.problems));

    const { outcome } = run;
    const ending = outcome ? [outcome.status, outcome.error].filter(Boolean).join(' ') : 'waits';
    expect(ending, outcome?.cause).toBe(endings[name]);
  });

  it('should keep the placeholders of the template', () => {
    const template = examples.find(({ id }) => id === 'welcome-mail')?.text;
    expect(template).toContain('#{AWS::Region}:#{AWS::AccountId}');
  });
});
