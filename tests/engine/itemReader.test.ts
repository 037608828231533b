import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/base/json';
import { CsvRecords, readFields } from '../../src/engine/files/csv';
import { prepareFiles } from '../../src/engine/files/prepare';
import { runToEnd } from '../../src/engine/runToEnd';
import type { GivenFile, StartRequest } from '../../src/engine/startMessages';

const seeded = { seed: 20_241_121, numRuns: 200 };
const encoder = new TextEncoder();

function rowsOf(text: string, delimiter: string): string[][] {
  const records = new CsvRecords(encoder.encode(text), delimiter);
  return Array.from({ length: records.length }, (_, at) => readFields(records.at(at) ?? '', delimiter));
}

describe('CSV', () => {
  it('should read quoted fields, other delimiters and all line ends', () => {
    expect(rowsOf('a,b\r\n"x, ""y""\nz",2\n', ',')).toEqual([
      ['a', 'b'],
      ['x, "y"\nz', '2'],
    ]);
    expect(rowsOf('a|b\n|\n\n1|', '|')).toEqual([
      ['a', 'b'],
      ['', ''],
      ['1', ''],
    ]);
  });

  it('should take backslashes and doubled quotes as the service does', () => {
    expect(rowsOf('C:\\\\Program Files\\\\MyApp.exe,6534512', ',')).toEqual([
      ['C:\\Program Files\\MyApp.exe', '6534512'],
    ]);
    expect(rowsOf('a\\,b,\\n,{""k"":""v""},\\"x\\"\n2', ',')).toEqual([
      ['a,b', 'n', '{"k":"v"}', '"x"'],
      ['2'],
    ]);
    expect(rowsOf('"a\\"b\nc",d', ',')).toEqual([['a"b\nc', 'd']]);
  });

  it('should read back what was written', () => {
    const field = fc
      .string({ unit: 'grapheme' })
      .map((text) => text.replaceAll('\r', '').replaceAll('\ufeff', ''));
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
        const text = rows
          .map((row) =>
            row.map((each) => `"${each.replaceAll('\\', '\\\\').replaceAll('"', '""')}"`).join(','),
          )
          .join('\n');
        expect(rowsOf(text, ',')).toEqual(rows);
      }),
      seeded,
    );
  });
});

interface Reading {
  readonly config: JsonObject;
  readonly files: Record<string, GivenFile>;
  readonly action?: string;
  readonly parameters?: JsonObject;
  readonly selector?: JsonObject;
}

async function read({ config, files, action = 'getObject', parameters, selector }: Reading) {
  const request: StartRequest = {
    definition: {
      StartAt: 'Map',
      States: {
        Map: {
          Type: 'Map',
          ItemReader: {
            Resource: `arn:aws:states:::s3:${action}`,
            Parameters: parameters ?? {
              Bucket: 'data',
              Key: Object.keys(files)[0]?.slice('data/'.length) ?? 'x',
            },
            ReaderConfig: config,
          },
          ...(selector ? { ItemSelector: selector } : {}),
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: 'Pass',
            States: { Pass: { Type: 'Pass', End: true } },
          },
          End: true,
        },
      },
    },
    input: {},
    mocks: { tasks: {} },
    options: { type: 'STANDARD', seed: 1, clock: { kind: 'virtual' }, startTime: 0 },
    files,
  };
  const run = runToEnd(request, { files: await prepareFiles(request) });
  if ('problems' in run) throw new Error(JSON.stringify(run.problems));
  return run.outcome;
}

async function itemsOf(reading: Reading): Promise<JsonValue | undefined> {
  const outcome = await read(reading);
  expect(outcome?.cause).toBeUndefined();
  return outcome?.output;
}

async function causeOf(reading: Reading): Promise<string | undefined> {
  const outcome = await read(reading);
  expect(outcome?.error).toBe('States.ItemReaderFailed');
  return outcome?.cause;
}

const csv = 'id,name\n1,"Ann"\n2,Bob\n';
const rows = [
  { id: '1', name: 'Ann' },
  { id: '2', name: 'Bob' },
];

/** Files made by other tools: pyarrow 22 and zstd 1.5. */
const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(import.meta.dirname, 'files', name)));
const zstd = fixture('lines.jsonl.zst');

describe('item reader', () => {
  it('should read text delimited files with their header, or a given one', async () => {
    expect(
      await itemsOf({
        config: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
        files: { 'data/a.csv': csv },
      }),
    ).toEqual(rows);
    expect(
      await itemsOf({
        config: {
          InputType: 'CSV',
          CSVHeaderLocation: 'GIVEN',
          CSVHeaders: ['x', 'y', 'z'],
          CSVDelimiter: 'TAB',
          MaxItems: 1,
        },
        files: { 'data/a.csv': '1\t2\n3\t4' },
      }),
    ).toEqual([{ x: '1', y: '2', z: '' }]);
  });

  it('should read bytes, compressed or not', async () => {
    const bytes = encoder.encode(csv);
    const config = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' };
    expect(await itemsOf({ config, files: { 'data/a.csv': bytes } })).toEqual(rows);
    expect(await itemsOf({ config, files: { 'data/a.csv.gz': gzipSync(bytes) } })).toEqual(rows);
    expect(await itemsOf({ config, files: { 'data/a.csv.gz': new Blob([gzipSync(bytes)]) } })).toEqual(rows);
    const members = [
      ...gzipSync(encoder.encode('id,name\n1,"Ann"\n')),
      ...gzipSync(encoder.encode('2,Bob\n')),
    ];
    expect(await itemsOf({ config, files: { 'data/a.csv.gz': Uint8Array.from(members) } })).toEqual(rows);
    const lines = await itemsOf({ config: { InputType: 'JSONL' }, files: { 'data/a.jsonl.zst': zstd } });
    expect(lines).toEqual(
      Array.from({ length: 300 }, (_, at) => ({ a: at + 1, text: 'the same words again' })),
    );
  });

  it('should say what is wrong with a compressed file', async () => {
    const config = { InputType: 'JSONL' };
    const damaged = gzipSync(encoder.encode('{"a":1}\n'.repeat(1000))).subarray(0, 40);
    expect(await causeOf({ config, files: { 'data/a.gz': damaged } })).toMatch(
      /^The object 'a.gz' can not be read/,
    );
    expect(await causeOf({ config, files: { 'data/a.gz': encoder.encode('{}') } })).toBe(
      "The object 'a.gz' is not compressed with GZIP.",
    );
    expect(await causeOf({ config, files: { 'data/a.jsonl': zstd } })).toBe(
      "The object 'a.jsonl' is compressed, but its key does not end with .gz or .zst.",
    );
  });

  it('should read JSON arrays, and arrays and objects inside by ItemsPointer', async () => {
    const text = '{"a":{"b/c":[1,2,3],"d":{"x":1,"__proto__":2}}}';
    expect(
      await itemsOf({
        config: { InputType: 'JSON', ItemsPointer: '/a/b~1c', MaxItems: 2 },
        files: { 'data/a.json': text },
      }),
    ).toEqual([1, 2]);
    expect(
      await itemsOf({ config: { InputType: 'JSON', ItemsPointer: '/a/d' }, files: { 'data/a.json': text } }),
    ).toEqual([
      { Key: 'x', Value: 1 },
      { Key: '__proto__', Value: 2 },
    ]);
    for (const pointer of ['/a/e', '/a/b~1c/0']) {
      expect(
        await causeOf({
          config: { InputType: 'JSON', ItemsPointer: pointer },
          files: { 'data/a.json': text },
        }),
      ).toBe('Attempting to map over non-iterable node.');
    }
    const whole = { config: { InputType: 'JSON' }, files: { 'data/a.json': '{"x":1,"y":[2]}' } };
    expect(await itemsOf(whole)).toEqual([
      { Key: 'x', Value: 1 },
      { Key: 'y', Value: [2] },
    ]);
    expect(await causeOf({ ...whole, files: { 'data/a.json': '"x"' } })).toBe(
      'Attempting to map over non-iterable node.',
    );
    expect(await causeOf({ config: { InputType: 'JSON' }, files: { 'data/a.json': '' } })).toBe(
      'The file is not valid JSON.',
    );
  });

  it('should name the line that is no JSON, before any child runs, unless MaxItems ends before it', async () => {
    const files = { 'data/a.jsonl': '\ufeff{"a":1}\n\n  \n[2]\r\n{oops\n' };
    expect(await causeOf({ config: { InputType: 'JSONL' }, files })).toBe(
      'Line 3 of the file is not valid JSON.',
    );
    expect(await itemsOf({ config: { InputType: 'JSONL', MaxItems: 2 }, files })).toEqual([{ a: 1 }, [2]]);
  });

  it('should tell of a missing object, and refuse headers that are long or double', async () => {
    const config = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' };
    expect(await causeOf({ config, files: {} })).toMatch(
      /^The specified key does not exist\. No file was given/,
    );
    expect(await causeOf({ config, files: { 'data/a.csv': 'x,x\n1,2' } })).toBe(
      'CSV headers cannot contain duplicates.',
    );
    expect(await causeOf({ config, files: { 'data/a.csv': `${'x'.repeat(10_241)}\n1` } })).toBe(
      'The header of the file is larger than 10 KiB.',
    );
    expect(await itemsOf({ config, files: { 'data/a.csv': '' } })).toEqual([]);
  });

  it('should list objects by prefix, and with LOAD_AND_FLATTEN read what is in them', async () => {
    const files = {
      'data/in/': '',
      'data/in/1.csv': 'a\n1\n',
      'data/in/2.csv.gz': gzipSync(encoder.encode('a\n2\n3\n')),
      'data/out/3.csv': 'a\n4',
      'database/in/x': 'a\n5',
    };
    const parameters = { Bucket: 'data', Prefix: 'in/' };
    const listed = await itemsOf({ config: {}, files, action: 'listObjectsV2', parameters });
    expect((listed as JsonObject[]).map(({ Key }) => Key)).toEqual(['in/', 'in/1.csv', 'in/2.csv.gz']);
    expect(
      await itemsOf({
        config: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', Transformation: 'LOAD_AND_FLATTEN' },
        files,
        action: 'listObjectsV2',
        parameters,
        selector: { 'a.$': '$$.Map.Item.Value.a', 'from.$': '$$.Map.Item.Source' },
      }),
    ).toEqual([
      { a: '1', from: 'S3://data/in/1.csv' },
      { a: '2', from: 'S3://data/in/2.csv.gz' },
      { a: '3', from: 'S3://data/in/2.csv.gz' },
    ]);
  });

  it('should read an S3 inventory', async () => {
    const manifest = {
      sourceBucket: 'source',
      destinationBucket: 'arn:aws:s3:::inventory',
      fileFormat: 'CSV',
      fileSchema: 'Bucket, Key, Size',
      files: [{ key: 'd/1.csv.gz' }, { key: 'd/2.csv.gz' }],
    };
    const files = {
      'data/manifest.json': JSON.stringify(manifest),
      'inventory/d/1.csv.gz': gzipSync(encoder.encode('"source","a%20b","12"\n')),
      'inventory/d/2.csv.gz': gzipSync(encoder.encode('"source","c","0"\n')),
    };
    const items = [
      { Bucket: 'source', Key: 'a%20b', Size: '12' },
      { Bucket: 'source', Key: 'c', Size: '0' },
    ];
    expect(await itemsOf({ config: { InputType: 'MANIFEST' }, files })).toEqual(items);
    expect(await itemsOf({ config: { ManifestType: 'S3_INVENTORY' }, files })).toEqual(items);
    expect(
      await causeOf({
        config: { InputType: 'MANIFEST' },
        files: { 'data/manifest.json': JSON.stringify({ ...manifest, fileFormat: 'ORC' }) },
      }),
    ).toBe("The manifest lists files of the format 'ORC', which can not be read.");
  });

  it('should read the files of an Athena manifest as InputType says', async () => {
    const files = {
      'data/manifest.csv': 's3://other/x/1\ns3://other/x/2.gz\n',
      'other/x/1': '{"a":1}',
      'other/x/2.gz': gzipSync(encoder.encode('{"a":2}\n{"a":3}')),
    };
    expect(await itemsOf({ config: { ManifestType: 'ATHENA_DATA', InputType: 'JSONL' }, files })).toEqual([
      { a: 1 },
      { a: 2 },
      { a: 3 },
    ]);
    expect(await causeOf({ config: { ManifestType: 'ATHENA_DATA', InputType: 'PARQUET' }, files })).toBe(
      "The object 'x/1' is no Parquet file.",
    );
  });

  it.each(['none', 'snappy', 'gzip', 'zstd'])('should read Parquet files compressed by %s', async (codec) => {
    const items = await itemsOf({
      config: { InputType: 'PARQUET' },
      files: { 'data/a.parquet': fixture(`types-${codec}.parquet`) },
    });
    const at = '2024-01-02T03:04:05.678Z';
    expect(items).toEqual([
      {
        ...{ id: 1, small: 1, name: 'a', ok: true, ratio: 0.5, at, day: '2024-02-29', price: 12.34 },
        ...{ raw: 'AP8Q', tags: ['x', 'y'], place: { lat: 1.5, names: ['n'] } },
      },
      {
        ...{ id: 2, small: null, name: 'ü', ok: false, ratio: null, at, day: '2024-02-29', price: null },
        ...{ raw: 'ab', tags: [], place: { lat: 2.5, names: [] } },
      },
      {
        ...{
          id: 9_007_199_254_740_991,
          small: -3,
          name: null,
          ok: null,
          ratio: -1e300,
          at,
          day: '2024-02-29',
        },
        ...{ price: 0.1, raw: null, tags: null, place: null },
      },
    ]);
  });

  it('should say why a Parquet file is not read', async () => {
    const file = fixture('types-none.parquet');
    const config = { InputType: 'PARQUET' };
    expect(await causeOf({ config: { InputType: 'JSON' }, files: { 'data/a': file } })).toMatch(/must say/);
    for (const bytes of [file.subarray(0, 40), file.subarray(0, 4), fixture('types-lz4.parquet')]) {
      expect(await causeOf({ config, files: { 'data/a': bytes } })).toMatch(
        /^The object 'a' can not be read: /,
      );
    }
    expect(await causeOf({ config, files: { 'data/a': 'text' } })).toBe("The object 'a' is no Parquet file.");
  });
});
