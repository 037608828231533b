import { expect, type Page, test } from '@playwright/test';
import { StudioPage } from './studio';

const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'ask' },
      Assign: { total: '{% $states.input.order.size %}' },
      Next: 'Pick',
    },
    Pick: { Type: 'Choice', Choices: [{ Condition: '{% $total > 1 %}', Next: 'Last' }], Default: 'Last' },
    Last: { Type: 'Pass', Output: '{% $total %}', End: true },
  },
};
const json = `${JSON.stringify(definition, null, 2)}\n`;

async function opened(page: Page): Promise<StudioPage> {
  const studio = new StudioPage(page);
  await studio.open();
  await studio.dropFile('order.asl.json', json);
  await studio.mode('Split');
  await expect(studio.state('Last')).toBeVisible();
  return studio;
}

/** Puts the cursor behind the first place of a text in the editor. */
async function putCursor(studio: StudioPage, after: string): Promise<void> {
  const text = await studio.text();
  const lines = text.slice(0, text.indexOf(after) + after.length).split('\n');
  await studio.focusText();
  await studio.page.keyboard.press('ControlOrMeta+g');
  const input = studio.page.locator('.quick-input-widget input').first();
  await input.fill(`:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`);
  await input.press('Enter');
  await expect(input).toBeHidden();
}

const suggestion = (studio: StudioPage, name: string) =>
  studio.page.locator('.suggest-widget .monaco-list-row').filter({ hasText: name }).first();

test('should complete fields, targets and data in JSON', async ({ page }) => {
  const studio = await opened(page);
  await studio.setInput({ order: { size: 3 } });

  await putCursor(studio, '"Type": "Task",');
  await page.keyboard.press('Enter');
  await page.keyboard.type('"Time');
  await suggestion(studio, 'TimeoutSeconds').click();
  await expect.poll(() => studio.text()).toContain('"Type": "Task",\n      "TimeoutSeconds": 60');

  await putCursor(studio, '$states.input.order');
  await page.keyboard.type('.');
  await expect(suggestion(studio, '$states.input.order.size')).toBeVisible();
});

test('should go to a variable and rename it wherever it is read', async ({ page }) => {
  const studio = await opened(page);

  await putCursor(studio, '"Condition": "{% $to');
  await page.keyboard.press('F12');
  await expect(studio.editor.getByRole('navigation')).toContainText('Assign');
  await page.keyboard.press('F2');
  const box = page.locator('.rename-input');
  await expect(box).toHaveValue('total');
  await box.fill('count_of_items');
  await box.press('Enter');

  await expect.poll(() => studio.text()).toBe(json.replace(/\btotal\b/g, 'count_of_items'));
  await studio.undo();
  await expect.poll(() => studio.text()).toBe(json);
});

test('should refuse to rename what is no name', async ({ page }) => {
  const studio = await opened(page);

  await putCursor(studio, '"Type": "Ta');
  await page.keyboard.press('F2');

  await expect(studio.editor.getByText('Only names of states and variables can be renamed')).toBeVisible();
  expect(await studio.text()).toBe(json);
});

test('should mend a target by a quick fix at the cursor', async ({ page }) => {
  const studio = await opened(page);

  await putCursor(studio, '"Default": "La');
  await page.keyboard.type('x');
  await expect(studio.editor.locator('.squiggly-error').first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+.');
  await page.locator('.action-widget').getByText('Change to “Last”').click();

  await expect.poll(() => studio.text()).toBe(json);
});

test('should change the format, say what is lost, and take it back', async ({ page }) => {
  const studio = await opened(page);
  const yaml = '# Why\nStartAt: A\nStates:\n  A:\n    Type: Succeed\n';
  await studio.dropFile('small.asl.yaml', yaml);
  await expect.poll(() => studio.text()).toBe(yaml);

  await studio.editor.getByRole('radio', { name: 'JSON' }).click();
  await expect(page.getByRole('status', { name: 'Messages' })).toContainText('Lost: a comment.');
  await expect
    .poll(async () => JSON.parse(await studio.text()))
    .toEqual({ StartAt: 'A', States: { A: { Type: 'Succeed' } } });
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();

  await expect.poll(() => studio.text()).toBe(yaml);
});

test('should silence advice for the document and remember it', async ({ page }) => {
  const studio = await opened(page);
  await page.getByRole('button', { name: /^Problems/ }).click();
  const advice = studio.problems.locator('[data-code="TASK_NO_RETRY"]');

  await advice.getByRole('button').first().click();
  await advice.getByRole('button', { name: 'Silence' }).click();
  await expect(advice).toHaveCount(0);
  await studio.problems.getByRole('button', { name: '1 silenced' }).click();
  await expect(page.getByRole('dialog', { name: 'Silenced in this workflow' })).toContainText(
    'Call without a retry',
  );
  await page.getByRole('button', { name: 'Show TASK_NO_RETRY again' }).click();
  await expect(advice).toHaveCount(1);

  await advice.getByRole('button', { name: 'Silence' }).click();
  await expect(advice).toHaveCount(0);
  // It is kept a moment after the change; opening again shows when.
  await expect(async () => {
    await page.reload();
    await expect(studio.problems.getByRole('button', { name: '1 silenced' })).toBeVisible();
  }).toPass();
});
