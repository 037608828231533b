import { expect, test } from '@playwright/test';
import { StudioPage } from './studio';

/** Parts that come later may not come: the server is away, or holds a newer build with other files. */
test('should live through parts that can’t be loaded, and load them when asked again', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  const later = /\/assets\/(Dialogs|MocksPane|EditorPane)-[^/]*\.js$/;
  await page.route(later, (route) => route.abort());

  await studio.button('Keyboard shortcuts').click();
  await expect(page.getByRole('alert').filter({ hasText: 'It could not be loaded' })).toBeAttached();
  await expect(studio.states()).not.toHaveCount(0);
  await studio.simulationTab('Mocks');
  const mocks = studio.simulation.getByRole('alert');
  await expect(mocks).toContainText('could not be loaded.');
  await studio.mode('Split');
  const editor = page.getByRole('alert').filter({ hasText: 'The editor could not be loaded.' });
  await expect(editor).toBeVisible();

  await page.unroute(later);
  await studio.button('Keyboard shortcuts').click();
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await mocks.getByRole('button', { name: 'Try again' }).click();
  await expect(studio.simulation.getByRole('listbox', { name: 'Tasks' })).toBeVisible();
  await editor.getByRole('button', { name: 'Try again' }).click();
  await expect(studio.textArea).toBeAttached({ timeout: 30_000 });
});
