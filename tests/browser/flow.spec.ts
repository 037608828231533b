import { expect, test } from '@playwright/test';
import { StudioPage } from './studio';

const definition = {
  StartAt: 'Read order',
  States: {
    'Read order': {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      ResultPath: '$.read',
      Next: 'Wait a bit',
    },
    'Wait a bit': { Type: 'Wait', Seconds: 1, Next: 'Use it' },
    'Use it': { Type: 'Pass', Parameters: { 'customer.$': '$.read' }, End: true },
  },
};

test('should complete what flows from a mock two states further on', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  await studio.dropFile('order.asl.json', `${JSON.stringify(definition, null, 2)}\n`);
  await studio.mode('Split');
  await expect(studio.state('Use it')).toBeVisible();
  await studio.setMocks({ 'Read order': [{ return: { Payload: { customer: { name: 'Ann' } } } }] });

  const lines = (await studio.text()).split('\n');
  const line = lines.findIndex((each) => each.includes('"customer.$"'));
  await studio.focusText();
  await page.keyboard.press('ControlOrMeta+g');
  const place = page.locator('.quick-input-widget input').first();
  await place.fill(`:${line + 1}:${lines[line]?.length ?? 0}`);
  await place.press('Enter');
  await expect(place).toBeHidden();
  await page.keyboard.type('.');

  const row = page.locator('.suggest-widget .monaco-list-row');
  await expect(row.filter({ hasText: '$.read.Payload.customer.name' }).first()).toContainText(
    'from the mock of Read order',
  );
  await row.filter({ hasText: '$.read.Payload.customer.name' }).first().click();
  await expect.poll(() => studio.text()).toContain('"customer.$": "$.read.Payload.customer.name"');
});
