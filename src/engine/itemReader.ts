import { isArray, isObject, type JsonObject, type JsonValue, own } from '../base/json';
import { fromPointer, valueAt } from '../base/pointer';
import { objectsIterable } from './behaviours/mapItems';
import type { Execution, Thread } from './execution';
import { StateFailure } from './failure';
import { CsvRecords, readFields } from './files/csv';
import type { FileData } from './files/fileData';
import { CsvItems, entriesOf, firstItems, type ItemList, JoinedItems, JsonLines } from './files/itemList';
import type { MapProgram, ReaderProgram } from './program';
import type { Stepper } from './step';

export interface ReadItems {
  readonly items: ItemList;
  readonly keys: readonly string[] | null;
  /** `$$.Map.Item.Source` of an item. */
  readonly source: (index: number) => string;
}

/** The most items that a Map reads, whatever MaxItems says. */
const mostItems = 100_000_000;
/** Bytes that the header of a text delimited file may have. */
const longestHeader = 10_240;

/** Types of files whose items can always be read, once the file is. */
const neverBroken: ReadonlySet<string> = new Set(['CSV', 'PARQUET']);

/**
 * `Attempting to map over non-iterable node.` and `field MaxItems must be positive` are recorded; the other causes say
 * what is wrong in words of this project's own.
 */
const failed = (cause: string): StateFailure => new StateFailure('States.ItemReaderFailed', cause);

/**
 * Items of a distributed Map from the files the user gave for bucket and key. Fails with States.ItemReaderFailed.
 * `maxItems` 0 or absent: all.
 */
export function readItems(
  stepper: Stepper,
  thread: Thread,
  state: MapProgram,
  input: JsonValue,
  maxItems: number | undefined,
): ReadItems {
  const reader = state.reader as ReaderProgram;
  if (maxItems !== undefined && maxItems < 0) throw failed('field MaxItems must be positive');
  const parameters = reader.parameters(stepper.environment(thread, state, input));
  const bucket = textOf(parameters, 'Bucket');
  const most = Math.min(maxItems || mostItems, mostItems);
  const read =
    reader.action === 'listObjectsV2'
      ? readListed(stepper, reader, bucket, textOf(parameters, 'Prefix'))
      : readObject(stepper, reader, bucket, textOf(parameters, 'Key'));
  const items = firstItems(read.items, most);
  if (!isArray(read.items) && !neverBroken.has(reader.inputType)) checkLines(items);
  return { ...read, items, keys: read.keys?.slice(0, most) ?? null };
}

const takesObjects = ({ facts }: Execution): boolean => facts.asOf >= objectsIterable;

function textOf(parameters: JsonValue, name: string): string {
  const value = isObject(parameters) ? own(parameters, name) : undefined;
  return typeof value === 'string' ? value : '';
}

function readObject(stepper: Stepper, reader: ReaderProgram, bucket: string, key: string): ReadItems {
  const file = fileAt(stepper, bucket, key);
  const source = (): string => `S3://${bucket}/${key}`;
  if (reader.manifestType === 'ATHENA_DATA') {
    return { items: itemsOfAthena(stepper, file, key, reader), keys: null, source };
  }
  if (reader.manifestType === 'S3_INVENTORY' || reader.inputType === 'MANIFEST') {
    return { items: itemsOfInventory(stepper, file, key), keys: null, source };
  }
  return { ...itemsOfFile(file, key, reader, takesObjects(stepper.execution)), source };
}

function fileAt(stepper: Stepper, bucket: string, key: string): FileData {
  const file = stepper.host.file(`${bucket}/${key}`);
  if (file) return file;
  throw failed(
    // S3's own words first; those that the service adds to them are not known.
    `The specified key does not exist. No file was given for bucket '${bucket}' and key '${key}'.`,
  );
}

/** What ListObjectsV2 tells of the objects, or with LOAD_AND_FLATTEN what is in them, one after the other. */
function readListed(stepper: Stepper, reader: ReaderProgram, bucket: string, prefix: string): ReadItems {
  const places = placesUnder(stepper, bucket, prefix);
  const source = `S3://${bucket}`;
  if (reader.transformation !== 'LOAD_AND_FLATTEN') {
    return { items: places.map((place) => listed(stepper, bucket, place)), keys: null, source: () => source };
  }
  // What stands for a folder has nothing in it.
  const keys = places.map((place) => place.slice(bucket.length + 1)).filter((key) => !key.endsWith('/'));
  const objects = takesObjects(stepper.execution);
  const items = new JoinedItems(
    keys.map((key) => itemsOfFile(fileAt(stepper, bucket, key), key, reader, objects).items),
  );
  return { items, keys: null, source: (index) => `${source}/${keys[items.listOf(index)] ?? ''}` };
}

function placesUnder(stepper: Stepper, bucket: string, prefix: string): string[] {
  const start = `${bucket}/${prefix}`;
  return stepper.host
    .filePlaces()
    .filter((place) => place.startsWith(start))
    .sort();
}

function listed(stepper: Stepper, bucket: string, place: string): JsonObject {
  const file = stepper.host.file(place);
  return {
    Etag: `"${file?.etag() ?? ''}"`,
    Key: place.slice(bucket.length + 1),
    LastModified: Math.floor(stepper.host.now() / 1000),
    Size: file?.size ?? 0,
    StorageClass: 'STANDARD',
  };
}

type FileItems = Pick<ReadItems, 'items' | 'keys'>;

/** The items in a file. `objects`: those of a JSON file may be the entries of an object. */
export function itemsOfFile(file: FileData, key: string, reader: ReaderProgram, objects = true): FileItems {
  if (reader.inputType === 'PARQUET') return { items: rowsOf(file, key), keys: null };
  const bytes = bytesOf(file, key);
  if (reader.inputType === 'CSV') return { items: csvItems(bytes, reader), keys: null };
  if (reader.inputType === 'JSONL') return { items: new JsonLines(bytes), keys: null };
  return jsonItems(bytes, reader.itemsPointer, objects);
}

function rowsOf({ content }: FileData, key: string): ItemList {
  if (content.kind === 'rows') return content.rows;
  throw failed(content.kind === 'broken' ? content.cause : `The object '${key}' is no Parquet file.`);
}

function bytesOf({ content }: FileData, key: string): Uint8Array {
  if (content.kind === 'bytes') return content.bytes;
  throw failed(
    content.kind === 'broken'
      ? content.cause
      : `The object '${key}' is a Parquet file, which InputType must say.`,
  );
}

/** What is at the pointer was always taken, an object in the file itself (recorded) only later. */
function jsonItems(bytes: Uint8Array, pointer: string | undefined, objects: boolean): FileItems {
  const parsed = parseJson(bytes);
  const value = pointer === undefined ? parsed : valueAt(parsed, fromPointer(pointer));
  if (isArray(value)) return { items: value, keys: null };
  const entries = (objects || pointer !== undefined) && value !== undefined ? entriesOf(value) : null;
  if (entries) return entries;
  throw failed('Attempting to map over non-iterable node.');
}

const decoder = new TextDecoder();

function parseJson(bytes: Uint8Array): JsonValue {
  try {
    return JSON.parse(decoder.decode(bytes)) as JsonValue;
  } catch {
    throw failed('The file is not valid JSON.');
  }
}

/** Lines are read again when their turn comes: what is wrong with one is to be known before the first child runs. */
function checkLines(items: ItemList): void {
  for (let index = 0; index < items.length; index += 1) {
    try {
      items.at(index);
    } catch {
      throw failed(`Line ${index + 1} of the file is not valid JSON.`);
    }
  }
}

function csvItems(bytes: Uint8Array, reader: ReaderProgram): ItemList {
  const records = new CsvRecords(bytes, reader.csvDelimiter);
  if (reader.csvHeaders) return new CsvItems(records, checkedHeaders(reader.csvHeaders), 0);
  const first = records.at(0) ?? '';
  if (new TextEncoder().encode(first).length > longestHeader) {
    throw failed('The header of the file is larger than 10 KiB.');
  }
  return new CsvItems(records, checkedHeaders(readFields(first, reader.csvDelimiter)), 1);
}

function checkedHeaders(headers: readonly string[]): readonly string[] {
  if (new Set(headers).size < headers.length) throw failed('CSV headers cannot contain duplicates.');
  return headers;
}

/** An S3 inventory: the files that its manifest lists have no header of their own. */
function itemsOfInventory(stepper: Stepper, file: FileData, key: string): ItemList {
  const manifest = parseJson(bytesOf(file, key));
  const files = isObject(manifest) ? own(manifest, 'files') : undefined;
  const schema = isObject(manifest) ? own(manifest, 'fileSchema') : undefined;
  const destination = isObject(manifest) ? own(manifest, 'destinationBucket') : undefined;
  const format = (isObject(manifest) ? own(manifest, 'fileFormat') : undefined) ?? 'CSV';
  if (!isArray(files) || typeof schema !== 'string' || typeof destination !== 'string') {
    throw failed('The manifest has no files, fileSchema or destinationBucket.');
  }
  if (format !== 'CSV' && format !== 'Parquet') {
    throw failed(`The manifest lists files of the format '${String(format)}', which can not be read.`);
  }
  const bucket = destination.replace(/^arn:[^:]*:s3:::/, '');
  const headers = checkedHeaders(schema.split(',').map((name) => name.trim()));
  const lists = files.map((entry) => {
    const place = textOf(entry, 'key');
    const data = fileAt(stepper, bucket, place);
    if (format === 'Parquet') return rowsOf(data, place);
    return new CsvItems(new CsvRecords(bytesOf(data, place), ','), headers, 0);
  });
  return new JoinedItems(lists);
}

/** A manifest of an Athena UNLOAD query: a place a line. InputType says what the files are, or the ends of their keys. */
function itemsOfAthena(stepper: Stepper, file: FileData, key: string, reader: ReaderProgram): ItemList {
  const places = decoder
    .decode(bytesOf(file, key))
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/^"|"$/g, '')
        .replace(/^s3:\/\//i, ''),
    )
    .filter((place) => place !== '');
  const lists = places.map((place) => {
    const at = place.indexOf('/');
    const [bucket, dataKey] = [place.slice(0, at), place.slice(at + 1)];
    const inputType = dataTypes.has(reader.inputType) ? reader.inputType : typeByKey(dataKey);
    return itemsOfFile(fileAt(stepper, bucket, dataKey), dataKey, { ...reader, inputType }).items;
  });
  return new JoinedItems(lists);
}

const dataTypes: ReadonlySet<string> = new Set(['CSV', 'JSONL', 'PARQUET']);

function typeByKey(key: string): string {
  const name = key.toLowerCase().replace(/\.(gz|zst)$/, '');
  return name.endsWith('.csv') ? 'CSV' : name.endsWith('.parquet') ? 'PARQUET' : 'JSONL';
}
