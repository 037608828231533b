import { expect, test } from '@playwright/test';
import { fixture } from './files';
import { StudioPage } from './studio';

test.describe('the first complete path', () => {
  test('should open on an example that is drawn, without an error', async ({ page }) => {
    const studio = new StudioPage(page);

    await studio.open();

    await expect(studio.states()).not.toHaveCount(0);
    await expect(studio.canvas.locator('[data-edge][data-kind="start"]').first()).toBeAttached();
    await expect(studio.status).toHaveText('Not started');
    expect(studio.errors).toEqual([]);
  });

  test('should build a workflow from nothing by drag and drop, and undo it to nothing', async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open();
    await studio.begin();
    const empty = await studio.text();

    await studio.dropFromBrowser('Task', 'start:');
    await expect(studio.state('Task')).toBeVisible();
    await studio.dropFromBrowser('Choice', 'after:/States/Task');
    await studio.dropFromBrowser('Pass', 'after:/States/Task');
    await expect(studio.states()).toHaveCount(3 + (await studio.states().count()) - 3);

    const built = await studio.definition();
    expect(built.StartAt).toBe('Task');
    expect(built.States.Task?.Next).toBe('Pass');
    expect(built.States.Pass?.Next).toBe('Choice');

    while (await page.getByRole('button', { name: 'Undo', exact: true }).isEnabled()) {
      if ((await studio.text()) === empty) break;
      await studio.button('Undo').click();
    }
    await expect.poll(() => studio.text()).toBe(empty);
    await expect(studio.states()).toHaveCount(0);
    expect(studio.errors).toEqual([]);
  });

  test('should go on working on the canvas with a syntax error in the text', async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open();
    await studio.pasteText(fixture('parcel.asl.json'));
    await expect(studio.state('Weigh')).toBeVisible();
    const broken = fixture('parcel.asl.json').replace('"Type": "Succeed"', '"Type": "Succeed');

    await studio.pasteText(broken);
    await expect(studio.states()).toHaveCount(5);
    await studio.state('Weigh').click();
    await page.keyboard.press('Delete');

    await expect(studio.state('Weigh')).toHaveCount(0);
    expect(await studio.text()).toContain('"StartAt": "Heavy or light"');
    expect(studio.errors).toEqual([]);
  });

  test('should run with input to its end, a day of waiting at once', async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open();
    await studio.pasteText(fixture('parcel.asl.json'));

    await studio.start({ kilos: 2 });

    await expect(studio.status).toHaveText('Succeeded');
    await expect(studio.state('By bike')).toHaveAttribute('data-status', 'succeeded');
    await expect(studio.state('By lorry')).not.toHaveAttribute('data-status');
    await expect(studio.edge('Heavy or light', 'Cool down')).toHaveAttribute('data-taken', 'true');
    await studio.simulationTab('Output');
    await expect(page.getByRole('region', { name: 'Execution output' })).toContainText('"kilos"');
    const history = await studio.history();
    expect(history.map((event) => event.type)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'ChoiceStateEntered',
      'ChoiceStateExited',
      'WaitStateEntered',
      'WaitStateExited',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ]);
    expect(studio.errors).toEqual([]);
  });

  test('should pause, step and stop an endless loop', async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open();
    await studio.pasteText(fixture('endless.asl.json'));

    await studio.start({ n: 1 });
    await expect(studio.status).toHaveText('Running');
    await studio.button('Pause').click();
    await expect(studio.status).toHaveText('Paused');
    const before = (await studio.history()).length;
    await studio.button('Step over').click();
    await expect.poll(async () => (await studio.history()).length).toBeGreaterThan(before);
    await studio.button('Resume').click();
    await expect(studio.status).toHaveText('Running');
    await studio.button('Stop').click();

    await expect(studio.status).toHaveText('Aborted');
    expect(studio.errors).toEqual([]);
  });
});
