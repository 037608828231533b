import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { fixture, fixturePath } from './files';
import { StudioPage } from './studio';

test.describe('files', () => {
  let studio: StudioPage;
  test.beforeEach(async ({ page }) => {
    studio = new StudioPage(page);
    await studio.open();
  });

  const quiet = () => expect(studio.errors).toEqual([]);
  const downloaded = async (act: () => Promise<void>) => {
    const waiting = studio.page.waitForEvent('download');
    await act();
    const download = await waiting;
    return {
      name: download.suggestedFilename(),
      text: readFileSync((await download.path()) ?? '', 'utf8'),
    };
  };

  test('should open a file from the disk by its menu and by its keys', async ({ page }) => {
    await studio.openFile(fixturePath('travel.asl.json'));
    await expect(studio.states()).toHaveCount(11);
    await expect(page.getByRole('textbox', { name: 'Document name' })).toHaveValue('travel');

    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('ControlOrMeta+o');
    await (await chooser).setFiles(fixturePath('rooms.asl.yaml'));
    await expect(studio.states()).toHaveCount(3);
    quiet();
  });

  test('should save what was edited to a file', async ({ page }) => {
    await studio.dropFile('parcel.asl.json', fixture('parcel.asl.json'));
    await expect(studio.states()).toHaveCount(5);
    await studio.rename('By bike', 'By tram');
    await expect(page.getByText('Edited', { exact: true })).toBeVisible();

    const { name, text } = await downloaded(() => page.keyboard.press('ControlOrMeta+s'));

    expect(name).toBe('parcel.asl.json');
    expect(text).toBe(await studio.text());
    expect(text).toContain('"By tram"');
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    quiet();
  });

  test('should save a file that was not edited with the same bytes', async ({ page }) => {
    const odd = `\uFEFF{ "StartAt":"A" ,\r\n\t"States": {"A":{"Type":"Succeed","Comment":"\\u00e9 é \\/"}}\r\n}\r\n\r\n`;
    await studio.dropFile('odd.asl.json', odd);
    await expect(studio.states()).toHaveCount(1);
    const { text } = await downloaded(() => page.keyboard.press('ControlOrMeta+s'));
    expect(text).toBe(odd);
    quiet();
  });

  test('should export JSON, YAML and a drawing', async ({ page }) => {
    await studio.dropFile('travel.asl.json', fixture('travel.asl.json'));
    await expect(studio.states()).toHaveCount(11);
    const exported = (kind: RegExp) =>
      downloaded(async () => {
        await studio.button('Export').click();
        await page.getByRole('menuitem', { name: kind }).click();
      });

    const json = await exported(/JSON/);
    expect(json.name).toBe('travel.asl.json');
    expect(JSON.parse(json.text)).toEqual(JSON.parse(fixture('travel.asl.json')));

    const yaml = await exported(/YAML/);
    expect(yaml.name).toBe('travel.asl.yaml');
    expect(yaml.text).toContain('StartAt: Plan');

    const svg = await exported(/SVG/);
    expect(svg.name).toBe('travel.svg');
    const drawing = await page.evaluate((text) => {
      const read = new DOMParser().parseFromString(text, 'image/svg+xml');
      return { root: read.documentElement.nodeName, words: read.documentElement.textContent ?? '' };
    }, svg.text);
    expect(drawing.root).toBe('svg');
    for (const name of ['Plan', 'Both', 'Fly', 'Legs', 'Gone']) expect(drawing.words).toContain(name);

    await studio.dropFile('copy.asl.yaml', yaml.text);
    await expect(studio.states()).toHaveCount(11);
    quiet();
  });

  test('should come back to the last document with its unsaved changes', async ({ page }) => {
    await studio.dropFile('parcel.asl.json', fixture('parcel.asl.json'));
    await expect(studio.states()).toHaveCount(5);
    await studio.rename('By bike', 'By tram');
    const text = await studio.text();

    await page.reload();

    await expect(studio.state('By tram')).toBeVisible({ timeout: 30_000 });
    expect(await studio.text()).toBe(text);
    await expect(page.getByRole('status', { name: 'Messages' })).toHaveText('Restored your unsaved changes.');
    await studio.button('Discard them').click();
    await expect.poll(() => studio.text()).toBe(fixture('parcel.asl.json'));
    quiet();
  });

  test('should keep what was typed when the page crashes', async ({ page, context }) => {
    await studio.dropFile('parcel.asl.json', fixture('parcel.asl.json'));
    await expect(studio.states()).toHaveCount(5);
    await studio.rename('By bike', 'By ferry');
    await expect.poll(() => keptText(page)).toContain('By ferry');

    // A page that dies runs no code of its own any more.
    const session = await context.newCDPSession(page);
    const gone = page.waitForEvent('crash');
    session.send('Page.crash').catch(() => undefined);
    await gone;
    const again = new StudioPage(await context.newPage());
    await again.open();

    await expect(again.state('By ferry')).toBeVisible();
    expect(again.errors).toEqual([]);
  });

  test('should put unsaved changes aside when another document is opened', async ({ page }) => {
    await studio.dropFile('parcel.asl.json', fixture('parcel.asl.json'));
    await expect(studio.states()).toHaveCount(5);
    await studio.rename('By bike', 'By tram');
    const text = await studio.text();

    await studio.dropFile('travel.asl.json', fixture('travel.asl.json'));
    await expect(studio.states()).toHaveCount(11);
    await page.getByRole('button', { name: 'Go back to them' }).click();

    await expect.poll(() => studio.text()).toBe(text);
    quiet();
  });

  test('should have the input of a file again when it is opened again', async ({ page }) => {
    await studio.dropFile('parcel.asl.json', fixture('parcel.asl.json'));
    await expect(studio.states()).toHaveCount(5);
    await studio.start({ kilos: 2 });
    await expect(studio.status).toHaveText('Succeeded');
    await studio.dropFile('travel.asl.json', fixture('travel.asl.json'));
    await expect(studio.states()).toHaveCount(11);
    await expect(studio.input).toHaveText('{}');

    await page.reload();
    await expect(studio.states()).toHaveCount(11, { timeout: 30_000 });
    await studio.dropFile(
      'parcel.asl.json',
      fixture('parcel.asl.json').replace('Weighs a parcel', 'Takes one'),
    );
    await expect(studio.states()).toHaveCount(5);

    await expect(studio.input).toHaveText('{"kilos":2}');
    quiet();
  });

  test('should say what is wrong with a bad file and lose nothing', async ({ page }) => {
    await studio.dropFile('parcel.asl.json', fixture('parcel.asl.json'));
    await expect(studio.states()).toHaveCount(5);
    await studio.rename('By bike', 'By tram');
    const text = await studio.text();

    await studio.dropFile('photo.json', 'PNG\u0000\u0001\u0002');
    const said = page.getByRole('alert');
    await expect(said).toHaveText('photo.json is not a text file.');
    expect(await studio.text()).toBe(text);

    const broken = '{ "StartAt": "A", "States": { "A": { "Type": ';
    await studio.dropFile('half.asl.json', broken);
    await expect(said).toContainText('half.asl.json can’t be read at line 1');
    expect(await studio.text()).toBe(broken);

    await studio.dropFile('notes.json', '{"hello": "world"}');
    await expect(said).toContainText('notes.json has no states');
    quiet();
  });

  test('should open pasted text on an empty canvas', async ({ page }) => {
    await studio.begin();
    await studio.canvas.getByText('Drop the first state here').click();
    await studio.pasteAtCursor(fixture('parcel.asl.json'));
    await expect(studio.states()).toHaveCount(5);
    await expect(page.getByRole('alert')).toHaveText('');
    quiet();
  });

  test('should remember which panels were collapsed and the mode', async ({ page }) => {
    await page.getByRole('button', { name: 'Fold the states browser' }).click();
    await studio.button('Menu').click();
    await page.getByRole('menuitemcheckbox', { name: 'Inspector' }).click();
    await expect(studio.inspector).toHaveCount(0);
    await studio.mode('Split');
    await studio.button('Simulation').click();
    await expect(studio.simulation.getByRole('tab', { name: 'Input' })).toBeVisible();

    await page.reload();

    await expect(studio.states().first()).toBeVisible({ timeout: 30_000 });
    await expect(studio.editor).toBeVisible();
    await expect(studio.inspector).toHaveCount(0);
    await expect(studio.simulation.getByRole('tab', { name: 'Input' })).toBeVisible();
    await studio.mode('Design');
    await expect(page.getByRole('button', { name: 'Unfold the states browser' })).toBeVisible();
    quiet();
  });

  test('should remember the width of a column', async ({ page }) => {
    const width = async () => Math.round((await studio.inspector.boundingBox())?.width ?? 0);
    const separator = page.getByRole('separator', { name: 'Width of the inspector' });
    const at = await separator.boundingBox();
    if (!at) throw new Error('There is no separator');
    const first = await width();
    await page.mouse.move(at.x + at.width / 2, at.y + 300);
    await page.mouse.down();
    await page.mouse.move(at.x - 60, at.y + 300, { steps: 6 });
    await page.mouse.up();
    await expect.poll(width).toBeGreaterThan(first + 40);
    const wide = await width();

    await page.reload();
    await expect(studio.states().first()).toBeVisible({ timeout: 30_000 });
    await expect.poll(width).toBe(wide);
    quiet();
  });
});

test.describe('examples', () => {
  test('should all open, draw, have no error, and run', async ({ page }) => {
    test.slow();
    const studio = new StudioPage(page);
    await studio.open();
    await studio.button('Examples').click();
    const dialog = page.getByRole('dialog', { name: 'Examples' });
    await expect(dialog).toBeVisible();
    const count = await dialog.getByRole('listitem').count();
    expect(count).toBeGreaterThanOrEqual(6);
    await page.keyboard.press('Escape');
    // From an empty document on, each example brings another text: the one before is gone when it is there.
    await studio.begin();

    for (let at = 0; at < count; at++) {
      await studio.button('Examples').click();
      const entry = dialog.getByRole('listitem').nth(at).getByRole('button');
      const before = await studio.text();
      await entry.click();
      await expect.poll(() => studio.text()).not.toBe(before);
      await expect(studio.states().first()).toBeVisible();
      await expect(page.getByRole('button', { name: /^Problems/ })).toHaveText(/Problems\s*0/);

      await studio.button('Start execution').click();
      const name = await page.getByRole('textbox', { name: 'Document name' }).inputValue();
      await expect(studio.status, name).toHaveText('Succeeded');
    }
    expect(studio.errors).toEqual([]);
  });
});

/** The texts that the browser keeps of open documents. */
async function keptText(page: StudioPage['page']): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('asl-studio-current');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('documents').objectStore('documents').getAll();
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result.map(({ text }: { text: string }) => text).join('\n'));
          };
          reading.onerror = () => reject(reading.error);
        };
      }),
  );
}
