import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { StudioPage } from './studio';

const fixtures = join(import.meta.dirname, '../engine/files');

const definition = {
  StartAt: 'Read rows',
  States: {
    'Read rows': {
      Type: 'Map',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'PARQUET' },
        Parameters: { Bucket: 'lake', Key: 'rows/types-zstd.parquet' },
      },
      ItemSelector: { 'name.$': '$$.Map.Item.Value.name' },
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        Parameters: { Bucket: 'results', Prefix: 'day' },
        WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSON' },
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Keep',
        States: { Keep: { Type: 'Pass', End: true } },
      },
      End: true,
    },
  },
};

test('should read a Parquet file that the user chose, also after a reload', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  await studio.mode('Split');
  await studio.pasteText(JSON.stringify(definition, null, 2));
  await studio.simulationTab('Mocks');
  await studio.simulation.getByRole('radio', { name: 'Files' }).click();
  const files = studio.simulation.getByRole('region', { name: 'Files in S3' });
  await expect(files.getByText('Read rows reads')).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await files.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles(join(fixtures, 'types-zstd.parquet'));
  await expect(files.getByRole('textbox', { name: /Bucket and key/ })).toHaveValue(
    'lake/rows/types-zstd.parquet',
  );
  await expect(files.getByText('Read rows reads')).toHaveCount(0);

  const check = async () => {
    await studio.start({});
    await expect(page.getByRole('status', { name: 'Execution status' })).toHaveText('Succeeded');
    await studio.simulationTab('Mocks');
    await studio.simulation.getByRole('radio', { name: 'Files' }).click();
    const written = files.getByRole('list', { name: 'Written by the run' });
    await expect(written.getByText(/manifest\.json$/)).toBeVisible();
    const download = page.waitForEvent('download');
    await written.getByRole('button', { name: /SUCCEEDED_0\.json$/ }).click();
    const text = readFileSync(await (await download).path(), 'utf8');
    expect(JSON.parse(text)).toEqual([{ name: 'a' }, { name: 'ü' }, { name: null }]);
  };
  await check();
  // What was chosen is kept with the scenario.
  await expect.poll(() => keptFiles(page)).toBe(1);
  await page.reload();
  await expect(studio.states().first()).toBeVisible();
  await check();
});

const keptFiles = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const open = indexedDB.open('asl-studio-scenarios');
        open.onsuccess = () => {
          const all = open.result.transaction('scenarios').objectStore('scenarios').getAll();
          all.onsuccess = () => {
            const books = all.result as { entries: { files?: unknown[] }[] }[];
            resolve(books.flatMap(({ entries }) => entries.flatMap(({ files }) => files ?? [])).length);
            open.result.close();
          };
        };
      }),
  );

test('should place dropped files where they are wanted, and say what is wrong with them', async ({
  page,
}) => {
  const studio = new StudioPage(page);
  await studio.open();
  await studio.mode('Split');
  await studio.pasteText(JSON.stringify(definition, null, 2));
  await studio.simulationTab('Mocks');
  await studio.simulation.getByRole('radio', { name: 'Files' }).click();
  const files = studio.simulation.getByRole('region', { name: 'Files in S3' });
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['a,b\n1,2'], 'rows.csv'));
    return transfer;
  });
  await files.dispatchEvent('dragover', { dataTransfer: data });
  await files.dispatchEvent('drop', { dataTransfer: data });
  const place = files.getByRole('textbox', { name: /Bucket and key/ });
  await expect(place).toHaveValue('lake/rows/types-zstd.parquet');
  await studio.start({});
  await expect(page.getByRole('status', { name: 'Execution status' })).toHaveText('Failed');
  expect(await studio.outputText()).toContain("The object 'rows/types-zstd.parquet' is no Parquet file.");
  await studio.simulationTab('Mocks');
  await studio.simulation.getByRole('radio', { name: 'Files' }).click();
  await place.fill('lake/other.csv');
  await place.press('Enter');
  await expect(files.getByText('Read rows reads')).toBeVisible();
  await files.getByRole('button', { name: 'Remove lake/other.csv' }).click();
  await expect(place).toHaveCount(0);
});

const rowsOfLargeFile = 260_000;

/** Chooses a text of more than 4 MB for the reader of the workflow that is open. */
async function chooseLarge(page: Page, studio: StudioPage) {
  await studio.simulationTab('Mocks');
  await studio.simulation.getByRole('radio', { name: 'Files' }).click();
  const files = studio.simulation.getByRole('region', { name: 'Files in S3' });
  const data = await page.evaluateHandle((rows) => {
    const transfer = new DataTransfer();
    const lines = Array.from({ length: rows }, (_, at) => `${at},some words\n`);
    transfer.items.add(new File(['id,text\n', ...lines], 'large.csv'));
    return transfer;
  }, rowsOfLargeFile);
  await files.dispatchEvent('dragover', { dataTransfer: data });
  await files.dispatchEvent('drop', { dataTransfer: data });
  await expect(files.getByRole('textbox', { name: /Bucket and key/ })).toHaveValue('lake/large.csv');
  return files;
}

const counting = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Read',
  States: {
    Read: {
      Type: 'Map',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', MaxItems: 3 },
        Arguments: { Bucket: 'lake', Key: 'large.csv' },
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Keep',
        States: { Keep: { Type: 'Pass', Output: '{% $states.input.id %}', End: true } },
      },
      End: true,
    },
  },
});

test('should keep a file of more than 4 MB over a reload', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  await studio.dropFile('count.asl.json', counting);
  await expect(studio.state('Read')).toBeVisible();
  await chooseLarge(page, studio);
  await expect.poll(() => keptFiles(page)).toBe(1);
  await page.reload();
  await expect(studio.state('Read')).toBeVisible();
  await studio.start({});
  await expect(studio.status).toHaveText('Succeeded');
  expect(JSON.parse(await studio.outputText())).toEqual(['0', '1', '2']);
  expect(studio.errors).toEqual([]);
});

test('should say plainly that there is no room to keep a large file, and use it until the page is closed', async ({
  page,
}) => {
  // A browser with room for what is small, and for no more.
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, key) {
      if (value instanceof Blob) throw new DOMException('The storage is full', 'QuotaExceededError');
      return put.call(this, value, key);
    };
  });
  const studio = new StudioPage(page);
  await studio.open();
  await studio.dropFile('count.asl.json', counting);
  await expect(studio.state('Read')).toBeVisible();
  const files = await chooseLarge(page, studio);
  await expect(files.getByText(/Until this page is closed: the browser’s storage is full/)).toBeVisible();
  await studio.start({});
  await expect(studio.status).toHaveText('Succeeded');
});
