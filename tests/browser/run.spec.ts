import { expect, test } from '@playwright/test';
import { fixture } from './files';
import { StudioPage } from './studio';

test.describe('running', () => {
  let studio: StudioPage;
  test.beforeEach(async ({ page }) => {
    studio = new StudioPage(page);
    await studio.open();
  });
  test.afterEach(() => expect(studio.errors).toEqual([]));

  test('should run with input to its end, a day of waiting at once', async () => {
    await studio.dropFile('parcel.asl.json', fixture('parcel.asl.json'));
    await expect(studio.states()).toHaveCount(5);

    await studio.start({ kilos: 2 });

    await expect(studio.status).toHaveText('Succeeded');
    await expect(studio.state('By bike')).toHaveAttribute('data-status', 'succeeded');
    await expect(studio.state('By bike')).toHaveAccessibleName('By bike, Succeed state, succeeded');
    await expect(studio.state('By lorry')).not.toHaveAttribute('data-status');
    await expect(studio.edge('Heavy or light', 'Cool down')).toHaveAttribute('data-taken', 'true');
    await expect(studio.edge('Heavy or light', 'By lorry')).not.toHaveAttribute('data-taken');
    await expect(studio.simulation.getByText(/1 d 0:00:00/)).toBeVisible();
    expect(JSON.parse(await outputOf(studio))).toEqual({ kilos: 2, checked: true });
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
    expect(history.map((event) => event.id)).toEqual(history.map((_, index) => index + 1));
  });

  test('should show the cause of a failed run', async () => {
    await studio.dropFile('parcel.asl.json', fixture('parcel.asl.json'));
    await expect(studio.states()).toHaveCount(5);

    await studio.start({ kilos: 31 });

    await expect(studio.status).toHaveText('Failed');
    await expect(studio.state('By lorry')).toHaveAttribute('data-status', 'failed');
    await studio.simulationTab('Output');
    await expect(studio.output).toContainText('NoLorry');
    await expect(studio.output).toContainText('All lorries are out');
    await expect(studio.region('Failure')).toContainText('NoLorry');
  });

  test('should give the whole output as text, however long and deep it is', async () => {
    await studio.dropFile('hand-on.asl.json', '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}');
    await expect(studio.state('A')).toBeVisible();
    let deep: unknown = 'x'.repeat(3000);
    for (let level = 0; level < 9; level++) deep = { [`level ${level}`]: deep };

    for (const rows of [70, 900]) {
      const input = { deep, rows: Array.from({ length: rows }, (_, id) => ({ id })) };
      await studio.start(input);
      await expect(studio.status).toHaveText('Succeeded');
      await studio.simulationTab('Output');
      await expect.poll(async () => JSON.parse(await studio.outputText())).toEqual(input);
    }
    await studio.button('Show folded').click();
    await expect(studio.output).toContainText('[…900]');
  });

  test('should list the events with their columns, and open their details', async ({ page }) => {
    await studio.dropFile('parcel.asl.json', fixture('parcel.asl.json'));
    await expect(studio.states()).toHaveCount(5);
    await studio.start({ kilos: 2 });
    await expect(studio.status).toHaveText('Succeeded');

    await studio.simulationTab('Events');

    const table = page
      .getByRole('grid', { name: 'Event history' })
      .or(page.getByRole('table', { name: 'Event history' }));
    for (const name of ['ID', 'Type', 'Step', 'Resource', 'Started after']) {
      await expect(table.getByRole('columnheader', { name, exact: true })).toBeVisible();
    }
    await expect(table.locator('[data-event-id]')).toHaveCount(10);
    const row = table.locator('[data-event-id="2"]');
    await expect(row).toContainText('PassStateEntered');
    await expect(row).toContainText('Weigh');
    await row.getByRole('button', { name: 'Details of event 2' }).click();
    await expect(table.getByText('stateEnteredEventDetails')).toBeVisible();
    await studio.painted();
    await expect(row).toBeInViewport({ ratio: 1 });
  });

  test('should draw a bar for each state visit with its virtual start and end', async ({ page }) => {
    await studio.dropFile('parcel.asl.json', fixture('parcel.asl.json'));
    await expect(studio.states()).toHaveCount(5);
    await studio.start({ kilos: 2 });
    await expect(studio.status).toHaveText('Succeeded');

    await studio.simulationTab('Timeline');

    const bars = studio.simulation.locator('[data-state][data-visit]');
    await expect(bars).toHaveCount(4);
    await expect(bars.nth(2)).toHaveAttribute('data-state', '/States/Cool down');
    await expect(bars.nth(2)).toHaveAttribute('title', /^Cool down, from 0 s to .*succeeded$/);
    await expect(page.getByText('Nothing')).toHaveCount(0);
  });

  test('should answer tasks with mocks, fail, retry and catch', async () => {
    await studio.dropFile('fragile.asl.json', fixture('fragile.asl.json'));
    await expect(studio.states()).toHaveCount(4);

    await studio.setMocks({
      Fetch: [{ throw: { error: 'Busy', cause: 'Too many' } }, { return: { pages: 3 }, delay: 2 }],
    });
    await studio.start({});
    await expect(studio.status).toHaveText('Succeeded');
    expect(JSON.parse(await outputOf(studio))).toEqual({ pages: 3 });
    const types = (await studio.history()).map((event) => event.type);
    expect(types.filter((type) => type === 'LambdaFunctionFailed')).toHaveLength(1);

    await studio.setMocks({ Fetch: [{ throw: { error: 'Gone', cause: 'No such book' } }] });
    await studio.start({});
    await expect(studio.state('Apologise')).toHaveAttribute('data-status', 'succeeded');
    await expect(studio.state('Fetch')).toHaveAttribute('data-status', 'caught');
    await expect(studio.edge('Fetch', 'Apologise')).toHaveAttribute('data-taken', 'true');
    await expect(studio.status).toHaveText('Failed');
  });

  test('should build mocks by hand', async () => {
    await studio.dropFile('fragile.asl.json', fixture('fragile.asl.json'));
    await expect(studio.states()).toHaveCount(4);
    await studio.simulationTab('Mocks');
    await studio.simulation.getByRole('option', { name: /Fetch/ }).click();
    await studio.simulation.getByRole('button', { name: 'Add a result' }).click();
    await studio.simulation.getByRole('textbox', { name: 'Result' }).fill('{"pages": 9}');
    await studio.start({});
    await expect(studio.status).toHaveText('Succeeded');
    expect(JSON.parse(await outputOf(studio))).toEqual({ pages: 9 });
  });

  test('should mark what timed out, what waits for its retry and what was stopped', async () => {
    const open = async (name: string, definition: object) => {
      await studio.dropFile(`${name}.asl.json`, JSON.stringify(definition));
      await expect(studio.state(name)).toBeVisible();
      await expect(studio.status).toHaveText('Not started');
    };
    await open('Rest', {
      TimeoutSeconds: 60,
      StartAt: 'Rest',
      States: { Rest: { Type: 'Wait', Seconds: 3600, End: true } },
    });
    await studio.start({});
    await expect(studio.status).toHaveText('Timed out');
    await expect(studio.state('Rest')).toHaveAttribute('data-status', 'timed-out');
    await expect(studio.region('Failure')).toContainText(
      'The execution did not end within its TimeoutSeconds, 1 min.',
    );

    await open('Ask', {
      StartAt: 'Ask',
      States: {
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: { FunctionName: 'ask' },
          Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 5 }],
          End: true,
        },
      },
    });
    await studio.setMocks({ Ask: [{ throw: { error: 'Busy' } }] });
    await studio.simulation.getByRole('tab', { name: /^Breakpoints/ }).click();
    await studio.simulation.getByRole('checkbox', { name: 'Pause on every error' }).click();
    await studio.start({});
    await expect(studio.status).toHaveText('Paused');
    await expect(studio.state('Ask')).toHaveAttribute('data-status', 'retrying');
    await expect(studio.state('Ask')).toHaveAccessibleName('Ask, Task state, start, retrying');
    await studio.button('Stop').click();
    await expect(studio.status).toHaveText('Aborted');
    await expect(studio.state('Ask')).toHaveAttribute('data-status', 'aborted');
  });

  test('should step over, into and back', async () => {
    await studio.dropFile('parcel.asl.json', fixture('parcel.asl.json'));
    await expect(studio.states()).toHaveCount(5);
    await studio.setInput({ kilos: 2 });
    const count = async () => (await studio.history()).length;

    await studio.button('Step over').click();
    await expect(studio.status).toHaveText('Paused');
    const first = await count();
    await studio.button('Step over').click();
    await expect(studio.state('Weigh')).toHaveAttribute('data-status', 'running');
    await studio.button('Step over').click();
    await expect(studio.state('Weigh')).toHaveAttribute('data-status', 'succeeded');
    await expect(studio.state('Heavy or light')).toHaveAttribute('data-status', 'running');
    const second = await count();
    expect(second).toBeGreaterThan(first);
    await studio.button('Step into').click();
    await expect.poll(count).toBe(second + 1);
    await studio.button('Step back').click();
    await expect.poll(count).toBe(second);
    await studio.button('Step back').click();
    await expect(studio.state('Weigh')).toHaveAttribute('data-status', 'running');
    await expect(studio.status).toHaveText('Paused');
    await studio.button('Resume').click();
    await expect(studio.status).toHaveText('Succeeded');

    await studio.button('Step back').click();
    await expect(studio.status).toHaveText('Paused');
  });

  test('should pause, step and stop an endless loop', async () => {
    await studio.dropFile('endless.asl.json', fixture('endless.asl.json'));
    await expect(studio.states()).toHaveCount(3);
    await studio.makeExpress();

    await studio.start({ n: 1 });
    await studio.button('Pause').click();
    await expect(studio.status).toHaveText('Paused');
    await expect(studio.state('Count')).toHaveAttribute('data-status');
    await studio.button('Step over').click();
    await expect(studio.status).toHaveText('Paused');
    await studio.button('Resume').click();
    await expect(studio.status).toHaveText('Running');
    await studio.button('Stop').click();

    await expect(studio.status).toHaveText('Aborted');
    await studio.button('Start execution').click();
    await expect(studio.status).toHaveText('Running');
    await studio.button('Stop').click();
    await expect(studio.status).toHaveText('Aborted');
  });

  test('should end a standard endless loop as AWS does, at 25,000 events', async () => {
    await studio.dropFile('endless.asl.json', fixture('endless.asl.json'));
    await expect(studio.states()).toHaveCount(3);
    await studio.start({ n: 1 });
    await expect(studio.status).toHaveText('Failed', { timeout: 30_000 });
    await expect(studio.region('Failure')).toContainText('25000');
    await studio.simulationTab('Events');
    await expect(
      studio.simulation.getByText('25000 events').or(studio.simulation.getByText('25,000 events')),
    ).toBeVisible();
  });

  test('should stay alive over an input of 10 MB, and take another in its place', async () => {
    await studio.dropFile('hand-on.asl.json', '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}');
    await expect(studio.state('A')).toBeVisible();
    await studio.simulationTab('Input');
    await studio.input.focus();
    await studio.page.keyboard.press('ControlOrMeta+a');
    await studio.input.evaluate((area: HTMLTextAreaElement) => {
      const lines = Array.from({ length: 160_000 }, (_, id) => `  "line ${id}": "${'x'.repeat(48)}"`);
      area.setRangeText(`{\n${lines.join(',\n')}\n}`, 0, area.value.length, 'end');
      area.dispatchEvent(new Event('input', { bubbles: true }));
    });

    await expect(studio.input).toHaveAccessibleDescription(/MB in all: too long to be edited here/);
    await studio.input.press('End');
    await studio.input.pressSequentially('x');
    await expect(studio.input).not.toHaveValue(/x$/);
    await studio.button('Start execution').click();
    await expect(studio.status).toHaveText('Failed', { timeout: 30_000 });
    await expect(studio.output).toContainText('States.DataLimitExceeded');

    await studio.setInput({ small: true });
    await studio.button('Start execution').click();
    await expect(studio.status).toHaveText('Succeeded');
  });

  test('should refuse an input that is not JSON and say where', async ({ page }) => {
    await studio.dropFile('parcel.asl.json', fixture('parcel.asl.json'));
    await expect(studio.states()).toHaveCount(5);
    await studio.setInput('{"kilos": }');
    await expect(page.getByRole('status', { name: 'Input check' })).toContainText('Line 1');
    await studio.button('Start execution').click();
    await expect(studio.status).toHaveText('Not started');
    await studio.input.fill('{"kilos": 1}');
    await studio.button('Start execution').click();
    await expect(studio.status).toHaveText('Succeeded');
  });

  test('should go to the place of a problem in text and canvas', async ({ page }) => {
    const broken = fixture('parcel.asl.json').replace('"Next": "By bike"', '"Next": "By bik"');
    await studio.pasteText(broken);
    await page.getByRole('button', { name: /^Problems/ }).click();
    const entry = studio.problems.getByText(/no state named/);
    await expect(entry).toBeVisible();
    await entry.click();
    await expect(studio.state('Cool down')).toHaveAttribute('aria-current', 'true');
    await expect(studio.editor.locator('.squiggly-error').first()).toBeVisible();
    await studio.problems
      .getByRole('button', { name: /Change to “By bike”/ })
      .first()
      .click();
    await expect.poll(() => studio.text()).toBe(fixture('parcel.asl.json'));
  });
});

/** The output as JSON text. */
async function outputOf(studio: StudioPage): Promise<string> {
  const [last] = (await studio.history()).slice(-1);
  const details = last?.executionSucceededEventDetails as { output?: string } | undefined;
  await studio.simulationTab('Output');
  await expect(studio.output).toBeVisible();
  return details?.output ?? 'null';
}
