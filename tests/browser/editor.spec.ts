import { expect, test } from '@playwright/test';
import { fixture } from './files';
import { StudioPage } from './studio';

test.describe('the editor', () => {
  let studio: StudioPage;
  test.beforeEach(async ({ page }) => {
    studio = new StudioPage(page);
    await studio.open();
  });
  test.afterEach(() => expect(studio.errors).toEqual([]));

  test('should replace all by select all and a paste of the clipboard', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const text = fixture('parcel.asl.json');
    await page.evaluate((value) => navigator.clipboard.writeText(value), text);
    await studio.mode('Code');
    await studio.focusText();

    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('ControlOrMeta+v');

    await expect.poll(() => studio.text()).toBe(text);
    await studio.mode('Design');
    await expect(studio.states()).toHaveCount(5);
  });

  test('should draw what is typed', async ({ page }) => {
    await studio.pasteText('{\n  "StartAt": "A",\n  "States": {\n    "A": { "Type": "Succeed" }\n  }\n}\n');
    await expect(studio.states()).toHaveCount(1);
    await studio.focusText();
    await page.keyboard.press('ControlOrMeta+Home');
    for (let line = 0; line < 3; line++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.insertText(', "B": { "Type": "Pass", "End": true }');

    await expect(studio.state('B')).toBeVisible();
    await expect(studio.state('B')).toHaveAttribute('data-unreachable', 'true');
  });

  test('should keep the drawing while the text is broken, and say that it is behind', async ({ page }) => {
    await studio.pasteText(fixture('parcel.asl.json'));
    await expect(studio.states()).toHaveCount(5);
    await studio.focusText();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('Delete');
    await expect(
      studio.canvas
        .getByText(/Drawing is behind the text/)
        .or(page.getByText(/Drawing is behind the text/))
        .first(),
    ).toBeVisible();
    await expect(studio.states()).toHaveCount(5);
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(() => studio.text()).toBe(fixture('parcel.asl.json'));
  });

  test('should select in the canvas what the cursor is in, and the other way round', async ({ page }) => {
    await studio.pasteText(fixture('travel.asl.json'));
    await expect(studio.states()).toHaveCount(11);
    await studio.select('Rest');
    await expect(studio.editor.locator('.view-line').filter({ hasText: '"Rest": {' })).toBeVisible();

    await studio.editor.locator('.view-line').filter({ hasText: '"Stay": {' }).click();
    await expect(studio.state('Stay')).toHaveAttribute('aria-current', 'true');
    await expect(page.getByRole('navigation', { name: 'Place in the definition' })).toContainText('Stay');
  });

  test('should keep the cursor when the canvas changes the text', async ({ page }) => {
    await studio.pasteText(fixture('parcel.asl.json'));
    await expect(studio.states()).toHaveCount(5);
    await studio.focusText();
    await page.keyboard.press('ControlOrMeta+End');
    await studio.rename('Weigh', 'Put on the scales');
    await studio.focusText();
    await page.keyboard.insertText(' ');
    await expect.poll(() => studio.text()).toMatch(/\}\n $/);
  });

  test('should change between JSON and YAML and back by undo', async () => {
    await studio.pasteText(fixture('parcel.asl.json'));
    const format = studio.editor.getByRole('radiogroup', { name: 'Format' });
    await format.getByRole('radio', { name: 'YAML' }).click();
    await expect.poll(() => studio.text()).toContain('StartAt: Weigh');
    await expect(format.getByRole('radio', { name: 'YAML' })).toBeChecked();
    await expect(studio.states()).toHaveCount(5);
    await studio.undo();
    await expect.poll(() => studio.text()).toBe(fixture('parcel.asl.json'));
    await expect(format.getByRole('radio', { name: 'JSON' })).toBeChecked();
  });
});
