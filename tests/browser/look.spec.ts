import { expect, type Locator, type Page, test } from '@playwright/test';
import { fixture } from './files';
import { boxOf, StudioPage } from './studio';

/** Sizes that can be measured, in CSS pixels. */

const sizes = [
  { width: 1440, height: 900, browser: 248, inspector: 332, editor: 500 },
  { width: 1280, height: 720, browser: 236, inspector: 332, editor: 440 },
] as const;

const widthOf = async (locator: Locator) => Math.round((await boxOf(locator)).width);

/** Words that are cut off in tabs, buttons, menus and the values of the run bar, each with what it says. */
async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const shown = (element: Element) =>
      element.getClientRects().length > 0 && !element.closest('.monaco-editor');
    for (const list of document.querySelectorAll('[role="tablist"]')) {
      if (shown(list) && list.scrollWidth > list.clientWidth + 1) {
        found.push(`tabs: ${list.getAttribute('aria-label')} ${list.scrollWidth} > ${list.clientWidth}`);
      }
    }
    const controls =
      '[role="tab"], [role="radio"], [role="menuitem"], header button, button[aria-label^="Scenario"], button[aria-label^="Clock"]';
    for (const control of document.querySelectorAll(controls)) {
      for (const element of [control, ...control.querySelectorAll('span')]) {
        const hidden = element.classList.contains('visually-hidden');
        if (
          !hidden &&
          shown(element) &&
          element.scrollWidth > element.clientWidth + 1 &&
          element.clientWidth > 0
        ) {
          found.push(`${control.getAttribute('role') ?? control.tagName}: ${control.textContent}`);
        }
      }
    }
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    if (scrollWidth > clientWidth || scrollHeight > clientHeight) found.push('the page scrolls');
    return found;
  });
}

for (const size of sizes) {
  test.describe(`${size.width} × ${size.height}`, () => {
    test.use({ viewport: { width: size.width, height: size.height } });
    let studio: StudioPage;
    test.beforeEach(async ({ page }) => {
      studio = new StudioPage(page);
      await studio.open();
    });

    test('should give each part its size', async ({ page }) => {
      expect((await boxOf(page.getByRole('banner'))).height).toBe(44);
      await expect.poll(() => widthOf(studio.browser)).toBe(size.browser);
      await expect.poll(() => widthOf(studio.inspector)).toBe(size.inspector);
      const canvas = await boxOf(studio.canvas);
      expect(Math.round(canvas.width)).toBe(size.width - size.browser - size.inspector - 2);
      expect(Math.round(canvas.height)).toBeLessThanOrEqual(size.height - 44 - 36);
      expect(Math.round(canvas.height)).toBeGreaterThanOrEqual(size.height - 44 - 38);

      await studio.mode('Split');
      await expect.poll(() => widthOf(studio.editor)).toBe(size.editor);
      await expect.poll(() => widthOf(studio.browser)).toBe(44);
    });

    test('should cut nothing off while designing', async ({ page }) => {
      await studio.select('Charge card');
      await expect.poll(() => cutOff(page)).toEqual([]);
      await studio.button('Menu').click();
      await expect(page.getByRole('menu')).toBeVisible();
      await expect.poll(() => cutOff(page)).toEqual([]);
    });

    test('should cut nothing off in Split, in a paused and in an ended run', async ({ page }) => {
      await studio.mode('Split');
      await expect(studio.textArea).toBeAttached({ timeout: 30_000 });
      await expect.poll(() => cutOff(page)).toEqual([]);
      await studio.button('Step over').click();
      await expect(studio.status).toHaveText('Paused');
      await expect.poll(() => cutOff(page)).toEqual([]);
      await studio.button('Resume').click();
      await expect(studio.status).toHaveText('Succeeded');
      await studio.mode('Design');
      await studio.select('Charge card');
      for (const tab of ['Events', 'Timeline', 'Mocks', 'Input']) {
        await studio.simulationTab(tab);
        await expect.poll(() => cutOff(page), tab).toEqual([]);
      }
    });
  });
}

/** Buttons of a bar that lie over one another, or that something else lies over. */
const covered = (bar: Locator): Promise<string[]> =>
  bar.evaluate((element) => {
    const hidden: string[] = [];
    for (const button of element.querySelectorAll('button, input, [role="radio"]')) {
      const { left, right, top, bottom, width } = button.getBoundingClientRect();
      // A radio without a size of its own stands behind its label.
      if (width < 2) continue;
      const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      if (!at || !(button.contains(at) || at.contains(button)))
        hidden.push(button.getAttribute('aria-label') ?? button.textContent ?? '');
    }
    return hidden;
  });

test.describe('small windows', () => {
  // 1440 × 900 enlarged to 200 %.
  test.use({ viewport: { width: 720, height: 450 } });

  test('should keep every button of the bars within reach at 200 %', async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open();
    await studio.button('Start execution').click();
    await expect(studio.status).toHaveText('Succeeded');
    await expect(studio.status).toBeVisible();
    await expect.poll(() => covered(page.getByRole('banner'))).toEqual([]);
    await studio.button('Open the panel').or(studio.button('Collapse the panel')).focus();
    await expect(studio.button('Collapse the panel')).toBeInViewport({ ratio: 1 });
  });
});

test('should cover nothing with the button that brings the inspector back', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  await studio.mode('Split');
  await studio.button('Menu').click();
  await page.getByRole('menuitemcheckbox', { name: 'Inspector' }).click();
  await expect(studio.inspector).toHaveCount(0);
  await expect.poll(() => covered(page.getByRole('banner'))).toEqual([]);
  await studio.button('Show the inspector').click();
  await expect(studio.inspector).toBeVisible();
});

test('should draw cards of 208 × 52 at 100 %, and never larger than that to fit', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  await studio.dropFile('parcel.asl.json', fixture('parcel.asl.json'));
  await expect(studio.states()).toHaveCount(5);
  await expect(studio.canvas.locator('[data-zoom]')).toHaveAttribute('data-zoom', '100');
  for (const card of await studio.states().all()) {
    const { width, height } = await boxOf(card);
    expect([Math.round(width), Math.round(height)]).toEqual([208, 52]);
  }
});
