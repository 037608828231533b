import { expect, test } from '@playwright/test';
import { StudioPage } from './studio';

const definition = {
  StartAt: 'Start database',
  States: {
    'Start database': {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:rds:startDBInstance',
      Parameters: { DBInstanceIdentifier: 'orders' },
      End: true,
    },
  },
};

test('should warn of a parameter that the SDK writes otherwise, and complete the service', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  await studio.open();
  await studio.dropFile('database.asl.json', `${JSON.stringify(definition, null, 2)}\n`);
  await studio.mode('Split');

  await expect.poll(() => page.locator('.view-overlays .squiggly-warning').count()).toBeGreaterThan(0);

  await studio.focusText();
  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('rds:startDBInstance');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('organiz');
  const row = (text: string) =>
    page.locator('.suggest-widget .monaco-list-row').filter({ hasText: text }).first();
  await row('organizations').click();
  // The service is only the beginning: its actions follow.
  await expect(row('attachPolicy')).toBeVisible();
  await page.keyboard.type('describeAcc');
  await row('describeAccount').click();
  await expect
    .poll(() => studio.text())
    .toContain('"arn:aws:states:::aws-sdk:organizations:describeAccount"');
});

test('should find the actions of any service and add one with what it needs', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  await studio.dropFile('database.asl.json', `${JSON.stringify(definition, null, 2)}\n`);
  await studio.select('Start database');

  await page.getByLabel('Search states and actions').fill('cognito listusers');
  await page.getByRole('button', { name: 'Cognito Identity Provider: ListUsers', exact: true }).click();

  await expect(studio.state('List users')).toBeVisible();
  const text = JSON.stringify(await studio.definition());
  expect(text).toContain('arn:aws:states:::aws-sdk:cognitoidentityprovider:listUsers');
  expect(text).toContain('"UserPoolId":"my-user-pool-id"');
});
