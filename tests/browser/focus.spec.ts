import { expect, type Page, test } from '@playwright/test';
import { fixture } from './files';
import { StudioPage } from './studio';

/** Whoever works by keys must stand where they stood before something came over the canvas. */

/** What opens over the canvas, by what it is opened with. */
const overlays: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  async 'the palette'(page) {
    await page.keyboard.press('ControlOrMeta+k');
    await expect(page.getByRole('combobox', { name: 'Command palette' })).toBeFocused();
  },
  async 'the search for a state'(page) {
    await page.keyboard.press('ControlOrMeta+f');
    await expect(page.getByRole('combobox', { name: 'Find a state' })).toBeFocused();
  },
  async 'the list of shortcuts'(page) {
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' }).locator(':focus')).toBeAttached();
  },
  async 'a test of the state'(page) {
    await page.keyboard.press('Alt+Enter');
    const dialog = page.getByRole('dialog', { name: 'Test state: Plan' });
    await expect(dialog.locator(':focus')).toBeAttached();
    await expect(dialog.getByRole('button', { name: 'Run test' })).toBeVisible();
  },
  async 'the menu of the state'(page) {
    await page.keyboard.press('Shift+F10');
    await expect(page.getByRole('menu')).toBeFocused();
  },
  async 'a new name'(page) {
    await page.keyboard.press('F2');
    await expect(page.getByRole('textbox', { name: 'New name of Plan' })).toBeFocused();
  },
};

test.describe('the focus', () => {
  let studio: StudioPage;
  test.beforeEach(async ({ page }) => {
    studio = new StudioPage(page);
    await studio.open();
    await studio.dropFile('travel.asl.json', fixture('travel.asl.json'));
    await expect(studio.states()).toHaveCount(11);
    await studio.select('Plan');
  });
  test.afterEach(() => expect(studio.errors).toEqual([]));

  for (const [name, open] of Object.entries(overlays)) {
    test(`should come back to the state after ${name}`, async ({ page }) => {
      await expect(studio.state('Plan')).toBeFocused();
      await open(page);
      await page.keyboard.press('Escape');
      await expect(studio.state('Plan')).toBeFocused();
    });
  }

  test('should be nowhere after the palette where it was nowhere before', async ({ page }) => {
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await overlays['the palette']?.(page);
    await page.keyboard.press('Escape');

    await expect(studio.palette).toHaveCount(0);
    await expect(page.locator('body')).toBeFocused();
    await expect(page.getByRole('link', { name: 'Skip to the workflow' })).not.toBeInViewport();
  });

  test('should go where a command of the palette leads', async ({ page }) => {
    await studio.run('Rename');
    await expect(page.getByRole('textbox', { name: 'New name of Plan' })).toBeFocused();
  });
});
