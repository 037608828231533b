import { Gunzip } from 'fflate';
import { Decompress } from 'fzstd';

/** Bytes that a decompressed file may have: more can't be held at once everywhere. */
const largest = 1_073_741_824;

/** Bytes that are decompressed between looks at what else is to be done. */
const chunkSize = 4_194_304;

/** Decompresses a file, of several members too, letting others work in between. Throws where it is damaged. */
export async function decompress(
  compression: 'gzip' | 'zstd',
  bytes: Uint8Array,
  pause: () => Promise<void>,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const take = (chunk: Uint8Array): void => {
    size += chunk.length;
    if (size > largest) throw new Error('decompressed, it is larger than 1 GiB');
    if (chunk.length > 0) chunks.push(chunk.slice());
  };
  const stream = compression === 'gzip' ? new Gunzip(take) : new Decompress(take);
  for (let at = 0; at < bytes.length; at += chunkSize) {
    stream.push(bytes.subarray(at, at + chunkSize), at + chunkSize >= bytes.length);
    await pause();
  }
  return joined(chunks, size);
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const [only] = chunks;
  if (only && chunks.length === 1) return only;
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
