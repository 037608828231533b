import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from '@playwright/test';
import { sharedFiles, sharedFolder } from '../support/shared';
import { StudioPage } from './studio';

const files = sharedFiles('cases/realworld', /\.asl\.(json|yaml)$/);

/** Definitions that people published; they stand beside the repository, not in it. */
test.describe('real-world definitions', () => {
  test.skip(sharedFolder() === null, 'the folder of shared cases is not beside this repository');
  test.setTimeout(300_000);

  test('should open each one, draw it without overlaps, and keep its bytes', async ({ page }) => {
    const studio = new StudioPage(page);
    await studio.open();
    const failures: string[] = [];

    for (const path of files) {
      const text = readFileSync(path, 'utf8');
      const name = basename(path);
      await studio.dropFile(name, text);
      await expect.poll(() => studio.text(), name).toBe(text);
      const drawn = await page.evaluate(waitForDrawing);
      if (drawn.states === 0) failures.push(`${name}: nothing is drawn`);
      failures.push(...drawn.overlaps.map((pair) => `${name}: ${pair}`));
      failures.push(...studio.errors.splice(0).map((error) => `${name}: ${error}`));
      expect(await studio.text(), name).toBe(text);
    }

    expect(failures).toEqual([]);
    expect(files.length).toBe(235);
  });
});

/** Waits until the drawing stands, and tells which states of one machine overlap. Runs in the page. */
async function waitForDrawing(): Promise<{ states: number; overlaps: string[] }> {
  const boxes = () =>
    [...document.querySelectorAll<HTMLElement>('[aria-label="Canvas"] [data-state]')].map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return { pointer: element.dataset.state ?? '', left, top, right, bottom };
    });
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const keyOf = () => JSON.stringify(boxes());
  let before = '';
  for (let still = 0, frames = 0; still < 3 && frames < 600; frames++) {
    await frame();
    const now = keyOf();
    still = now === before && now !== '[]' ? still + 1 : 0;
    before = now;
  }
  const machines = new Map<string, ReturnType<typeof boxes>>();
  for (const box of boxes()) {
    const machine = box.pointer.slice(0, box.pointer.lastIndexOf('/States/'));
    machines.set(machine, [...(machines.get(machine) ?? []), box]);
  }
  const overlaps: string[] = [];
  const slack = 0.5;
  for (const siblings of machines.values()) {
    siblings.forEach((one, at) => {
      for (const other of siblings.slice(at + 1)) {
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (across > slack && down > slack) overlaps.push(`${one.pointer} overlaps ${other.pointer}`);
      }
    });
  }
  return { states: boxes().length, overlaps };
}
