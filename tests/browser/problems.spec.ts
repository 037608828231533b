import { expect, type Page, test } from '@playwright/test';
import { boxOf, StudioPage } from './studio';

/** An error in a field, one in a card of another tab, one in a branch, and a warning. */
const definition = {
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'ask', 'Payload.$': '$' },
      TimeoutSeconds: 30,
      Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: -1 }],
      Next: 'Pick',
    },
    Pick: {
      Type: 'Choice',
      Choices: [{ Variable: '$.total', NumericGreaterThan: 1, Next: 'Both' }],
      Default: 'Lst',
    },
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: -5, End: true } } },
        { StartAt: 'Pass', States: { Pass: { Type: 'Pass', End: true } } },
      ],
      Next: 'Last',
    },
    Last: { Type: 'Succeed' },
  },
};
const json = `${JSON.stringify(definition, null, 2)}\n`;

async function opened(page: Page, text = json): Promise<StudioPage> {
  const studio = new StudioPage(page);
  await studio.open();
  await studio.dropFile('order.asl.json', text);
  await expect.poll(() => studio.text()).toBe(text);
  return studio;
}

const count = (studio: StudioPage) =>
  studio.page.getByRole('banner').getByRole('button', { name: /error|problem/i });
const row = (studio: StudioPage, code: string) => studio.problems.locator(`[data-code="${code}"]`);
const current = (studio: StudioPage) => studio.problems.locator('li:has([aria-current="true"])');
const mark = (studio: StudioPage, name: string) =>
  studio.state(name).locator(':scope > [data-severity-mark]');

const focused = (studio: StudioPage, selector: string) => studio.page.locator(`${selector}:focus`);

test('should count problems in the top bar, and lead to them', async ({ page }) => {
  const studio = await opened(page);

  await expect(count(studio)).toHaveAccessibleName('3 errors');
  await count(studio).click();

  await expect(row(studio, 'FIELD_RANGE').first().getByRole('button').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ControlOrMeta+.');
  await expect(count(studio)).toHaveAccessibleName('2 errors');
  expect((await studio.definition()).States.Pick?.Default).toBe('Last');
});

test('should count nothing before a workflow is begun, and say so', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  await studio.begin();

  await expect(count(studio)).toHaveAccessibleName('No problems');
  await count(studio).click();
  await expect(studio.problems).toBeFocused();
  await expect(studio.problems).toContainText('No problem found.');
});

test('should go from a row to the canvas, the text and the field', async ({ page }) => {
  const studio = await opened(page);
  await studio.mode('Split');
  await studio.canvas.getByRole('button', { name: 'Fold Both' }).click();
  await expect(studio.state('Rest')).toHaveCount(0);
  await count(studio).click();

  await row(studio, 'FIELD_RANGE').filter({ hasText: 'Rest' }).getByRole('button').first().click();
  await expect(studio.state('Rest')).toHaveAttribute('aria-current', 'true');
  await expect(studio.state('Rest')).toBeInViewport({ ratio: 0.9 });
  await expect(studio.editor.getByRole('navigation')).toHaveText(/RestSeconds$/);
  await expect(studio.inspector.locator('[data-problem-shown]')).toContainText('Seconds takes a number');
  await expect(current(studio)).toContainText('Rest');

  // In another tab, and within a card.
  await row(studio, 'FIELD_RANGE').filter({ hasText: 'Ask' }).getByRole('button').first().click();
  await expect(studio.inspector.getByRole('tab', { name: /^Errors/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(studio.inspector.locator('[data-problem-shown]')).toContainText('MaxAttempts takes a number');
  await expect(studio.inspector.locator('[data-problem-shown]')).toBeInViewport();
});

test('should open the problems of a state from the mark on its card', async ({ page }) => {
  const studio = await opened(page);
  const popover = page.getByRole('dialog', { name: 'Problems of Pick' });

  await studio.select('Pick');
  await studio.state('Pick').focus();
  await page.keyboard.press('Tab');
  await expect(mark(studio, 'Pick')).toBeFocused();
  await expect(mark(studio, 'Pick')).toHaveAccessibleName('Show 1 error');
  await page.keyboard.press('Enter');
  await expect(popover).toContainText('There is no state named Lst.');
  await page.keyboard.press('Escape');
  await expect(popover).toHaveCount(0);
  await expect(mark(studio, 'Pick')).toBeFocused();

  await mark(studio, 'Pick').click();
  await popover.getByRole('button', { name: 'Show in text' }).click();
  await expect(studio.editor.getByRole('navigation')).toHaveText(/PickDefault$/);
  await expect(studio.textArea).toBeFocused();
  await expect(current(studio)).toContainText('There is no state named Lst.');

  await mark(studio, 'Pick').click();
  await popover.getByRole('button', { name: 'Change to “Last”' }).click();
  await expect(popover).toHaveCount(0);
  await expect(mark(studio, 'Pick')).toHaveCount(0);
  await expect(studio.state('Pick')).toBeFocused();
  expect((await studio.definition()).States.Pick?.Default).toBe('Last');
});

test('should go from a field to the text and to the row', async ({ page }) => {
  const studio = await opened(page);
  await studio.select('Pick');
  const field = studio.inspector.locator('[data-field="States/Pick/Default"]');

  await field.getByRole('button', { name: 'Show in text' }).click();

  await expect(studio.textArea).toBeFocused();
  await expect(studio.editor.getByRole('navigation')).toHaveText(/PickDefault$/);
  await expect(current(studio)).toContainText('There is no state named Lst.');
  await field.getByRole('button', { name: 'Change to “Last”' }).click();
  await expect(count(studio)).toHaveAccessibleName('2 errors');
});

test('should show in every pane what the cursor stands on', async ({ page }) => {
  const studio = await opened(page);
  await studio.mode('Split');
  await count(studio).click();
  await studio.focusText();
  await page.keyboard.press('ControlOrMeta+Home');
  const line = json.slice(0, json.indexOf('"MaxAttempts"')).split('\n').length;
  await page.keyboard.press('ControlOrMeta+g');
  await page.keyboard.type(`${line}`);
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');

  await expect(studio.state('Ask')).toHaveAttribute('aria-current', 'true');
  await expect(current(studio)).toContainText('MaxAttempts takes a number');
  await expect(studio.inspector.locator('[data-problem-shown]')).toContainText('MaxAttempts takes a number');

  // By the pointer the way leads over the hover of the squiggle.
  await expect(async () => {
    const squiggle = await boxOf(studio.editor.locator('.squiggly-error').first());
    await page.mouse.move(squiggle.x + squiggle.width / 2, squiggle.y + squiggle.height / 2, { steps: 4 });
    await page.locator('.monaco-hover').getByText('Show in Problems').click({ timeout: 3000 });
  }).toPass();
  await expect(current(studio).getByRole('button').first()).toBeFocused();
});

test('should step through the problems in whatever pane has the focus', async ({ page }) => {
  const studio = await opened(page);
  await studio.mode('Split');
  const announced = page.getByRole('status', { name: 'Problem shown' });

  await studio.select('Last');
  await studio.state('Last').focus();
  await page.keyboard.press('Shift+F8');
  await expect(studio.state('Rest')).toBeFocused();
  await expect(announced).toHaveText(/^error 3 of 3 problems: Seconds takes/);
  await page.keyboard.press('F8');
  await expect(studio.state('Ask')).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(focused(studio, '[data-inspector-body] *')).toHaveCount(1);
  await page.keyboard.press('F8');
  await expect(studio.inspector.getByRole('combobox', { name: 'Default' })).toBeFocused();
  await page.keyboard.press('F8');
  await expect(studio.field('Seconds')).toBeFocused();

  await studio.focusText();
  await page.keyboard.press('F8');
  await expect(studio.editor.getByRole('navigation')).toHaveText(/MaxAttempts$/);
  await expect(studio.textArea).toBeFocused();

  await count(studio).click();
  await expect(current(studio).getByRole('button').first()).toBeFocused();
  await page.keyboard.press('F8');
  await expect(current(studio)).toContainText('There is no state named Lst.');
  await expect(current(studio).getByRole('button').first()).toBeFocused();
});

test('should list its keys in the palette and among the keyboard shortcuts', async ({ page }) => {
  const studio = await opened(page);
  await studio.button('Command palette').click();
  await studio.palette.getByRole('combobox').fill('>next problem');
  await expect(studio.palette.getByRole('option').first()).toContainText(/Go to the next problem.*F8/);
  await page.keyboard.press('Escape');
  await studio.button('Keyboard shortcuts').click();
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help).toContainText('Go to the next problemF8');
  await expect(help).toContainText('Go to the previous problemShift F8');
  await expect(help).toContainText('Explain what is at the cursor in the textCtrl I');
});

test('should mend a text that can’t be read by keys, and take that back', async ({ page }) => {
  const studio = await opened(page);
  await studio.mode('Split');
  await studio.focusText();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  const broken = json.replace('"Ask",', '"Ask"');
  await expect.poll(() => studio.text()).toBe(broken);

  await count(studio).click();
  await expect(row(studio, 'SYNTAX_COMMA')).toContainText('A comma is missing here.');
  await expect(row(studio, 'SYNTAX_COMMA').getByRole('button').first()).toBeFocused();
  await expect(row(studio, 'SYNTAX_COMMA').getByRole('button', { name: 'Add a comma' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+.');

  await expect(row(studio, 'SYNTAX_COMMA')).toHaveCount(0);
  await expect(count(studio)).toHaveAccessibleName('3 errors');
  expect(await studio.text()).toBe(json);
  const second = studio.editor.locator('.view-line').filter({ hasText: 'StartAt' });
  await expect(second).toHaveText(/"StartAt":\s"Ask",$/);
  await studio.undo();
  await expect(row(studio, 'SYNTAX_COMMA')).toHaveCount(1);
  expect(await studio.text()).toBe(broken);
  await expect(second).toHaveText(/"StartAt":\s"Ask"$/);
});

test('should explain what is at the cursor by keys, and leave the palette its own', async ({ page }) => {
  const studio = await opened(page);
  await studio.mode('Split');
  await studio.select('Pick');
  await studio.focusText();
  await page.keyboard.press('F8');
  const hover = page.locator('.monaco-hover:focus');

  // The cursor goes to the problem a moment after the key: till then there is nothing to explain.
  await expect(async () => {
    await page.keyboard.press('ControlOrMeta+i');
    await expect(hover).toContainText('There is no state named Lst.', { timeout: 1500 });
  }).toPass();
  await page.keyboard.press('Escape');
  await expect(studio.textArea).toBeFocused();

  // The chord of other editors: its first key opens the palette, as anywhere.
  await page.keyboard.press('ControlOrMeta+k');
  await expect(studio.palette).toBeVisible();
  await page.keyboard.press('ControlOrMeta+i');
  await expect(studio.palette).toHaveCount(0);
  await expect(hover).toContainText('There is no state named Lst.');
});

test('should keep the start of a long line in view as long as the place fits', async ({ page }) => {
  const states = { A: { Type: 'Pass', Comment: 'x'.repeat(400), Next: 'Nowhere' }, B: { Type: 'Succeed' } };
  const short = JSON.stringify({ StartAt: 'B', States: { B: { Type: 'Pass', Next: 'Gone' } } });
  const studio = await opened(page, short);
  await studio.mode('Split');
  await count(studio).click();
  const scrolled = () =>
    studio.editor.locator('.view-lines').evaluate((lines) => -Math.round(lines.getBoundingClientRect().x));

  const place = await scrolled();
  await row(studio, 'STATE_NOT_FOUND').getByRole('button').first().click();
  await expect(studio.editor.getByRole('navigation')).toHaveText(/Next$/);
  expect(await scrolled()).toBe(place);

  const long = JSON.stringify({ StartAt: 'A', States: states });
  await studio.dropFile('long.asl.json', long);
  await expect.poll(() => studio.text()).toBe(long);
  await row(studio, 'STATE_NOT_FOUND').getByRole('button').first().click();
  await expect.poll(scrolled).toBeGreaterThan(place);
  await expect(studio.editor.locator('.squiggly-error').first()).toBeInViewport();
});
