import { isArray, isObject, type JsonValue, objectOf } from '../../base/json';
import { compileJsonata, isJsonataString, jsonataSource } from '../../expressions';

/** `${Name}`, as CloudFormation and others fill it in when they deploy. */
const placeholder = /\$\{[A-Za-z0-9_.:]+\}/g;

/**
 * A value with the placeholders of its JSONata expressions made runnable: where an expression does not parse as it
 * stands, its placeholders are taken for texts. Elsewhere they are ordinary text already. Parts without any stay the
 * same objects.
 */
export function withPlaceholders(value: JsonValue, depth = 0): JsonValue {
  if (typeof value === 'string') {
    return value.includes('${') && isJsonataString(value) ? filled(value) : value;
  }
  if (depth > 500) return value;
  if (isArray(value)) {
    const items = value.map((item) => withPlaceholders(item, depth + 1));
    return items.every((item, at) => item === value[at]) ? value : items;
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(
    ([key, item]) => [key, withPlaceholders(item, depth + 1)] as const,
  );
  return entries.every(([key, item]) => item === value[key]) ? value : objectOf(entries);
}

function filled(text: string): string {
  if (compileJsonata(jsonataSource(text)).ok) return text;
  const quoted = text.replace(placeholder, (each) => JSON.stringify(each));
  return compileJsonata(jsonataSource(quoted)).ok ? quoted : text;
}
