import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The algorithms by the names that States.Hash and `$hash` know; upper and lower case differ. */
const algorithms = new Map<string, (bytes: Uint8Array) => Uint8Array>([
  ['MD5', md5],
  ['SHA-1', sha1],
  ['SHA-256', sha256],
  ['SHA-384', sha384],
  ['SHA-512', sha512],
]);

/** The digest of a text's UTF-8 bytes in hexadecimal; null when there is no such algorithm. */
export function digest(text: string, algorithm: string): string | null {
  const compute = algorithms.get(algorithm);
  return compute ? bytesToHex(compute(utf8ToBytes(text))) : null;
}
