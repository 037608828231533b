import { expect, test } from '@playwright/test';
import { fixture, fixturePath } from './files';
import { StudioPage } from './studio';

const template = 'embedded.template.yaml';

test.describe('definitions in templates', () => {
  let studio: StudioPage;
  test.beforeEach(async ({ page }) => {
    studio = new StudioPage(page);
    await studio.open();
    await studio.openFile(fixturePath(template));
    await expect(studio.states()).toHaveCount(4);
  });

  const choose = async (name: string) => {
    await studio.page.getByRole('button', { name: /^Format and type/ }).click();
    await studio.page
      .getByRole('menuitemcheckbox', { name })
      .or(studio.page.getByRole('menuitemradio', { name }))
      .click();
  };

  test('should draw a definition that stands as text, and change it there alone', async () => {
    const before = await studio.text();
    await studio.mode('Split');

    await studio.rename('Pay back', 'Pay it back: all');

    await expect(studio.state('Pay it back: all')).toBeVisible();
    const after = await studio.text();
    expect(after).toBe(before.replaceAll('"Pay back"', '"Pay it back: all"'));
    await studio.undo();
    await expect(studio.state('Pay back')).toBeVisible();
    expect(await studio.text()).toBe(before);
    expect(studio.errors).toEqual([]);
  });

  test('should add and remove states in the lines of the text', async () => {
    const before = await studio.text();

    await studio.dropFromBrowser('Wait', 'after:/States/Look up');

    await expect(studio.states()).toHaveCount(5);
    const after = await studio.text();
    expect(after).toContain('\n            "Wait": {\n');
    expect(after.slice(after.indexOf('  Archive:'))).toBe(before.slice(before.indexOf('  Archive:')));
    await studio.undo();
    await expect(studio.states()).toHaveCount(4);
    expect(await studio.text()).toBe(before);
  });

  test('should follow what is typed inside the text, and select what the cursor is in', async ({ page }) => {
    await studio.mode('Split');
    await studio.focusText();
    await page.keyboard.press('ControlOrMeta+f');
    await page.keyboard.type('"Error": "TooLate"');
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowRight');

    await expect(studio.state('Too late')).toHaveAttribute('aria-current', 'true');
    expect(studio.errors).toEqual([]);
  });

  test('should say where a definition is that is not in the file, and open it', async ({ page }) => {
    await choose('Archive');

    await expect(studio.canvas.getByRole('heading', { name: 'Archive is not in this file' })).toBeVisible();
    await expect(studio.canvas.getByText('machines/archive.asl.json').first()).toBeVisible();
    const chooser = page.waitForEvent('filechooser');
    await studio.canvas.getByRole('button', { name: /Open that file/ }).click();
    await (await chooser).setFiles(fixturePath('parcel.asl.json'));
    await expect(studio.states()).toHaveCount(5);
    expect(await studio.text()).toBe(fixture('parcel.asl.json'));
    expect(studio.errors).toEqual([]);
  });

  test('should write a definition that is joined as one text, and take that back', async ({ page }) => {
    const before = await studio.text();
    await choose('Remind');
    await expect(studio.states()).toHaveCount(1);
    await expect(page.getByText('Fn::Join puts this definition together')).toBeVisible();

    await page.getByRole('button', { name: 'Write as one text' }).click();

    await expect(page.getByText('Fn::Join puts this definition together')).toHaveCount(0);
    expect(await studio.text()).toContain('"Resource": "${RemindFunction.Arn}"');
    await studio.undo();
    await expect.poll(() => studio.text()).toBe(before);
    expect(studio.errors).toEqual([]);
  });
});
