import { expect, test } from '@playwright/test';
import { fixture } from './files';
import { StudioPage } from './studio';

test.describe('the first complete path', () => {
  let studio: StudioPage;
  test.beforeEach(async ({ page }) => {
    studio = new StudioPage(page);
    await studio.open();
  });
  test.afterEach(() => expect(studio.errors).toEqual([]));

  test('should open on an example that is drawn', async () => {
    await expect(studio.states()).not.toHaveCount(0);
    await expect(studio.canvas.locator('[data-edge][data-kind="start"]').first()).toBeAttached();
    await expect(studio.status).toHaveText('Not started');
  });

  test('should build the file-size workflow from nothing, run it, and undo it to nothing', async ({
    page,
  }) => {
    test.slow();
    await studio.begin();
    const empty = await studio.text();
    await studio.pick(studio.inspector.getByRole('combobox', { name: 'Query language' }), 'JSONPath');
    await expect.poll(() => studio.text()).toContain('"JSONPath"');

    // The main path and its states, by drag and drop.
    await studio.dropFromBrowser('Task', 'start:');
    await studio.dropFromBrowser('Choice', 'after:/States/Task');
    await studio.rename('Task', 'Measure');
    await studio.choose(
      studio.field('Resource'),
      'arn:aws:lambda:eu-west-2:123456789012:function:measure-file',
    );
    await studio.rename('Choice', 'Large enough');
    await expect.poll(async () => (await studio.definition()).States.Measure?.Next).toBe('Large enough');
    await studio.dropFromBrowser('Fail', 'transition:/States/Large enough/Default');
    // What the Choice led to until now is left behind.
    await studio.select('Done');
    await studio.state('Done').press('Delete');
    await expect(studio.state('Done')).toHaveCount(0);
    await studio.rename('Fail', 'No verdict');
    await studio.field('Error').fill('NoVerdict');
    await studio.field('Cause').fill('Exactly at the limit');

    // The first rule, with a Task and a Pass on its way.
    await studio.select('Large enough');
    await addRule(studio, '> number', '2000000');
    await studio.dropFromBrowser('Task', 'transition:/States/Large enough/Choices/0/Next');
    await studio.rename('Task', 'Process');
    await studio.choose(
      studio.field('Resource'),
      'arn:aws:lambda:eu-west-2:123456789012:function:process-file',
    );
    await studio.dropFromBrowser('Pass', 'after:/States/Process');
    await studio.rename('Pass', 'Tell it went well');

    // The second rule, with a Pass.
    await studio.select('Large enough');
    await addRule(studio, '< number', '2000000');
    await studio.dropFromBrowser('Pass', 'transition:/States/Large enough/Choices/1/Next');
    await studio.rename('Pass', 'Tell it is too small');

    // Both messages are the end: what they lead to goes.
    for (const [from, to] of [
      ['Tell it went well', 'No verdict'],
      ['Tell it is too small', 'Process'],
    ] as const) {
      await studio.clickEdge(from, to);
      await page.keyboard.press('Delete');
      await expect(studio.edge(from, to)).toHaveCount(0);
    }

    const { StartAt, States } = await studio.definition();
    expect(StartAt).toBe('Measure');
    expect(Object.keys(States).sort()).toEqual([
      'Large enough',
      'Measure',
      'No verdict',
      'Process',
      'Tell it is too small',
      'Tell it went well',
    ]);
    expect(States['Large enough']).toMatchObject({
      Choices: [
        { Variable: '$', NumericGreaterThan: 2000000, Next: 'Process' },
        { Variable: '$', NumericLessThan: 2000000, Next: 'Tell it is too small' },
      ],
      Default: 'No verdict',
    });
    expect(States.Process?.Next).toBe('Tell it went well');
    expect(States['Tell it went well']).toMatchObject({ Type: 'Pass', End: true });
    expect(States['Tell it is too small']).toMatchObject({ Type: 'Pass', End: true });

    for (const [size, last, status] of [
      [3000000, 'Tell it went well', 'Succeeded'],
      [1000, 'Tell it is too small', 'Succeeded'],
      [2000000, 'No verdict', 'Failed'],
    ] as const) {
      await studio.setMocks({ Measure: [{ return: size }], Process: [{ return: { done: true } }] });
      await studio.start({});
      await expect(studio.status).toHaveText(status);
      await expect(studio.state(last)).toHaveAttribute('data-status', status.toLowerCase());
    }

    const undo = studio.button('Undo');
    for (let left = 80; left > 0 && (await undo.isEnabled()); left--) await studio.undo();
    await expect.poll(() => studio.text()).toBe(empty);
    await expect(studio.states()).toHaveCount(0);
  });

  test('should go on working on the canvas with a syntax error in the text', async ({ page }) => {
    await studio.pasteText(fixture('parcel.asl.json'));
    await expect(studio.state('Weigh')).toBeVisible();
    const broken = fixture('parcel.asl.json').replace('"Type": "Succeed"', '"Type": "Succeed');

    await studio.pasteText(broken);
    await expect(studio.states()).toHaveCount(5);
    await studio.select('Weigh');
    await studio.state('Weigh').press('Delete');

    await expect(studio.state('Weigh')).toHaveCount(0);
    const text = await studio.text();
    expect(text).toContain('"StartAt": "Heavy or light"');
    expect(text).toContain('"Type": "Succeed }');
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(() => studio.text()).toBe(broken);
  });

  test('should share one history between text, canvas and inspector', async ({ page }) => {
    const original = fixture('parcel.asl.json');
    await studio.pasteText(original);
    await expect(studio.state('Weigh')).toBeVisible();

    const versions: string[] = [original];
    const remember = async () => {
      await expect.poll(() => studio.text()).not.toBe(versions.at(-1));
      versions.push(await studio.text());
    };
    await studio.focusText();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type(' ');
    await remember();
    await studio.select('Cool down');
    await studio.state('Cool down').press('ControlOrMeta+d');
    await remember();
    await studio.select('Weigh');
    await studio.field('Comment').fill('On the big scales');
    await remember();

    for (const expected of versions.slice(0, -1).reverse()) {
      await studio.undo();
      await expect.poll(() => studio.text()).toBe(expected);
    }
    for (const expected of versions.slice(1)) {
      await studio.redo();
      await expect.poll(() => studio.text()).toBe(expected);
    }
  });

  test('should edit a YAML document on the canvas and keep its comments', async () => {
    const yaml = fixture('rooms.asl.yaml');
    await studio.dropFile('rooms.asl.yaml', yaml);
    await expect.poll(() => studio.text()).toBe(yaml);
    await expect(studio.states()).toHaveCount(3);

    await studio.rename('Clean', 'Clean the room');
    await studio.dropFromBrowser('Wait', 'after:/States/Clean the room');

    const text = await studio.text();
    for (const comment of yaml.match(/#.*$/gm) ?? []) expect(text).toContain(comment);
    expect(text).toMatch(/^ {2}Clean the room: *#/m);
    await expect(studio.states()).toHaveCount(4);
    await studio.start({ room: 12 });
    await expect(studio.status).toHaveText('Succeeded');
    for (let left = 5; left > 0 && (await studio.button('Undo').isEnabled()); left--) await studio.undo();
    await expect.poll(() => studio.text()).toBe(yaml);
  });
});

/** Adds a rule on the whole input to the selected Choice. */
async function addRule(studio: StudioPage, operator: string, limit: string): Promise<void> {
  await studio.inspector.getByRole('button', { name: 'Add rule' }).click();
  const last = (role: 'textbox' | 'combobox', name: string) =>
    studio.inspector.getByRole(role, { name }).last();
  await last('textbox', 'Value to test').fill('$');
  await studio.pick(last('combobox', 'Operator'), operator);
  await expect(last('combobox', 'Operator')).toHaveText(operator);
  await last('textbox', 'Compared with').fill(limit);
  const symbol = operator.split(' ')[0];
  await expect(
    studio.inspector.getByRole('button', { name: new RegExp(`\\$ ${symbol} ${limit}`) }),
  ).toBeVisible();
}
