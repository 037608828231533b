import type { YAMLError } from 'yaml';
import type { SyntaxProblem } from './tree';

/** What YAML's own errors mean, for people. */
const words: Partial<Record<YAMLError['code'], string>> = {
  ALIAS_PROPS: 'An alias (`*name`) takes no tag and no anchor.',
  BAD_ALIAS: 'This alias can’t be read.',
  BAD_COLLECTION_TYPE: 'The tag here does not fit the value.',
  BAD_DIRECTIVE: 'This line begins with `%` and is no directive YAML knows.',
  BAD_DQ_ESCAPE: 'A backslash stands here before a character that needs none; write `\\\\` for a backslash.',
  BAD_INDENT: 'The indentation does not fit: lines of the same level must begin at the same column.',
  BAD_PROP_ORDER: 'A tag or anchor belongs directly before its value.',
  BAD_SCALAR_START: 'Text that begins with this character needs quotes in YAML.',
  BLOCK_AS_IMPLICIT_KEY: 'Two `:` stand on this line. Put the value in quotes, or on a line of its own.',
  BLOCK_IN_FLOW: 'Inside `{ }` and `[ ]` values can’t be written by indentation.',
  IMPOSSIBLE: 'This can’t be read.',
  KEY_OVER_1024_CHARS: 'A field name may have 1024 characters at most.',
  MULTILINE_IMPLICIT_KEY: 'A field name must stand on one line, with a `:` after it.',
  MULTIPLE_ANCHORS: 'A value can have one anchor only.',
  MULTIPLE_TAGS: 'A value can have one tag only.',
  RESOURCE_EXHAUSTION: 'Values are nested too deeply here to be read.',
  TAB_AS_INDENT: 'YAML is indented with spaces; there is a tab here.',
  TAG_RESOLVE_FAILED: 'The value does not fit its tag.',
  UNEXPECTED_TOKEN: 'This is not expected here.',
};

export function explainYaml(error: YAMLError, text: string): SyntaxProblem {
  const [from, to] = error.pos;
  const offset = Math.min(from, Math.max(0, text.length - 1));
  return {
    code: `SYNTAX_${error.code}`,
    message: messageOf(error),
    offset,
    length: Math.max(1, Math.min(to, text.length) - offset),
    kind: 'broken',
  };
}

export const unclosedQuote = 'This text never ends: its closing quote is missing.';

function messageOf(error: YAMLError): string {
  if (error.code !== 'MISSING_CHAR') return words[error.code] ?? error.message;
  if (/quote/.test(error.message)) return unclosedQuote;
  if (/Flow map|\}/.test(error.message)) return 'A `}` or a comma is missing here.';
  if (/Flow seq|\]/.test(error.message)) return 'A `]` or a comma is missing here.';
  if (/:/.test(error.message)) return 'A `:` is missing here, or the indentation does not fit.';
  if (/space/i.test(error.message)) return 'A space is missing here.';
  return 'Something is missing here: a quote, a bracket or a comma.';
}
