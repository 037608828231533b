// Takes the studio's pictures from the built app: every scene at both sizes and in both themes.
// `npm run screenshots [-- --out FOLDER] [--only SCENE] [--dist BUILT]`; the README's picture is docs/studio.png.
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { obtainChromium } from './chromium.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const args = process.argv.slice(2);
const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const out = resolve(option('--out') ?? join(root, '.cache/screenshots'));

const sizes = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
];

const state = (page, name) =>
  page.getByRole('region', { name: 'Canvas' }).locator(`[data-state$="/States/${name}"]`);
const still = (page) =>
  page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        (each) => each.playState !== 'running' || each.effect?.getComputedTiming().iterations === Infinity,
      ),
  );

async function palette(page, action) {
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Command palette' });
  await dialog.getByRole('combobox').fill(action);
  await dialog.getByRole('option', { name: action }).first().click();
  await dialog.waitFor({ state: 'detached' });
}

async function scenario(page, name) {
  await page.getByRole('button', { name: /^Scenario/ }).click();
  await page
    .getByRole('menuitemcheckbox', { name })
    .or(page.getByRole('menuitemradio', { name }))
    .or(page.getByRole('menuitem', { name }))
    .first()
    .click();
}

async function status(page, ...wanted) {
  await page.waitForFunction(
    (words) =>
      words.includes(
        document.querySelector('[role=status][aria-label="Execution status"]')?.textContent?.trim() ?? '',
      ),
    wanted,
  );
}

const finished = (page) => status(page, 'Succeeded', 'Failed', 'Timed out', 'Aborted');

/** Each scene brings the page, opened on the first example, to what the picture shows. */
const scenes = {
  async design(page) {
    await state(page, 'Charge card').click();
    await page.mouse.move(900, 20);
  },
  async dragging(page) {
    await page.getByRole('tab', { name: 'Actions' }).click();
    const entry = await page.getByRole('button', { name: 'EventBridge: PutEvents' }).boundingBox();
    const target = await page.locator('[data-edge^="/States/Charge card->"]').first().boundingBox();
    await page.mouse.move(entry.x + 40, entry.y + 20);
    await page.mouse.down();
    await page.mouse.move(entry.x + 120, entry.y + 30, { steps: 4 });
    const place = await page.locator('[data-drop="after:/States/Charge card"]').boundingBox();
    const at = place ?? target;
    await page.mouse.move(at.x + at.width / 2 + 10, at.y + at.height / 2 + 4, { steps: 10 });
  },
  async split(page) {
    await page.getByRole('radio', { name: 'Split' }).click();
    await page
      .getByRole('region', { name: 'Editor' })
      .getByRole('textbox')
      .first()
      .waitFor({ state: 'attached' });
    await page.getByRole('region', { name: 'Editor' }).locator('.view-line').first().waitFor();
    await state(page, 'Route order').click();
    const field = page.getByRole('region', { name: 'Inspector' }).getByRole('combobox', { name: 'Default' });
    await field.fill('Charge crd');
    await field.press('Enter');
    await page.getByRole('button', { name: /^Problems/ }).click();
    await page.getByRole('region', { name: 'Problems' }).getByText('There is no state named').click();
    await page.getByRole('button', { name: /^Change to .*Ctrl/ }).waitFor();
    await page.locator('.monaco-editor .squiggly-error').first().waitFor();
  },
  async paused(page) {
    await scenario(page, 'Stock throttled');
    await page.getByRole('button', { name: 'Start execution' }).click();
    await finished(page);
    await state(page, 'Reserve item').click();
    await page.getByRole('checkbox', { name: 'Pause on every error' }).click();
    await page.getByRole('button', { name: 'Start execution' }).click();
    for (let stop = 0; stop < 3; stop++) {
      await status(page, 'Paused');
      if (stop < 2) {
        const before = await page.evaluate(async () => (await window.__aslStudio.history()).length);
        await page.getByRole('button', { name: 'Resume' }).click();
        await page.waitForFunction(
          async (count) => (await window.__aslStudio.history()).length > count,
          before,
        );
      }
    }
    await page.getByRole('tab', { name: 'Timeline' }).click();
    // Near enough for what is pending on the cards and for the iterations of the Map.
    const zoom = page.locator('[data-zoom]');
    await state(page, 'Reserve item').focus();
    while (Number(await zoom.getAttribute('data-zoom')) < 72) {
      const before = await zoom.getAttribute('data-zoom');
      await page.keyboard.press('+');
      await page.waitForFunction(
        (value) => document.querySelector('[data-zoom]')?.getAttribute('data-zoom') !== value,
        before,
      );
    }
    await page.mouse.move(660, 3);
  },
  async failed(page) {
    await scenario(page, 'Gateway down');
    await page.getByRole('button', { name: 'Start execution' }).click();
    await finished(page);
    await page.getByRole('tab', { name: 'Events' }).click();
    await page.getByRole('button', { name: 'Go to the cause' }).click();
  },
  async empty(page) {
    await palette(page, 'New');
    await page.getByText('Drop the first state here').waitFor();
  },
  async palette(page) {
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Command palette' }).getByRole('combobox').fill('add');
  },
};

mkdirSync(out, { recursive: true });
if (!option('--dist')) await build({ root, logLevel: 'warn' });
// Another folder than `dist` lets pictures be taken of a build that stands already.
const server = await preview({
  root,
  logLevel: 'warn',
  build: { outDir: option('--dist') ?? 'dist' },
  preview: { port: 4460, host: 'localhost' },
});
const url = server.resolvedUrls?.local[0] ?? 'http://localhost:4460/';
const browser = await chromium.launch({
  executablePath: obtainChromium(),
  args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
});
let failures = 0;
for (const [name, prepare] of Object.entries(scenes)) {
  if (option('--only') && option('--only') !== name) continue;
  for (const viewport of sizes) {
    for (const colorScheme of ['light', 'dark']) {
      const page = await browser.newPage({ viewport, colorScheme });
      page.setDefaultTimeout(15_000);
      const file = join(out, `${name}-${viewport.width}-${colorScheme}.png`);
      try {
        await page.goto(url);
        await page.locator('[data-state]').first().waitFor();
        await prepare(page);
        await still(page);
        await page.screenshot({ path: file });
        console.log(file);
        if (
          name === 'design' &&
          viewport.width === 1440 &&
          colorScheme === 'light' &&
          args.includes('--readme')
        ) {
          await page.screenshot({ path: join(root, 'docs/studio.png') });
        }
      } catch (error) {
        failures++;
        await page.screenshot({ path: file });
        console.error(`${file}: ${String(error.message).split('\n')[0]}`);
      }
      await page.close();
    }
  }
}
await browser.close();
await server.close();
process.exit(failures > 0 ? 1 : 0);
