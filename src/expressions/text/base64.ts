/** Base64 of a text's UTF-8 bytes. */
export function encodeBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (let at = 0; at < bytes.length; at += chunk) {
    binary += String.fromCharCode(...bytes.subarray(at, at + chunk));
  }
  return btoa(binary);
}

/** Arguments of a single call are limited in number. */
const chunk = 0x2000;

/**
 * The text whose UTF-8 bytes are given in Base64. As lenient as the service: characters outside of the alphabet
 * are passed over, the first `=` ends the data, and bits that make no whole byte are dropped (measured).
 */
export function decodeBase64(text: string): string {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  for (const character of text) {
    if (character === '=') break;
    const value = alphabet.get(character);
    if (value === undefined) continue;
    held = ((held << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = (held >> bits) & 0xff;
    }
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, length));
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const alphabet = new Map([...letters].map((letter, value) => [letter, value]));
// The variant for addresses is read too.
alphabet.set('-', 62).set('_', 63);
