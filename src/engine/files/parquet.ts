import { gunzipSync } from 'fflate';
import { decompress as unzstd } from 'fzstd';
import { type Compressors, type FileMetaData, parquetMetadata, parquetReadObjects } from 'hyparquet';
import { isArray } from '../../base/json';
import { type ItemList, JoinedItems, JsonLines } from './itemList';

/** What Step Functions reads at most (input-output-itemreader.html): bytes of a row group, and of the footer. */
const largestRowGroup = 268_435_456;
const largestFooter = 5_242_880;

/** Rows that are turned into items at once. */
const slice = 10_000;

/** Days stay days. */
const parsers = { dateFromDays: (days: number) => new Date(days * 86_400_000).toISOString().slice(0, 10) };

const compressors: Compressors = {
  GZIP: (input, length) => gunzipSync(input, { out: new Uint8Array(length) }),
  ZSTD: (input, length) => unzstd(input, new Uint8Array(length)),
};

/**
 * The rows of a Parquet file as items, kept as lines of JSON: a tenth of what objects would take. Times become texts
 * (ISO 8601), bytes that are no text Base64, numbers beyond doubles the nearest double. Throws where the file can't be read.
 */
export async function parquetRows(bytes: Uint8Array, pause: () => Promise<void>): Promise<ItemList> {
  const file = wholeBuffer(bytes);
  if (file.byteLength < 12) throw new Error('it is no whole Parquet file');
  const footer = new DataView(file).getUint32(file.byteLength - 8, true);
  if (footer > largestFooter) throw new Error('its footer is larger than 5 MB');
  const metadata: FileMetaData = parquetMetadata(file);
  for (const group of metadata.row_groups) {
    if (Number(group.total_byte_size) > largestRowGroup) throw new Error('a row group is larger than 256 MB');
  }
  const rows = Number(metadata.num_rows);
  const lists: ItemList[] = [];
  const encoder = new TextEncoder();
  for (let start = 0; start < rows; start += slice) {
    const rowEnd = Math.min(rows, start + slice);
    const read = await parquetReadObjects({
      file,
      metadata,
      rowStart: start,
      rowEnd,
      compressors,
      parsers,
      utf8: false,
    });
    const lines = read.map((row) => JSON.stringify(jsonOf(row)));
    lists.push(new JsonLines(encoder.encode(lines.join('\n'))));
    await pause();
  }
  return new JoinedItems(lists);
}

function wholeBuffer(bytes: Uint8Array): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = bytes;
  return buffer instanceof ArrayBuffer && byteOffset === 0 && byteLength === buffer.byteLength
    ? buffer
    : new Uint8Array(bytes).buffer;
}

function jsonOf(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value === undefined) return null;
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return textOf(value);
  if (isArray(value) || ArrayBuffer.isView(value)) return Array.from(value as Iterable<unknown>, jsonOf);
  const entries = Object.entries(value).map(([key, part]) => [key, jsonOf(part)] as const);
  return Object.fromEntries(entries);
}

const strict = new TextDecoder('utf-8', { fatal: true });

/** Bytes that a file does not call text, as many writers don't: text when they are, else Base64. */
function textOf(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    let binary = '';
    for (const byte of bytes) binary += String.fromCharCode(byte);
    return btoa(binary);
  }
}
