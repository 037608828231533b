import { expect, test } from '@playwright/test';
import { boxOf, StudioPage } from './studio';

/** Building the condition of a Choice rule in the inspector, and what the last run gave for it. */

const workflow = (rule: object): string =>
  JSON.stringify(
    {
      StartAt: 'Route',
      States: {
        Route: { Type: 'Choice', Choices: [{ ...rule, Next: 'Review' }], Default: 'Done' },
        Review: { Type: 'Pass', Next: 'Done' },
        Done: { Type: 'Succeed' },
      },
    },
    null,
    2,
  );

test.describe('building a rule', () => {
  let studio: StudioPage;
  const rule = async (): Promise<Record<string, unknown>> => {
    const route = (await studio.definition()).States.Route as { Choices: Record<string, unknown>[] };
    return route.Choices[0] ?? {};
  };
  const open = async (condition: object): Promise<void> => {
    await studio.dropFile('route.asl.json', workflow(condition));
    await studio.select('Route');
  };
  const press = (name: string | RegExp) =>
    studio.inspector.getByRole('button', { name, exact: true }).click();
  const box = (name: string) => studio.inspector.getByRole('textbox', { name, exact: true });
  const list = (name: string) => studio.inspector.getByRole('combobox', { name, exact: true });

  test.beforeEach(async ({ page }) => {
    studio = new StudioPage(page);
    await studio.open();
  });
  test.afterEach(() => expect(studio.errors).toEqual([]));

  test('should join conditions, nest a group, turn one round, and undo it all', async () => {
    await open({ Variable: '$.total', NumericGreaterThan: 1 });
    const before = await studio.text();

    await box('Value to test').fill('$.check.total');
    await press('Condition');
    await box('Value to test, condition 2').fill('$.trusted');
    await studio.pick(list('Operator, condition 2'), '= true or false');
    await press('Not, condition 2');
    await press('Group');
    await box('Value to test, condition 3.1').fill('$.tier');
    await box('Compared with, condition 3.1').fill('gold');
    await studio.inspector.getByRole('radio', { name: 'All' }).last().click();
    await press('Remove condition 3.2');

    await expect.poll(rule).toEqual({
      And: [
        { Variable: '$.check.total', NumericGreaterThan: 1 },
        { Not: { Variable: '$.trusted', BooleanEquals: true } },
        { Variable: '$.tier', StringEquals: 'gold' },
      ],
      Next: 'Review',
    });
    await studio.inspector.getByRole('radio', { name: 'Any' }).first().click();
    await expect.poll(rule).toHaveProperty('Or');
    await expect(studio.canvas.getByText(/total > 1 or not \$\.trusted/)).toBeVisible();

    // The label is longer than it may be wide: it is cut, and keeps apart from the other one.
    const gap = async () => {
      const label = await boxOf(studio.canvas.locator('[data-label$="/Choices/0/Next"]'));
      const other = await boxOf(studio.canvas.locator('[data-label$="/Default"]'));
      return other.x - (label.x + label.width);
    };
    await expect.poll(gap).toBeGreaterThan(0);

    for (let left = 20; left > 0 && (await studio.button('Undo').isEnabled()); left--) await studio.undo();
    await expect.poll(() => studio.text()).toBe(before);
  });

  test('should edit as text what no form shows, and everything else if asked', async () => {
    await open({ Not: { Not: { Variable: '$.late', IsPresent: true } } });
    await expect(box('Condition')).toHaveValue(/"Not"/);
    await expect(studio.inspector.getByRole('button', { name: 'As fields' })).toHaveCount(0);

    await box('Condition').fill('{ "Variable": "$.late", "IsPresent": false }');
    await expect(box('Value to test')).toHaveValue('$.late');
    await press('As text');
    await box('Condition').fill('{ "Variable": ');
    await expect(studio.inspector.getByText(/stops before it is complete/)).toBeVisible();
    await expect.poll(rule).toMatchObject({ Variable: '$.late', IsPresent: false });
  });

  test('should tell what the last run gave, until the rule is changed', async () => {
    await open({
      And: [
        { Variable: '$.total', NumericGreaterThan: 5 },
        { Variable: '$.ok', BooleanEquals: true },
      ],
    });
    await studio.start({ total: 7, ok: true });
    await expect(studio.status).toHaveText('Succeeded');
    await studio.select('Route');
    await studio.inspector.getByRole('tab', { name: 'Configuration' }).click();

    await expect(studio.inspector.getByText(/last run/)).toHaveText(
      'Matched in the last run: $.total was 7, $.ok was true',
    );
    await box('Compared with, condition 1').fill('50');
    await expect(studio.inspector.getByText(/last run/)).toHaveCount(0);
  });
});
