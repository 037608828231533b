import type { JsonValue } from '../../base/json';
import { toJavaString } from '../stringify';
import { IntrinsicFault } from './fault';

/**
 * Fills the `{}` of a template; `\{`, `\}`, `\'` and `\\` stand for the characters themselves. Objects and arrays
 * print as Java's maps and lists do (recorded).
 */
export function format(template: string, values: readonly JsonValue[]): string {
  let text = '';
  let used = 0;
  for (let at = 0; at < template.length; at++) {
    const character = template[at];
    if (character === '\\' && at + 1 < template.length) {
      text += template[++at];
    } else if (character === '{') {
      if (template[at + 1] !== '}') throw new IntrinsicFault(unmatched('}', '{'));
      at++;
      const value = values[used++];
      if (value !== undefined) text += toJavaString(value);
    } else if (character === '}') {
      throw new IntrinsicFault(unmatched('{', '}'));
    } else {
      text += character;
    }
  }
  if (used === values.length) return text;
  throw new IntrinsicFault(
    'Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.',
  );
}

function unmatched(missing: string, present: string): string {
  return `Invalid template in States.Format: matching '${missing}' not found for '${present}'.`;
}
