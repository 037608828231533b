import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { StudioPage } from './studio';

const built = resolve(import.meta.dirname, '../..', process.env.TEST_DIST ?? 'dist', 'assets');

test.describe('the built studio', () => {
  test('should ask nothing of a network and break no rule of its content policy', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.addInitScript(() => {
      const broken: string[] = [];
      Object.assign(window, { broken });
      document.addEventListener('securitypolicyviolation', (event) => broken.push(event.violatedDirective));
    });
    const studio = new StudioPage(page);

    await studio.open();
    await studio.mode('Split');
    await expect(studio.editor.locator('.view-line').first()).toBeVisible();
    await studio.button('Start execution').click();
    await expect(studio.status).toHaveText('Succeeded');

    const home = new URL(page.url()).origin;
    expect(asked.filter((url) => !url.startsWith(home) && !/^(data|blob):/.test(url))).toEqual([]);
    expect(await page.evaluate(() => (window as unknown as { broken: string[] }).broken)).toEqual([]);
    expect(studio.errors).toEqual([]);
  });

  test('should hold no code that evaluates text, and no address to download from', () => {
    const scripts = readdirSync(built).filter((name) => name.endsWith('.js'));

    expect(scripts.length).toBeGreaterThan(5);
    for (const name of scripts) {
      const text = readFileSync(join(built, name), 'utf8');
      expect({ name, cdn: /https:\/\/(cdn\.|unpkg)/.test(text) }).toEqual({ name, cdn: false });
      expect({ name, function: /\bnew Function\(/.test(text) }).toEqual({ name, function: false });
    }
  });
});
