/** Whether a text is meant as a JSONata expression: it begins with `{%` and ends with `%}`, exactly. */
export function isJsonataString(text: string): boolean {
  return text.length >= 4 && text.startsWith('{%') && text.endsWith('%}');
}

/** The expression within `{% … %}`, without the blanks around it, as causes quote it. */
export function jsonataSource(text: string): string {
  return text.slice(2, -2).trim();
}

/** Where `jsonataSource` begins in the text. */
export function jsonataSourceOffset(text: string): number {
  return 2 + (text.slice(2).length - text.slice(2).trimStart().length);
}
