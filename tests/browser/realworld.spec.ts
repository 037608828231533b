import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { sharedFiles, sharedFolder } from '../support/shared';
import { escapeName, StudioPage } from './studio';

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
      const drawn = await page.evaluate(waitForDrawing, statesOf(path, text));
      if (drawn.missing.length > 0) failures.push(`${name}: ${drawn.missing.join(', ')} not drawn`);
      failures.push(...drawn.overlaps.map((pair) => `${name}: ${pair}`));
      failures.push(...studio.errors.splice(0).map((error) => `${name}: ${error}`));
      expect(await studio.text(), name).toBe(text);
    }

    expect(failures).toEqual([]);
    expect(files.length).toBe(235);
  });
});

interface Machine {
  readonly States?: Readonly<Record<string, StateText>>;
}

interface StateText {
  readonly Branches?: readonly Machine[];
  readonly ItemProcessor?: Machine;
  readonly Iterator?: Machine;
}

/** Pointers of all states of a definition, read without any of the studio's own code. */
function statesOf(path: string, text: string): string[] {
  const machine: Machine = path.endsWith('.json')
    ? JSON.parse(text.replace(/^\uFEFF/, ''))
    : parse(text, { logLevel: 'silent' });
  return pointersOf(machine, '');
}

function pointersOf(machine: Machine | undefined, at: string): string[] {
  return Object.entries(machine?.States ?? {}).flatMap(([name, state]) => {
    const pointer = `${at}/States/${escapeName(name)}`;
    return [
      pointer,
      ...(state.Branches ?? []).flatMap((branch, index) =>
        pointersOf(branch, `${pointer}/Branches/${index}`),
      ),
      ...pointersOf(state.ItemProcessor, `${pointer}/ItemProcessor`),
      ...pointersOf(state.Iterator, `${pointer}/Iterator`),
    ];
  });
}

interface Drawn {
  readonly missing: readonly string[];
  readonly overlaps: readonly string[];
}

/** Waits until the states stand and nothing else, and tells which of one machine overlap. Runs in the page. */
async function waitForDrawing(expected: readonly string[]): Promise<Drawn> {
  const boxes = () =>
    [...document.querySelectorAll<HTMLElement>('[aria-label="Canvas"] [data-state]')].map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return { pointer: element.dataset.state ?? '', left, top, right, bottom };
    });
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const wanted = [...expected].sort().join('\n');
  let before = '';
  for (let still = 0, frames = 0; still < 2 && frames < 1200; frames++) {
    await frame();
    const now = boxes();
    const there = now.map((box) => box.pointer).sort();
    const key = JSON.stringify(now);
    still = key === before && there.join('\n') === wanted ? still + 1 : 0;
    before = key;
  }
  const drawn = new Set(boxes().map((box) => box.pointer));
  const missing = expected.filter((pointer) => !drawn.has(pointer));
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
  return { missing, overlaps };
}
