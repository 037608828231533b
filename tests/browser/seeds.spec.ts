import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { sharedFolder } from '../support/shared';
import { StudioPage } from './studio';

const shared = sharedFolder();
const seed = (name: string) => join(shared ?? '', 'cases/seeds', name);
const none = 'the folder of shared cases is not beside this repository';

/** The workflows that the documents behind the studio describe; they stand beside the repository, not in it. */
test.describe('seed workflows', () => {
  test.skip(shared === null, none);
  let studio: StudioPage;
  test.beforeEach(async ({ page }) => {
    studio = new StudioPage(page);
    await studio.open();
  });
  test.afterEach(() => expect(studio.errors).toEqual([]));

  const noErrors = async () => {
    await expect(studio.page.getByRole('button', { name: /^Problems/ })).toBeVisible();
    await studio.page.getByRole('button', { name: /^Problems/ }).click();
    await expect(studio.problems.getByRole('img', { name: 'error' })).toHaveCount(0);
  };
  const lastDetails = async () => (await studio.history()).at(-1) ?? {};

  test('should check a file size', async () => {
    const path = seed('check-file-size.asl.json');
    await studio.openFile(path);
    await expect(studio.states()).toHaveCount(6);
    await noErrors();

    for (const [size, state, status] of [
      [3000000, 'NotifyOk', 'Succeeded'],
      [1000, 'NotifyFileTooSmall', 'Succeeded'],
      [2000000, 'DefaultState', 'Failed'],
    ] as const) {
      await studio.setMocks({ CheckFileSize: [{ return: size }] });
      await studio.start({});
      await expect(studio.status).toHaveText(status);
      await expect(studio.state(state)).toHaveAttribute('data-status', status.toLowerCase());
    }
    expect(await lastDetails()).toMatchObject({
      executionFailedEventDetails: { error: 'DefaultStateError', cause: 'No Matches!' },
    });

    // An edit and its undo leave the bytes of the file.
    await studio.rename('NotifyOk', 'Tell them');
    expect((await studio.definition()).States.ProcessFile?.Next).toBe('Tell them');
    await studio.undo();
    await expect.poll(() => studio.text()).toBe(readFileSync(path, 'utf8'));
  });

  test('should remind by preference after one virtual day', async () => {
    const path = seed('reminder-by-preference.asl.json');
    await studio.dropFile(path, readFileSync(path, 'utf8'));
    await expect(studio.states()).toHaveCount(9);
    await expect(studio.state('EmailReminderPar')).toBeVisible();

    await studio.setMocks({
      EmailReminderPar: [{ return: 'mailed' }],
      TextReminderPar: [{ return: 'texted' }],
    });
    await studio.start({ waitSeconds: 86400, preference: 'both' });

    await expect(studio.status).toHaveText('Succeeded');
    for (const name of ['EmailReminderPar', 'TextReminderPar', 'NextState']) {
      await expect(studio.state(name)).toHaveAttribute('data-status', 'succeeded');
    }
    expect(await lastDetails()).toMatchObject({
      executionSucceededEventDetails: { output: '["mailed","texted"]' },
    });
    await expect(studio.simulation.getByText(/1 d 0:00:00/)).toBeVisible();

    await studio.start({ waitSeconds: 1, preference: 'pigeon' });
    await expect(studio.status).toHaveText('Failed');
    await expect(studio.state('DefaultState')).toHaveAttribute('data-status', 'failed');
  });

  test('should open a serverless file as a workflow, and wait for its time', async () => {
    const path = seed('wait-then-send-email.serverless.yml');
    const text = readFileSync(path, 'utf8');
    await studio.openFile(path);
    await expect(studio.states()).toHaveCount(2);

    await studio.setMocks({ SendEmail: [{ return: { sent: true } }] });
    const soon = new Date(Date.now() + 48 * 3600_000).toISOString();
    await studio.start({ trigger_date: soon });
    await expect(studio.status).toHaveText('Succeeded');
    const scheduled = (await studio.history()).find((event) => event.type === 'LambdaFunctionScheduled');
    expect(JSON.stringify(scheduled)).toContain('#{AWS::Region}');

    await studio.rename('SendEmail', 'Mail');
    const edited = await studio.text();
    expect(edited).toContain('#{AWS::Region}:#{AWS::AccountId}');
    expect(edited).toContain('Next: Mail');
    await studio.undo();
    await expect.poll(() => studio.text()).toBe(text);
  });

  test('should remind at a time, and name a time that is none', async () => {
    const path = seed('remind-at-timestamp.asl.json');
    await studio.dropFile(path, readFileSync(path, 'utf8'));
    await expect(studio.states()).toHaveCount(2);

    await studio.setMocks({ remindme: [{ return: 'done' }] });
    await studio.start({ message: 'remind me', timestamp: '2019-01-27T09:00:00Z' });
    await expect(studio.status).toHaveText('Succeeded');

    await studio.start({ message: 'remind me', timestamp: '2019-01-27 09:00:00' });
    await expect(studio.status).toHaveText('Failed');
    await studio.simulationTab('Output');
    await expect(studio.output).toContainText('2019-01-27 09:00:00');
    await expect(studio.output).toContainText('States.Runtime');
  });
});
