/**
 * A pattern of a filter, written for Java's regular expressions, as one of this platform that matches a whole text,
 * as the service's parser demands. Null: it is no regular expression here.
 *
 * Inline flags at the start, quoted parts (`\Q…\E`) and the anchors `\A`, `\z` and `\Z` are put into this platform's
 * words; `flags` are those that Jayway JsonPath knows, of which `i`, `m` and `s` mean the same here.
 */
export function javaPattern(source: string, flags: string): RegExp | null {
  const inline = /^\(\?([a-zA-Z]+)\)/.exec(source);
  const text = source.slice(inline?.[0].length ?? 0).replace(constructs, translate);
  const asked = flags + (inline?.[1] ?? '');
  const known = [...'ims'].filter((flag) => asked.includes(flag)).join('');
  // What is no escape among Unicode's stricter rules (`\-`) is one without them.
  for (const unicode of ['u', '']) {
    try {
      return new RegExp(`(?<![\\s\\S])(?:${text})(?![\\s\\S])`, known + unicode);
    } catch {
      // Tried without the stricter rules, and then given up.
    }
  }
  return null;
}

const constructs = /\\Q(.*?)(?:\\E|$)|\\./gs;

function translate(whole: string, quoted: string | undefined): string {
  if (quoted !== undefined) return quoted.replace(/[\\^$.*+?()[\]{}|/-]/g, (character) => `\\${character}`);
  if (whole === '\\A') return '^';
  return whole === '\\z' || whole === '\\Z' ? '$' : whole;
}
