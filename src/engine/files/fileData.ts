import type { ItemList } from './itemList';

/** What a run can read of a file that was given for a bucket and key. */
export interface FileData {
  /** Bytes of the file as it was given. */
  readonly size: number;
  /** A stand-in for the entity tag: equal for equal content. */
  readonly etag: () => string;
  readonly content: FileContent;
}

export type FileContent =
  /** Text as bytes in UTF-8, decompressed. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** Rows of a Parquet file. */
  | { readonly kind: 'rows'; readonly rows: ItemList }
  /** What is wrong with the file. */
  | { readonly kind: 'broken'; readonly cause: string };

export type Files = ReadonlyMap<string, FileData>;

const encoder = new TextEncoder();

/** A file that was given, or written by the run, as text. */
export function textFile(text: string): FileData {
  const bytes = encoder.encode(text);
  return fileOf(bytes, { kind: 'bytes', bytes });
}

export function fileOf(given: Uint8Array, content: FileContent): FileData {
  let etag: string | undefined;
  return {
    size: given.length,
    etag: () => {
      etag ??= checksum(given);
      return etag;
    },
    content,
  };
}

function checksum(bytes: Uint8Array): string {
  let hash = 2166136261;
  for (let at = 0; at < bytes.length; at += 1) hash = Math.imul(hash ^ (bytes[at] as number), 16777619);
  return (hash >>> 0).toString(16).padStart(32, '0');
}
