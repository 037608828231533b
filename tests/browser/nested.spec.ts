import { expect, test } from '@playwright/test';
import { StudioPage } from './studio';

const inner = {
  StartAt: 'Pack',
  States: {
    Pack: { Type: 'Wait', Seconds: 60, Next: 'Done' },
    Done: { Type: 'Pass', Result: 'packed', End: true },
  },
};

const outer = {
  StartAt: 'Ship',
  States: {
    Ship: {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Parameters: {
        StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:packing',
        Name: 'parcel-1',
      },
      OutputPath: '$.Output',
      End: true,
    },
  },
};

test('should run a workflow that is open in another tab, and show its events', async ({ page, context }) => {
  const other = new StudioPage(await context.newPage());
  await other.open();
  await other.dropFile('packing.asl.json', JSON.stringify(inner));
  await expect(other.state('Pack')).toBeVisible();

  await page.bringToFront();
  const studio = new StudioPage(page);
  await studio.open();
  await studio.dropFile('shipping.asl.json', JSON.stringify(outer));
  await expect(studio.state('Ship')).toBeVisible();
  await studio.simulationTab('Mocks');
  const answered = studio.simulation.getByRole('combobox', { name: 'Answered by' });
  await expect(answered).toHaveText('The workflow that its ARN names: packing');
  await expect(studio.simulation.getByRole('option', { name: /Ship/ })).toContainText('runs packing');

  await studio.start({});
  await expect(studio.status).toHaveText('Succeeded');
  await studio.simulationTab('Output');
  await expect(studio.output).toContainText('packed');

  // From the visit to the events of what it started.
  await studio.select('Ship');
  await studio.simulationTab('State data');
  await studio.simulation.getByRole('button', { name: 'Show its events' }).click();
  const grid = studio.simulation.getByRole('grid', { name: 'Event history' });
  await expect(grid.getByRole('row', { name: /WaitStateEntered/ })).toContainText('Pack');
  const whose = studio.simulation.getByRole('combobox', { name: 'Whose events' });
  await expect(whose).toHaveText('packing · parcel-1 · succeeded');
  await whose.click();
  await page.getByRole('option', { name: 'This execution' }).click();
  await expect(grid.getByRole('row', { name: /TaskSubmitted/ })).toBeVisible();

  // A mock in its place.
  await studio.simulationTab('Mocks');
  await studio.simulation.getByRole('button', { name: 'Add a result' }).click();
  await answered.click();
  await page.getByRole('option', { name: 'The answers below' }).click();
  await expect(studio.simulation.getByText('No workflow is run for it.')).toBeVisible();
  expect([...studio.errors, ...other.errors]).toEqual([]);
});

test('should run what was open before in the same tab', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  await studio.dropFile('packing.asl.json', JSON.stringify(inner));
  await expect(studio.state('Pack')).toBeVisible();
  await studio.dropFile('shipping.asl.json', JSON.stringify(outer));
  await expect(studio.state('Ship')).toBeVisible();
  await studio.start({});
  await expect(studio.status).toHaveText('Succeeded');
  await studio.simulationTab('Output');
  await expect(studio.output).toContainText('packed');
});
