import { expect, test } from '@playwright/test';
import { fixture } from './files';
import { StudioPage } from './studio';

/** What outside checks and screen readers find the parts of the studio by. */

test.describe('names of the parts', () => {
  let studio: StudioPage;
  test.beforeEach(async ({ page }) => {
    studio = new StudioPage(page);
    await studio.open();
  });
  test.afterEach(() => expect(studio.errors).toEqual([]));

  test('should name every region of each mode', async () => {
    for (const name of ['States browser', 'Canvas', 'Inspector', 'Info']) {
      await expect(studio.region(name)).toBeVisible();
    }
    await expect(studio.region('Info').getByRole('link').first()).toHaveAttribute('href', /^https:/);
    await studio.mode('Split');
    await expect(studio.editor).toBeVisible();
    for (const format of ['JSON', 'YAML']) {
      await expect(studio.editor.getByRole('radio', { name: format, exact: true })).toBeVisible();
    }
    await expect(studio.canvas).toBeVisible();
    await studio.mode('Code');
    await expect(studio.editor).toBeVisible();
    await expect(studio.canvas).toBeHidden();
    await studio.mode('Design');
    await studio.button('Simulation').click();
    await expect(studio.simulation).toBeVisible();
    await studio.page.getByRole('button', { name: /^Problems/ }).click();
    await expect(studio.problems).toBeVisible();
  });

  test('should offer every command of the top bar by its name', async ({ page }) => {
    for (const name of [
      'Undo',
      'Redo',
      'Examples',
      'Command palette',
      'Theme',
      'Keyboard shortcuts',
      'Export',
    ]) {
      await expect(studio.button(name)).toBeVisible();
    }
    await studio.button('Menu').click();
    for (const name of ['New', 'Open', 'Save', 'Examples']) {
      await expect(page.getByRole('menuitem', { name, exact: true })).toBeVisible();
    }
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
    await page.keyboard.press('ControlOrMeta+k');
    await expect(studio.palette).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(studio.palette).toHaveCount(0);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  });

  test('should name each entry of the states browser after what it adds', async () => {
    await expect(studio.browser.getByRole('searchbox', { name: 'Search states and actions' })).toBeVisible();
    for (const tab of ['Flow', 'Actions', 'Patterns']) {
      await expect(studio.browser.getByRole('tab', { name: tab, exact: true })).toBeVisible();
    }
    for (const type of ['Task', 'Choice', 'Map', 'Parallel', 'Pass', 'Wait', 'Succeed', 'Fail']) {
      await expect(studio.entry(type)).toBeVisible();
    }
    await studio.browser.getByRole('tab', { name: 'Actions' }).click();
    await expect(studio.entry('AWS Lambda: Invoke')).toBeVisible();
    await studio.browser.getByRole('searchbox').fill('dynamodb get');
    await expect(studio.browser.getByRole('button', { name: /DynamoDB: GetItem/ })).toBeVisible();
  });

  test('should name the tools of the canvas', async () => {
    for (const name of ['Zoom in', 'Zoom out', 'Fit view', 'Auto layout direction']) {
      await expect(studio.canvas.getByRole('button', { name, exact: true })).toBeVisible();
    }
  });

  test('should name the controls of a run', async () => {
    await studio.simulationTab('Input');
    for (const tab of ['Input', 'Mocks', 'Events', 'Timeline', 'State data', 'Output']) {
      await expect(studio.simulation.getByRole('tab', { name: tab, exact: true })).toBeVisible();
    }
    await expect(studio.simulation.getByRole('textbox', { name: 'Execution input' })).toBeVisible();
    await expect(studio.status).toHaveText('Not started');
    for (const name of ['Start execution', 'Pause', 'Step over', 'Step into', 'Step back', 'Stop']) {
      await expect(studio.simulation.getByRole('button', { name, exact: true })).toBeVisible();
    }

    await studio.simulation.getByRole('button', { name: 'Step over', exact: true }).click();

    await expect(studio.status).toHaveText('Paused');
    for (const name of ['Resume', 'Pause', 'Step over', 'Step into', 'Step back', 'Stop']) {
      await expect(studio.simulation.getByRole('button', { name, exact: true })).toBeVisible();
    }
  });

  test('should name a state by its name and type, and the first one as start', async () => {
    await studio.pasteText(fixture('travel.asl.json'));
    const card = (name: string) => studio.canvas.locator(`[data-state="${name}"]`);
    await expect(card('/States/Plan')).toHaveAccessibleName('Plan, Pass state, start');
    await expect(card('/States/Plan')).toHaveAttribute('data-type', 'Pass');
    await expect(card('/States/Both')).toHaveAccessibleName('Both, Parallel state');
    await expect(card('/States/Both/Branches/0/States/Fly')).toHaveAccessibleName('Fly, Task state');
    await expect(card('/States/Legs/ItemProcessor/States/A~1B ~0 C')).toHaveAccessibleName(
      'A/B ~ C, Pass state',
    );
    // Each can have the focus; Tab stops at one of them, the arrow keys lead to the others.
    await expect(studio.states()).toHaveCount(11);
    await expect(studio.canvas.locator('[data-state][tabindex]')).toHaveCount(11);
    await expect(studio.canvas.locator('[data-state][tabindex="0"]')).toHaveCount(1);
  });

  test('should say what each transition is and where it leads', async () => {
    await studio.pasteText(fixture('travel.asl.json'));
    for (const [edge, kind] of [
      ['/States/Plan->/States/Far', 'next'],
      ['/States/Far->/States/Both', 'choice'],
      ['/States/Far->/States/Legs', 'default'],
      ['/States/Both->/States/Stay', 'catch'],
    ] as const) {
      await expect(studio.canvas.locator(`[data-edge="${edge}"]`).first()).toHaveAttribute('data-kind', kind);
    }
    await expect(studio.canvas.locator('[data-kind="start"]').first()).toBeAttached();
    await expect(studio.canvas.locator('[data-kind="end"]').first()).toBeAttached();
  });

  test('should mark the transitions that a run took, and give its output', async () => {
    await studio.pasteText(fixture('parcel.asl.json'));
    await expect(studio.states()).toHaveCount(5);
    await expect(studio.canvas.locator('[data-taken]')).toHaveCount(0);
    await expect(studio.canvas.locator('[data-state][data-status]')).toHaveCount(0);

    await studio.start({ kilos: 2 });

    await expect(studio.status).toHaveText('Succeeded');
    const taken = studio.canvas.locator('[data-edge][data-taken="true"]');
    await expect
      .poll(() => taken.evaluateAll((edges) => edges.map((edge) => edge.getAttribute('data-edge')).sort()))
      .toEqual([
        '->/States/Weigh',
        '/States/Cool down->/States/By bike',
        '/States/Heavy or light->/States/Cool down',
        '/States/Weigh->/States/Heavy or light',
      ]);
    await studio.simulationTab('Output');
    await expect.poll(async () => JSON.parse(await studio.outputText())).toEqual({ kilos: 2, checked: true });
  });

  test('should fold a container and say so', async () => {
    await studio.pasteText(fixture('travel.asl.json'));
    const both = studio.state('Both');
    const inner = studio.state('Fly');
    await expect(both).toHaveAttribute('aria-expanded', 'true');
    await expect(inner).toBeVisible();

    await both.getByRole('button', { name: /fold/i }).first().click();

    await expect(both).toHaveAttribute('aria-expanded', 'false');
    await expect(inner).toHaveCount(0);
  });

  test('should name each place where a dragged state may go', async ({ page }) => {
    await studio.pasteText(fixture('travel.asl.json'));
    await studio.mode('Design');
    await expect(studio.canvas.locator('[data-drop]')).toHaveCount(0);

    await studio.takeUp('Pass');

    for (const id of [
      'after:/States/Plan',
      'branch:/States/Both/Branches/2',
      'after:/States/Both/Branches/0/States/Fly',
      'start:',
    ]) {
      await expect(studio.place(id)).toBeAttached();
    }
    await expect(studio.place('after:/States/Plan')).toHaveAccessibleName('Add after Plan');
    await page.keyboard.press('Escape');
    await expect(studio.canvas.locator('[data-drop]')).toHaveCount(0);
    await page.mouse.up();
  });

  test('should give the text and the history to checks, read-only', async ({ page }) => {
    await studio.pasteText(fixture('parcel.asl.json'));
    expect(await studio.text()).toBe(fixture('parcel.asl.json'));
    expect(await studio.history()).toEqual([]);
    const keys = await page.evaluate(() => {
      const door = window.__aslStudio;
      if (door) Reflect.set(door, 'text', () => 'changed');
      return Object.keys(door ?? {}).sort();
    });
    expect(keys).toEqual(['history', 'text']);
    expect(await studio.text()).toBe(fixture('parcel.asl.json'));
  });
});
