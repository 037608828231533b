import { expect, test } from '@playwright/test';
import { fixture } from './files';
import { StudioPage } from './studio';

test.describe('keys on the canvas', () => {
  let studio: StudioPage;
  test.beforeEach(async ({ page }) => {
    studio = new StudioPage(page);
    await studio.open();
    await studio.dropFile('travel.asl.json', fixture('travel.asl.json'));
    await expect(studio.states()).toHaveCount(11);
  });
  test.afterEach(() => expect(studio.errors).toEqual([]));

  test('should move along transitions with the arrow keys', async ({ page }) => {
    await studio.select('Plan');
    await page.keyboard.press('ArrowDown');
    await expect(studio.state('Far')).toBeFocused();
    await expect(studio.state('Far')).toHaveAttribute('aria-current', 'true');
    await page.keyboard.press('ArrowUp');
    await expect(studio.state('Plan')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-state') ?? '');
    await expect.poll(focused).toMatch(/^\/States\/(Both|Legs)$/);
    const first = await focused();
    await page.keyboard.press('ArrowRight');
    await expect.poll(focused).not.toBe(first);
  });

  test('should open the first field of the inspector with Enter', async ({ page }) => {
    await studio.select('Rest');
    await page.keyboard.press('Enter');
    await expect(studio.inspector.locator(':focus')).toHaveCount(1);
  });

  test('should delete a state, relink around it, and undo and redo that', async ({ page }) => {
    const before = await studio.text();
    await studio.select('Rest');
    await page.keyboard.press('Delete');
    await expect(studio.state('Rest')).toHaveCount(0);
    await expect.poll(async () => (await studio.definition()).States.Legs?.Next).toBe('Gone');
    const after = await studio.text();

    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(() => studio.text()).toBe(before);
    // It comes back as the selection.
    await expect(studio.inspector.getByRole('heading', { name: 'Rest' })).toBeVisible();
    await page.keyboard.press('Shift+ControlOrMeta+z');
    await expect.poll(() => studio.text()).toBe(after);
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(() => studio.text()).toBe(before);
    await page.keyboard.press('ControlOrMeta+y');
    await expect.poll(() => studio.text()).toBe(after);
  });

  test('should duplicate a state', async ({ page }) => {
    await studio.select('Rest');
    await page.keyboard.press('ControlOrMeta+d');
    await expect(studio.states()).toHaveCount(12);
    const { States } = await studio.definition();
    const copy = Object.keys(States).find((name) => name.startsWith('Rest') && name !== 'Rest');
    expect(States[copy ?? '']).toMatchObject({ Type: 'Wait', Seconds: 3600 });
  });

  test('should copy, cut and paste states as text', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    await studio.select('Rest');
    await page.keyboard.press('ControlOrMeta+c');
    await expect
      .poll(async () => JSON.parse((await clipboard()) || '{}'))
      .toMatchObject({
        States: { Rest: { Type: 'Wait', Seconds: 3600 } },
      });

    await page.keyboard.press('ControlOrMeta+x');
    await expect(studio.state('Rest')).toHaveCount(0);
    await studio.select('Plan');
    await page.keyboard.press('ControlOrMeta+v');

    await expect(studio.state('Rest')).toBeVisible();
    const { States } = await studio.definition();
    expect(States.Plan?.Next).toBe('Rest');
    expect(States.Rest).toMatchObject({ Type: 'Wait', Seconds: 3600, Next: 'Far' });
  });

  test('should tell that the browser refuses its clipboard, and cut nothing that was not copied', async ({
    page,
  }) => {
    await page.evaluate(() => {
      const refuse = () => Promise.reject(new DOMException('Denied', 'NotAllowedError'));
      Object.assign(navigator.clipboard, { writeText: refuse, readText: refuse });
    });
    const chooseFor = async (name: string, item: string) => {
      await studio.state(name).click({ button: 'right', position: { x: 60, y: 12 } });
      await page.getByRole('menuitem', { name: item, exact: true }).click();
    };
    const said = page.getByRole('alert');

    await chooseFor('Rest', 'Cut');
    await expect(said).toHaveText('The browser did not allow to write to the clipboard. Use Ctrl C.');
    await expect(studio.state('Rest')).toBeVisible();
    await studio.run('Paste');
    await expect(said).toContainText('The browser did not allow to read the clipboard. Use Ctrl V.');
  });

  test('should rename in place with F2, and take it back with Escape', async ({ page }) => {
    await studio.select('Rest');
    await page.keyboard.press('F2');
    await expect(page.getByRole('textbox', { name: 'New name of Rest' })).toBeFocused();
    await page.keyboard.type('Sit down');
    await page.keyboard.press('Escape');
    await expect(studio.state('Rest')).toBeVisible();

    await studio.state('Rest').focus();
    await page.keyboard.press('F2');
    await page.keyboard.type('Sit down');
    await page.keyboard.press('Enter');

    await expect(studio.state('Sit down')).toBeVisible();
    await expect.poll(async () => (await studio.definition()).States.Legs?.Next).toBe('Sit down');
  });

  test('should clear the selection with Escape, and cancel a drag', async ({ page }) => {
    const before = await studio.text();
    await studio.select('Rest');
    await page.keyboard.press('Escape');
    await expect(studio.state('Rest')).not.toHaveAttribute('aria-current');

    await studio.takeUp('Wait');
    await studio.moveTo('after:/States/Plan');
    await page.keyboard.press('Escape');
    await expect(studio.canvas.locator('[data-drop]')).toHaveCount(0);
    await page.mouse.up();
    expect(await studio.text()).toBe(before);
  });

  test('should find a state', async ({ page }) => {
    await studio.select('Plan');
    await page.keyboard.press('ControlOrMeta+f');
    const box = page.getByRole('combobox', { name: 'Find a state' });
    await expect(box).toBeFocused();
    await page.keyboard.type('breakf');
    await page.keyboard.press('Enter');
    await expect(studio.state('Breakfast')).toHaveAttribute('aria-current', 'true');
    await expect(studio.state('Breakfast')).toBeInViewport();
  });

  test('should zoom and fit', async ({ page }) => {
    const zoom = () => studio.canvas.locator('[data-zoom]').getAttribute('data-zoom').then(Number);
    await studio.select('Plan');
    const first = await zoom();
    await page.keyboard.press('-');
    await expect.poll(zoom).toBeLessThan(first);
    const out = await zoom();
    await page.keyboard.press('+');
    await expect.poll(zoom).toBeGreaterThan(out);
    await studio.button('Zoom out').click();
    await studio.button('Zoom out').click();
    await studio.canvas.getByRole('group', { name: /^Plan/ }).focus();
    await page.keyboard.press('0');
    await expect(studio.state('Plan')).toBeInViewport({ ratio: 0.99 });
    await expect(studio.state('Gone')).toBeInViewport({ ratio: 0.99 });
  });

  test('should add an entry of the browser after the selected state with Enter', async ({ page }) => {
    await studio.select('Plan');
    await studio.entry('Pass').focus();
    await page.keyboard.press('Enter');
    await expect(studio.state('Pass')).toBeVisible();
    await expect.poll(async () => (await studio.definition()).States.Plan?.Next).toBe('Pass');
  });

  test('should draw a new transition', async () => {
    await studio.connect('Rest', 'Stay');
    await expect.poll(async () => (await studio.definition()).States.Rest?.Next).toBe('Stay');
    await expect(studio.edge('Rest', 'Stay')).toBeAttached();
  });

  test('should add a branch, and a state within a branch', async () => {
    await studio.dropFromBrowser('Pass', 'branch:/States/Both/Branches/2');
    await expect.poll(async () => (await studio.definition()).States.Both?.Branches).toHaveLength(3);
    await studio.dropFromBrowser('Wait', 'after:/States/Both/Branches/0/States/Fly');
    await expect(studio.canvas.locator('[data-state^="/States/Both/Branches/0/States/Wait"]')).toBeVisible();
  });
});
