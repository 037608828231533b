import { expect, test } from '@playwright/test';
import { fixture } from './files';
import { StudioPage } from './studio';

/** Browsers may keep nothing for a page: by their settings, in frames, or when the disk is full. */

test('should work where the browser refuses all storage, and say that nothing is kept', async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ['indexedDB', 'localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      });
    }
  });
  const studio = new StudioPage(page);
  await studio.open();
  await expect(page.getByRole('alert')).toContainText('Changes can’t be kept in this browser');

  await studio.rename('Charge card', 'Charge it');
  await studio.theme('Dark');
  await studio.mode('Split');
  await studio.start({ order: { items: [] } });
  await expect(studio.status).toHaveText(/Succeeded|Failed/);
  const text = await studio.text();
  await studio.dropFile('parcel.asl.json', fixture('parcel.asl.json'));
  await expect(studio.states()).toHaveCount(5);
  await studio.button('Go back to them').click();

  await expect.poll(() => studio.text()).toBe(text);
  expect(studio.errors).toEqual([]);
});

test('should lose nothing when the storage is full, and ask before leaving', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  await page.evaluate(() => {
    const full = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
    IDBObjectStore.prototype.put = full;
    Storage.prototype.setItem = full;
  });
  await studio.rename('Charge card', 'Charge it');
  await expect(page.getByRole('alert')).toContainText(
    'Changes can’t be kept in this browser (The quota has been exceeded.). Save them to a file.',
  );
  const text = await studio.text();
  await studio.dropFile('parcel.asl.json', fixture('parcel.asl.json'));
  await expect(studio.states()).toHaveCount(5);
  await studio.button('Go back to them').click();
  await expect.poll(() => studio.text()).toBe(text);

  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  expect(await studio.text()).toBe(text);
  expect(studio.errors).toEqual([]);
});
