import { isArray, isObject, type JsonObject, type JsonValue, own, setOwn } from '../base/json';
import { fromPointer, valueAt } from '../base/pointer';
import { parseCsv } from './csv';
import type { Thread } from './execution';
import { StateFailure } from './failure';
import type { MapProgram, ReaderProgram } from './program';
import type { Stepper } from './step';

export interface ReadItems {
  readonly items: readonly JsonValue[];
  readonly keys: readonly string[] | null;
  /** `$$.Map.Item.Source`. */
  readonly source: string;
}

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
  const limit = (items: readonly JsonValue[]): readonly JsonValue[] =>
    maxItems ? items.slice(0, maxItems) : items;
  if (reader.action === 'listObjectsV2') {
    const listed = listObjects(stepper, bucket, textOf(parameters, 'Prefix'));
    if (reader.transformation !== 'LOAD_AND_FLATTEN') {
      return { items: limit(listed), keys: null, source: `S3://${bucket}` };
    }
    const loaded = listed.flatMap((object) => [
      ...itemsOfText(readFile(stepper, bucket, String(object.Key)), reader).items,
    ]);
    return { items: limit(loaded), keys: null, source: `S3://${bucket}` };
  }
  const key = textOf(parameters, 'Key');
  const text = readFile(stepper, bucket, key);
  const read =
    reader.inputType === 'MANIFEST' ? itemsOfManifest(stepper, text, reader) : itemsOfText(text, reader);
  return {
    items: limit(read.items),
    keys: read.keys ? read.keys.slice(0, maxItems || undefined) : null,
    source: `S3://${bucket}/${key}`,
  };
}

function textOf(parameters: JsonValue, name: string): string {
  const value = isObject(parameters) ? own(parameters, name) : undefined;
  return typeof value === 'string' ? value : '';
}

function readFile(stepper: Stepper, bucket: string, key: string): string {
  const text = stepper.host.file(`${bucket}/${key}`);
  if (text === undefined) {
    throw failed(
      `The specified key does not exist: no file was given for bucket '${bucket}' and key '${key}'.`,
    );
  }
  return text;
}

function listObjects(stepper: Stepper, bucket: string, prefix: string): JsonObject[] {
  const start = `${bucket}/${prefix}`;
  return stepper.host
    .filePlaces()
    .filter((place) => place.startsWith(start))
    .sort()
    .map((place) => {
      const text = stepper.host.file(place) ?? '';
      return {
        Etag: `"${checksum(text)}"`,
        Key: place.slice(bucket.length + 1),
        LastModified: Math.floor(stepper.host.now() / 1000),
        Size: new TextEncoder().encode(text).length,
        StorageClass: 'STANDARD',
      };
    });
}

/** A stand-in for the entity tag: equal for equal content. */
function checksum(text: string): string {
  let hash = 2166136261;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
  return (hash >>> 0).toString(16).padStart(32, '0');
}

interface TextItems {
  readonly items: readonly JsonValue[];
  readonly keys: readonly string[] | null;
}

function itemsOfText(text: string, reader: ReaderProgram): TextItems {
  if (reader.inputType === 'CSV') return { items: csvItems(text, reader), keys: null };
  if (reader.inputType === 'JSONL') return { items: jsonLines(text), keys: null };
  if (reader.inputType === 'PARQUET') {
    throw failed('Parquet files can not be read here: give the items as JSON, JSON Lines or CSV.');
  }
  return jsonItems(text, reader.itemsPointer);
}

function jsonItems(text: string, pointer: string | undefined): TextItems {
  const parsed = parseJson(text);
  const value = pointer === undefined ? parsed : valueAt(parsed, fromPointer(pointer));
  if (isArray(value)) return { items: value, keys: null };
  if (pointer !== undefined && isObject(value)) {
    const keys = Object.keys(value);
    return { items: keys.map((key) => ({ Key: key, Value: value[key] as JsonValue })), keys };
  }
  throw failed('Attempting to map over non-iterable node.');
}

function parseJson(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw failed('The file is not valid JSON.');
  }
}

function jsonLines(text: string): JsonValue[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parseJson);
}

/** Rows as objects of texts: what a row lacks is empty, what it has too much is left out. */
function csvItems(text: string, reader: ReaderProgram): JsonObject[] {
  const rows = parseCsv(text, reader.csvDelimiter);
  const headers = reader.csvHeaders ?? rows.shift() ?? [];
  if (new Set(headers).size < headers.length) throw failed('CSV headers cannot contain duplicates.');
  return rows.map((row) => {
    const item: Record<string, JsonValue> = {};
    headers.forEach((header, at) => {
      setOwn(item, header, row[at] ?? '');
    });
    return item;
  });
}

/** A manifest: an S3 inventory's list of CSV files, or an Athena list of data files. */
function itemsOfManifest(stepper: Stepper, text: string, reader: ReaderProgram): TextItems {
  if (reader.manifestType === 'ATHENA_DATA') {
    const places = text.split('\n').map((line) => line.trim().replace(/^s3:\/\//i, ''));
    const items = places
      .filter((place) => place !== '')
      .flatMap((place) => {
        const at = place.indexOf('/');
        return [
          ...itemsOfText(readFile(stepper, place.slice(0, at), place.slice(at + 1)), {
            ...reader,
            inputType: athenaType(place),
          }).items,
        ];
      });
    return { items, keys: null };
  }
  const manifest = parseJson(text);
  const files = isObject(manifest) ? own(manifest, 'files') : undefined;
  const schema = isObject(manifest) ? own(manifest, 'fileSchema') : undefined;
  const destination = isObject(manifest) ? own(manifest, 'destinationBucket') : undefined;
  if (!isArray(files) || typeof schema !== 'string' || typeof destination !== 'string') {
    throw failed('The manifest has no files, fileSchema or destinationBucket.');
  }
  const bucket = destination.replace(/^arn:[^:]*:s3:::/, '');
  const headers = schema.split(',').map((name) => name.trim());
  const items = files.flatMap((file) =>
    csvItems(readFile(stepper, bucket, textOf(file, 'key')), {
      ...reader,
      csvHeaders: headers,
      csvDelimiter: ',',
    }),
  );
  return { items, keys: null };
}

const athenaType = (place: string): string =>
  place.endsWith('.csv') ? 'CSV' : place.endsWith('.parquet') ? 'PARQUET' : 'JSONL';
