import { expect, test } from '@playwright/test';
import { StudioPage } from './studio';

/** The inspector's Data flow tab, with what the last run made of the data at each stage. */

const workflow = {
  StartAt: 'Price',
  States: {
    Price: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'price', 'Payload.$': '$.order' },
      ResultSelector: { 'total.$': '$.Payload.total' },
      ResultPath: '$.check',
      End: true,
    },
  },
};

test.describe('the data flow of a state', () => {
  let studio: StudioPage;
  test.beforeEach(async ({ page }) => {
    studio = new StudioPage(page);
    await studio.open();
    await studio.dropFile('price.asl.json', JSON.stringify(workflow, null, 2));
  });
  test.afterEach(() => expect(studio.errors).toEqual([]));

  test('should show what each stage changed in the last run', async () => {
    await studio.select('Price');
    await studio.inspector.getByRole('tab', { name: 'Data flow' }).click();
    const stages = studio.inspector.getByRole('list', { name: 'Stages of the data' });
    await expect(stages).toHaveCount(0);

    await studio.setMocks({ Price: [{ return: { Payload: { total: 5 }, StatusCode: 200 } }] });
    await studio.start({ order: { id: 1 }, source: 'web' });
    await expect(studio.status).toHaveText('Succeeded');
    await studio.select('Price');
    await studio.inspector.getByRole('tab', { name: 'Data flow' }).click();

    const stage = (name: string) => stages.getByRole('listitem').filter({ hasText: name });
    await expect(stage('InputPath')).toContainText('not set');
    await expect(stages.getByRole('region', { name: 'Data: Parameters' })).toContainText(
      '"FunctionName": "price"',
    );
    await expect(stages.getByRole('region', { name: 'Data: ResultSelector' })).toContainText('+  "total": 5');
    const combined = stages.getByRole('region', { name: 'Data: ResultPath' });
    await expect(combined).toContainText('"check": { "total": 5 }');
    await expect(combined).toContainText('"order": {…1}');

    await studio.inspector.getByRole('switch', { name: 'Changes only' }).click();
    await expect(combined).toContainText('"id": 1');
  });
});
