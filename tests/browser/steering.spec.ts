import { expect, test } from '@playwright/test';
import { StudioPage } from './studio';

const order = JSON.stringify({
  StartAt: 'Price',
  States: {
    Price: { Type: 'Pass', Parameters: { 'total.$': '$.price' }, Next: 'Charge' },
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'charge', 'Payload.$': '$' },
      ResultPath: '$.paid',
      Next: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
});

const approval = JSON.stringify({
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: {
        QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/asks',
        'MessageBody.$': '$$.Task.Token',
      },
      TimeoutSeconds: 3600,
      End: true,
    },
  },
});

test.describe('steering a run', () => {
  let studio: StudioPage;
  test.beforeEach(async ({ page }) => {
    studio = new StudioPage(page);
    await studio.open();
  });
  test.afterEach(() => expect(studio.errors).toEqual([]));

  test('should test a state by itself, keep its input and its result', async ({ page }) => {
    await studio.dropFile('order.asl.json', order);
    await expect(studio.states()).toHaveCount(3);
    await studio.select('Charge');
    await studio.inspector.getByRole('button', { name: 'Test state' }).click();
    const dialog = page.getByRole('dialog', { name: 'Test state: Charge' });
    const input = dialog.getByRole('textbox', { name: 'State input' });

    await input.fill('{"total": }');
    await expect(dialog.getByText(/^Line 1, column 11: /)).toBeVisible();
    await input.fill('{"total": 5}');
    await dialog.getByRole('radio', { name: 'A result' }).click();
    await dialog.getByRole('textbox', { name: 'Result' }).fill('{"Payload": {"ok": true}}');
    await dialog.getByRole('textbox', { name: 'State input' }).press('ControlOrMeta+Enter');

    // The service's answer of this call holds its Payload as text; a mock of a run need not.
    await dialog.getByRole('button', { name: 'Test without checking the result' }).click();
    await expect(dialog.getByRole('status', { name: 'Test status' })).toContainText('SUCCEEDED');
    await expect(dialog.getByRole('status', { name: 'Test status' })).toContainText('Next: Done');
    const stages = dialog.getByRole('list', { name: 'Stages of the data' });
    await expect(stages.getByRole('region', { name: 'Data: ResultPath' })).toContainText('"paid"');
    await dialog.getByRole('tab', { name: 'Output' }).click();
    await expect(dialog.getByRole('group', { name: 'Output' })).toContainText('"ok": true');
    await dialog.getByRole('button', { name: 'Keep as the state’s test input' }).click();
    await dialog.getByRole('button', { name: 'Save result as mock' }).click();
    await dialog.getByRole('button', { name: 'Close' }).last().click();

    await studio.start({ price: 7 });
    await expect(studio.status).toHaveText('Succeeded');
    expect(JSON.parse(await studio.outputText())).toEqual({ total: 7, paid: { Payload: { ok: true } } });
    await studio.state('Charge').focus();
    await page.keyboard.press('Alt+Enter');
    await expect(input).toHaveValue('{"total": 5}');
  });

  test('should end a test that never ends', async ({ page }) => {
    await studio.dropFile(
      'endless.asl.json',
      JSON.stringify({
        QueryLanguage: 'JSONata',
        StartAt: 'Loop',
        States: {
          Loop: { Type: 'Pass', Output: '{% ($f := function($n) { $f($n + 1) }; $f(0)) %}', End: true },
        },
      }),
    );
    await expect(studio.states()).toHaveCount(1);
    await studio.select('Loop');
    await studio.run('Test state');
    const dialog = page.getByRole('dialog', { name: 'Test state: Loop' });
    await dialog.getByRole('button', { name: 'Run test' }).click();

    // It ends by itself where the evaluator finds it out, and at once when it is called off.
    const cancel = dialog.getByRole('button', { name: 'Cancel the test' });
    const status = dialog.getByRole('status', { name: 'Test status' });
    await expect(cancel.or(status.getByText('FAILED'))).toBeVisible();
    if (await cancel.isVisible()) await cancel.click({ timeout: 2000 }).catch(() => {});
    await expect(dialog.getByRole('button', { name: 'Run test' })).toBeEnabled();
  });

  test('should pause where a condition holds, and go on from there with other data as a branch', async ({
    page,
  }) => {
    await studio.dropFile('order.asl.json', order);
    await expect(studio.states()).toHaveCount(3);
    await studio.state('Charge').click({ button: 'right', position: { x: 60, y: 12 } });
    await page.getByRole('menuitem', { name: 'Breakpoint with a condition' }).click();
    const form = page.getByRole('dialog', { name: 'Add a breakpoint' });
    const condition = form.getByRole('textbox', { name: 'Condition' });
    await condition.fill('$states.input.total >');
    await expect(form.getByText(/^Line 1, column \d+: /)).toBeVisible();
    await condition.fill('$states.input.total > 100');
    await expect(form.getByText(/^Line 1/)).toHaveCount(0);
    await form.getByRole('button', { name: 'Save' }).click();
    await studio.setMocks({ Charge: [{ return: { ok: true } }] });

    await studio.start({ price: 5 });
    await expect(studio.status).toHaveText('Succeeded');
    await studio.start({ price: 250 });
    await expect(studio.status).toHaveText('Paused');
    await expect(page.getByRole('status', { name: 'Paused where' })).toHaveText('Paused before Charge');
    await studio.simulation.getByRole('tab', { name: /^Breakpoints/ }).click();
    await expect(studio.simulation.getByText('The run stands here')).toBeVisible();

    await studio.button('Edit data here').click();
    const edit = page.getByRole('dialog', { name: 'Edit data here' });
    await expect(edit).toContainText('new branch of run 2 from event 3');
    await edit.getByRole('textbox', { name: 'Input' }).fill('{"total": 3}');
    await edit.getByRole('button', { name: 'Continue from here' }).click();
    await expect(studio.status).toHaveText('Succeeded');
    expect(JSON.parse(await studio.outputText())).toEqual({ total: 3, paid: { ok: true } });
    await studio.simulationTab('Events');
    await expect(studio.simulation.locator('[data-event-id="4"]')).toContainText('data changed here');

    await page.getByRole('button', { name: /^Run: 3, Branch of run 2 from event 3/ }).click();
    await page
      .getByRole('menuitemradio', { name: /^Run 2/ })
      .or(page.getByRole('menuitemcheckbox', { name: /^Run 2/ }))
      .click();
    await expect(studio.status).toHaveText('Paused');
    await studio.button('Resume').click();
    await expect(studio.status).toHaveText('Succeeded');
    expect(JSON.parse(await studio.outputText())).toEqual({ total: 250, paid: { ok: true } });
  });

  test('should hold the clock for an answer by hand, and let time pass when asked', async ({ page }) => {
    await studio.dropFile('approval.asl.json', approval);
    await expect(studio.states()).toHaveCount(1);
    await studio.setMocks({ Ask: [{ pending: true }] });
    await studio.start({});

    const strip = studio.region('Waiting for an answer');
    await expect(strip).toContainText('at 1:00:00');
    await strip.getByRole('button', { name: 'Answer it' }).click();
    await studio.simulation.getByRole('textbox', { name: 'Output' }).fill('{"decision": "yes"}');
    await studio.simulation.getByRole('button', { name: 'Send success' }).click();
    await expect(studio.status).toHaveText('Succeeded');
    expect(JSON.parse(await studio.outputText())).toEqual({ decision: 'yes' });

    await studio.button('Start execution').click();
    await strip.getByRole('button', { name: 'Let time pass' }).click();
    await expect(studio.status).toHaveText('Failed');
    await expect(studio.region('Failure')).toContainText('States.Timeout');
    await studio.region('Failure').getByRole('button', { name: 'Redrive' }).click();
    await expect(strip).toBeVisible();
    expect((await studio.history()).map(({ type }) => type)).toContain('ExecutionRedriven');
    await expect(page.getByRole('button', { name: /^Run: 2/ })).toBeVisible();
  });

  test('should come near where a run stands, and leave alone a view that the user chose', async ({
    page,
  }) => {
    const level = studio.canvas.getByRole('button', { name: /%$/ }).or(studio.canvas.getByText(/^\d+%$/));
    await expect(level.first()).toBeVisible();
    await studio.state('Route order').click({ button: 'right', position: { x: 60, y: 12 } });
    await page.getByRole('menuitem', { name: 'Add breakpoint' }).click();
    await studio.button('Start execution').click();
    await expect(studio.status).toHaveText('Paused');
    await expect(level.first()).toHaveText('90%');
    await expect(studio.state('Route order')).toBeInViewport();

    await studio.button('Stop').click();
    await studio.button('Zoom out').click();
    await studio.button('Zoom out').click();
    await studio.button('Start execution').click();
    await expect(studio.status).toHaveText('Paused');
    await expect(level.first()).toHaveText('72%');
  });
});

test('should show what an HTTP task sends and gets when it is tested', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  await studio.dropFile(
    'prices.asl.json',
    JSON.stringify({
      StartAt: 'Ask',
      States: {
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::http:invoke',
          Parameters: {
            ApiEndpoint: 'https://prices.example/v1/apples',
            Method: 'POST',
            InvocationConfig: {
              ConnectionArn: 'arn:aws:events:us-east-1:123456789012:connection/prices/1',
            },
            QueryParameters: { sort: 'Gala' },
            RequestBody: { 'crate.$': '$.crate' },
          },
          End: true,
        },
      },
    }),
  );
  await studio.select('Ask');
  await studio.inspector.getByRole('button', { name: 'Test state' }).click();
  const dialog = page.getByRole('dialog', { name: 'Test state: Ask' });
  await dialog.getByRole('textbox', { name: 'State input' }).fill('{"crate": "red"}');
  await dialog
    .getByRole('textbox', { name: /EventBridge connection/ })
    .fill('{"ApiKeyAuthParameters": {"ApiKeyName": "x-key", "ApiKeyValue": "top-secret"}}');
  await dialog.getByRole('button', { name: 'Run test' }).click();
  await expect(dialog.getByRole('status', { name: 'Test status' })).toContainText('Succeeded');
  await dialog.getByRole('tab', { name: 'HTTP' }).click();
  await expect(dialog.getByText('POST https://prices.example/v1/apples?sort=Gala')).toBeVisible();
  const headers = dialog.getByRole('list', { name: 'Request headers' });
  await expect(headers).toContainText('User-Agent: Amazon|StepFunctions|HttpInvoke|us-east-1');
  await expect(headers).not.toContainText('top-secret');
  await dialog.getByRole('switch', { name: 'Reveal secrets' }).click();
  await dialog.getByRole('button', { name: 'Run test' }).click();
  await expect(headers).toContainText('x-key: top-secret');
  expect(studio.errors).toEqual([]);
});
