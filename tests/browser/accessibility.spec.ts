import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { fixture } from './files';
import { StudioPage } from './studio';

/** Triangles that fold a line of JSON stand in lines of text. All other targets have their 24 pixels. */
const folds = /aria-label="(Fold|Unfold)/;

/** What axe finds, as lines that name the rule and the element. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // Monaco's own elements are not ours to change.
    .exclude('.monaco-editor')
    .analyze();
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes
        .filter(({ html }) => id !== 'target-size' || !folds.test(html))
        .map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
    );
}

/** Each view brings the studio, opened on its first example, to what is examined. */
const views: Readonly<Record<string, (studio: StudioPage) => Promise<void>>> = {
  async design(studio) {
    await studio.select('Charge card');
  },
  async 'split with a problem'(studio) {
    await studio.pasteText(fixture('parcel.asl.json').replace('"Next": "By bike"', '"Next": "By bik"'));
    await studio.page.getByRole('button', { name: /^Problems/ }).click();
    await studio.problems.getByText(/no state named/).click();
    await studio.canvas.locator('[data-severity-mark="error"]').click();
    await expect(studio.page.getByRole('dialog', { name: /^Problems of/ })).toBeVisible();
  },
  async 'failed run'(studio) {
    await studio.dropFile('parcel.asl.json', fixture('parcel.asl.json'));
    await expect(studio.states()).toHaveCount(5);
    await studio.start({ kilos: 31 });
    await expect(studio.status).toHaveText('Failed');
    await studio.simulationTab('Events');
    await studio.select('By lorry');
  },
  async 'timeline and state data'(studio) {
    await studio.button('Start execution').click();
    await expect(studio.status).toHaveText('Succeeded');
    await studio.simulationTab('Timeline');
    await studio.select('Charge card');
  },
  async mocks(studio) {
    await studio.simulationTab('Mocks');
    await expect(studio.simulation.getByRole('listbox', { name: 'Tasks' })).toBeVisible();
  },
  async 'test of a state'(studio) {
    await studio.select('Charge card');
    await studio.run('Test state');
    const dialog = studio.page.getByRole('dialog', { name: 'Test state: Charge card' });
    await dialog.getByRole('button', { name: 'Run test' }).click();
    await expect(dialog.getByRole('status', { name: 'Test status' })).toContainText('SUCCEEDED');
  },
  async 'breakpoints and data of a paused run'(studio) {
    await studio.select('Route order');
    await studio.run('Set or remove a breakpoint');
    await studio.run('Show the breakpoints');
    await studio.button('Start execution').click();
    await expect(studio.simulation.getByText('The run stands here')).toBeVisible();
    await studio.button('Edit data here').click();
    await expect(studio.page.getByRole('textbox', { name: 'Input', exact: true })).toBeVisible();
  },
  async 'empty document'(studio) {
    await studio.begin();
  },
  async palette(studio) {
    await studio.button('Command palette').click();
    await studio.palette.getByRole('combobox').fill('add');
  },
  async examples(studio) {
    await studio.button('Examples').click();
    await expect(studio.page.getByRole('dialog', { name: 'Examples' })).toBeVisible();
  },
  async shortcuts(studio) {
    await studio.button('Keyboard shortcuts').click();
    await expect(studio.page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  },
};

test.describe('accessibility', () => {
  for (const [name, prepare] of Object.entries(views)) {
    test(`should have no serious violation in either theme in the view: ${name}`, async ({ page }) => {
      const studio = new StudioPage(page);
      await studio.open();
      await prepare(studio);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
        // The buttons at a card under the pointer are as large as the zoom makes them.
        await studio.restPointer();
        expect(await violations(page), colorScheme).toEqual([]);
      }
    });
  }

  test('should build and run a small workflow by keyboard alone', async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open();
    const { keyboard } = page;

    await keyboard.press('ControlOrMeta+k');
    await expect(studio.palette.getByRole('combobox')).toBeFocused();
    await keyboard.type('>New');
    await expect(studio.palette.getByRole('option').first()).toContainText('New');
    await keyboard.press('Enter');
    await expect(studio.states()).toHaveCount(0);

    await tabTo(page, 'Search states and actions');
    await keyboard.type('pass');
    await tabTo(page, 'Pass');
    await keyboard.press('Enter');
    await expect(studio.state('Pass')).toBeVisible();
    await studio.state('Pass').focus();
    await keyboard.press('F2');
    await keyboard.type('Greet');
    await keyboard.press('Enter');
    await expect(studio.state('Greet')).toBeVisible();

    await keyboard.press('ControlOrMeta+k');
    await expect(studio.palette.getByRole('combobox')).toBeFocused();
    await keyboard.type('Wait');
    await expect(studio.palette.getByRole('option').first()).toContainText('Wait');
    await keyboard.press('Enter');
    await expect(studio.states()).toHaveCount(2);
    await studio.state('Greet').focus();
    await keyboard.press('ArrowDown');
    await expect(studio.state('Wait')).toBeFocused();
    await keyboard.press('ArrowUp');
    await expect(studio.state('Greet')).toBeFocused();

    await keyboard.press('ControlOrMeta+Enter');
    await expect(studio.status).toHaveText('Succeeded');
    expect(studio.errors).toEqual([]);
  });
});

/** Presses Tab until the control of that name has the focus, as someone without a mouse does. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    if (focused === name) return;
  }
  throw new Error(`Tab never reached ${name}`);
}
