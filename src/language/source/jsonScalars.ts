import type { JsonProblems } from './jsonProblems';
import { controlCharacter, type JsonTokens, Token, textOverLines, unclosedText } from './jsonTokens';
import { SourceNode } from './node';

/** Reads the values of a JSON text that hold no others, with what is wrong inside them. */
export class JsonScalars {
  constructor(
    private readonly tokens: JsonTokens,
    private readonly problems: JsonProblems,
    private readonly replaces: (placeholder: string) => boolean,
  ) {}

  /** The value that the token is, and goes on to the next; null where it is none. */
  value(): SourceNode | null {
    const { kind } = this.tokens;
    switch (kind) {
      case Token.string:
        return this.#node('string', this.text());
      case Token.number:
        return this.#node('number', this.#number());
      case Token.true:
      case Token.false:
        return this.#node('boolean', kind === Token.true);
      case Token.null:
        return this.#node('null', null);
      case Token.unknown:
        return this.#unquoted();
      default:
        return null;
    }
  }

  /** What the token, a text in quotes, says. */
  text(): string {
    const { tokens, problems } = this;
    const { error, value } = tokens;
    if (error === textOverLines) {
      const message = 'A text can’t go over several lines in JSON: write `\\n` for a line break.';
      problems.addAt(tokens, 'SYNTAX_TEXT_LINES', message, 'refused');
    } else if (error === unclosedText) {
      problems.addAt(tokens, 'SYNTAX_TEXT_UNCLOSED', 'This text never ends: the closing `"` is missing.');
    } else if (error === controlCharacter) {
      const message =
        'Tabs and other control characters must be written as `\\t`, `\\n` or `\\u0000` in JSON text.';
      problems.addAt(tokens, 'SYNTAX_CHARACTER', message, 'refused');
    } else if (error) {
      const message =
        'A backslash stands here before a character that needs none; write `\\\\` for a backslash.';
      problems.addAt(tokens, 'SYNTAX_ESCAPE', message, 'refused');
    }
    return value;
  }

  #node(kind: SourceNode['kind'], value: string | number | boolean | null): SourceNode {
    const { offset, end } = this.tokens;
    this.tokens.next();
    return new SourceNode(kind, offset, end - offset, value);
  }

  #number(): number {
    const { tokens, problems } = this;
    const value = Number(tokens.value);
    if (tokens.error) {
      problems.addAt(tokens, 'SYNTAX_NUMBER', `${tokens.shown()} is not a complete number.`);
    }
    if (Number.isFinite(value)) return value;
    const message = `${tokens.shown()} is not a number that can be held.`;
    problems.addAt(tokens, 'SYNTAX_NUMBER', message, 'refused');
    return 0;
  }

  /** `${Name}`, 'text' and bare words where a value belongs. */
  #unquoted(): SourceNode {
    const { tokens, problems } = this;
    const { value } = tokens;
    if (value.includes('${')) {
      const message =
        'AWS refuses a placeholder without quotes: this is no JSON until a template tool has replaced it. It is read as a value here; write it in double quotes if it stands for text.';
      if (!this.#isReplaced(value)) problems.addAt(tokens, 'SYNTAX_PLACEHOLDER', message, 'refused');
      const node = this.#node('string', value);
      node.style = 'placeholder';
      return node;
    }
    if (value.startsWith("'")) {
      problems.addAt(tokens, 'SYNTAX_QUOTES', 'JSON text stands in double quotes, not in single ones.');
      return this.#node('string', value.slice(1, -1));
    }
    const word = value.length > 40 ? `${value.slice(0, 40)}…` : value;
    problems.addAt(tokens, 'SYNTAX_WORD', `\`${word}\` is no JSON value. Text needs double quotes.`);
    return this.#node('string', value);
  }

  #isReplaced(value: string): boolean {
    const names = [...value.matchAll(/\$\{([^}]*)\}/g)].map((found) => found[1]?.trim() ?? '');
    return names.every((name) => this.replaces(name));
  }
}
