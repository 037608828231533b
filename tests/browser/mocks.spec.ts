import { expect, test } from '@playwright/test';
import { StudioPage } from './studio';

test('should warn of a mock that the service would not answer, and run it all the same', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  await studio.dropFile(
    'send.asl.json',
    JSON.stringify({
      StartAt: 'Send',
      States: {
        Send: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage',
          Parameters: { QueueUrl: 'q', MessageBody: 'm' },
          End: true,
        },
      },
    }),
  );
  await expect(studio.state('Send')).toBeVisible();
  await studio.simulationTab('Mocks');
  await studio.simulation.getByRole('button', { name: 'Add a result' }).click();
  const result = studio.simulation.getByRole('textbox', { name: 'Result' });
  await result.fill('{"MessageId": 7}');
  const warning = studio.simulation.getByText(/Field 'MessageId' must be a string/);
  await expect(warning).toBeVisible();
  await expect(studio.simulation.getByRole('option', { name: /Send/ })).toHaveAccessibleName(
    /A mock does not fit the service/,
  );
  await studio.simulation.getByRole('radio', { name: 'As JSON' }).click();
  await expect(studio.simulation.getByText(/^Send, answer 1: .*'MessageId' must be a string/)).toBeVisible();

  await studio.start({});
  await expect(studio.status).toHaveText('Succeeded');
  expect(JSON.parse(await studio.outputText())).toEqual({ MessageId: 7 });

  await studio.simulationTab('Mocks');
  await studio.simulation.getByRole('radio', { name: 'By task' }).click();
  await result.fill('{"MessageId": "7"}');
  await expect(warning).toHaveCount(0);
  expect(studio.errors).toEqual([]);
});

test('should warn of a condition that is a text, at the answer, in the list of tasks and in the JSON', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  await studio.open();
  await studio.dropFile(
    'charge.asl.json',
    JSON.stringify({
      StartAt: 'Charge',
      States: {
        Charge: {
          Type: 'Task',
          Resource: 'arn:aws:lambda:us-east-1:123456789012:function:charge',
          End: true,
        },
      },
    }),
  );
  await expect(studio.state('Charge')).toBeVisible();
  await studio.simulationTab('Mocks');
  await studio.simulation.getByRole('radio', { name: 'As JSON' }).click();
  const json = studio.simulation.getByRole('textbox', { name: 'Mocks' });
  await json.fill('{"tasks": {"Charge": [{"when": "$.orderId = 7", "return": 1}]}}');
  await expect(studio.simulation.getByText(/^Charge, answer 1: `when` is a text/)).toBeVisible();
  await studio.simulation.getByRole('radio', { name: 'By task' }).click();
  await expect(studio.simulation.getByText(/^`when` is a text/)).toBeVisible();
  await expect(studio.simulation.getByRole('option', { name: /Charge/ })).toHaveAccessibleName(
    /A mock may never answer/,
  );

  await studio.simulation.getByRole('radio', { name: 'As JSON' }).click();
  await json.fill('{"tasks": {"Charge": [{"when": {"orderId": 7}, "return": 1}]}}');
  await expect(studio.simulation.getByText(/`when` is a text/)).toHaveCount(0);
  expect(studio.errors).toEqual([]);
});
