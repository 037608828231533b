import { isArray, isObject, type JsonObject, type JsonValue, own } from '../../base/json';
import { type Path, toPointer } from '../../base/pointer';
import type { Result } from '../../base/result';
import {
  compileJsonataField,
  compileTemplate,
  type ExpectedType,
  isJsonataString,
  type JsonPath,
  looksLikeIntrinsic,
  parseIntrinsic,
  parsePath,
  parseReferencePath,
  type SyntaxProblem,
  setAtReferencePath,
  stringify,
  type TemplateProblem,
} from '../../expressions';
import type { QueryLanguage } from '../../model/workflow';
import { RuntimeFailure } from '../failure';
import type { Assigner, CompileProblem, Evaluate, Figure } from '../program';
import { withPlaceholders } from './placeholders';

/** Collects the problems of a compilation. */
export class Problems {
  readonly list: CompileProblem[] = [];

  add(path: Path, message: string): null {
    this.list.push({ path, message });
    return null;
  }

  /** The value of a result, or null with its problem noted at `path`. */
  take<T>(result: Result<T, SyntaxProblem>, path: Path): T | null {
    return result.ok ? result.value : this.add(path, result.error.message);
  }

  /** The same for results with several problems at places of their own. */
  takeAll<T>(result: Result<T, readonly TemplateProblem[]>, path: Path): T | null {
    if (result.ok) return result.value;
    for (const problem of result.error) this.add([...path, ...problem.path], problem.message);
    return null;
  }
}

/** An object of a definition (a state, a rule, a Catcher) whose fields are compiled to closures. */
export class Fields {
  #path: Path | (() => Path);
  #pointer: string | undefined;

  /** `path`: where the object is, or what tells it, for it is seldom asked. */
  constructor(
    readonly value: JsonObject,
    path: Path | (() => Path),
    readonly language: QueryLanguage,
    readonly problems: Problems,
    /** How causes name fields of this object: `Choices[0]/`. */
    readonly prefix = '',
    pointer?: string,
  ) {
    this.#path = path;
    this.#pointer = pointer;
  }

  get path(): Path {
    if (typeof this.#path === 'function') this.#path = this.#path();
    return this.#path;
  }

  /** The pointer of the object within the definition. */
  get pointer(): string {
    this.#pointer ??= toPointer(this.path);
    return this.#pointer;
  }

  get(name: string): JsonValue | undefined {
    return own(this.value, name);
  }

  at(name: string): Path {
    return [...this.path, name];
  }

  inside(name: string): Fields | null {
    const value = this.get(name);
    if (value === undefined) return null;
    if (!isObject(value)) return this.problems.add(this.at(name), `${name} must be an object`);
    return new Fields(value, this.at(name), this.language, this.problems, `${this.prefix}${name}/`);
  }

  /** The objects of a list. */
  list(name: string): readonly Fields[] {
    const value = this.get(name);
    if (value === undefined) return [];
    if (!isArray(value)) {
      this.problems.add(this.at(name), `${name} must be an array`);
      return [];
    }
    return value.flatMap((item, index) => {
      const path = [...this.at(name), index];
      if (isObject(item)) {
        return [new Fields(item, path, this.language, this.problems, `${this.prefix}${name}[${index}]/`)];
      }
      this.problems.add(path, `Each item of ${name} must be an object`);
      return [];
    });
  }

  text(name: string): string | undefined {
    const value = this.get(name);
    if (value === undefined || typeof value === 'string') return value;
    this.problems.add(this.at(name), `${name} must be text`);
    return undefined;
  }

  number(name: string): number | undefined {
    const value = this.get(name);
    if (value === undefined || typeof value === 'number') return value;
    this.problems.add(this.at(name), `${name} must be a number`);
    return undefined;
  }

  texts(name: string): readonly string[] {
    const value = this.get(name);
    if (isArray(value) && value.every((item) => typeof item === 'string')) return value as readonly string[];
    this.problems.add(this.at(name), `${name} must be a list of texts`);
    return [];
  }

  /** InputPath, OutputPath: null gives an empty object. */
  inputPath(name: string): Evaluate | null {
    const value = this.get(name);
    if (value === undefined || value === '$') return null;
    if (value === null) return () => ({});
    const path = this.jsonPath(name);
    return path && ((environment) => path.evaluate(environment));
  }

  /** A path field: `SecondsPath`, `ItemsPath`. */
  jsonPath(name: string): JsonPath | null {
    const text = this.text(name);
    return text === undefined ? null : this.problems.take(parsePath(text), this.at(name));
  }

  resultPath(name: string): ((input: JsonValue, result: JsonValue) => JsonValue) | null {
    const value = this.get(name);
    if (value === undefined || value === '$') return null;
    if (value === null) return (input) => input;
    if (typeof value !== 'string') return this.problems.add(this.at(name), `${name} must be a path`);
    const path = this.problems.take(parseReferencePath(value), this.at(name));
    return path && ((input, result) => setAtReferencePath(input, path, result));
  }

  /** A payload template, in the query language in force. */
  template(name: string): Evaluate | null {
    const value = this.get(name);
    if (value === undefined) return null;
    const field = `${this.prefix}${name}`;
    let compiled = compileTemplate(value, this.language, field);
    if (!compiled.ok && this.language === 'JSONata') {
      compiled = compileTemplate(withPlaceholders(value), this.language, field);
    }
    const template = this.problems.takeAll(compiled, this.at(name));
    return template && ((environment) => template.evaluate(environment));
  }

  assign(): Assigner | null {
    const value = this.get('Assign');
    if (value === undefined) return null;
    if (!isObject(value)) return this.problems.add(this.at('Assign'), 'Assign must be an object');
    const evaluate = this.template('Assign');
    return evaluate && ((environment) => Object.entries(evaluate(environment) as JsonObject));
  }

  /** A JSONata expression that must give a type. */
  jsonata(name: string, text: string, expected?: ExpectedType): Evaluate | null {
    const whole = `${this.prefix}${name}`;
    let compiled = compileJsonataField(text, whole, expected);
    if (!compiled.ok) compiled = compileJsonataField(String(withPlaceholders(text)), whole, expected);
    const field = this.problems.take(compiled, this.at(name));
    return field && ((environment) => field.evaluate(environment));
  }

  /**
   * A number: as written, by `…Path`, or by JSONata, which rounds down. `whole`: only whole numbers are accepted
   * from a path.
   */
  figure(name: string, whole = true): Figure | null {
    const value = this.get(name);
    if (typeof value === 'number') return () => value;
    if (typeof value === 'string' && this.language === 'JSONata' && isJsonataString(value)) {
      const evaluate = this.jsonata(name, value, 'number');
      return evaluate && ((environment) => rounded(evaluate(environment) as number, whole));
    }
    if (value !== undefined) return this.problems.add(this.at(name), `${name} must be a number`);
    const field = `${name}Path`;
    if (this.get(field) === undefined) return null;
    const path = this.jsonPath(field);
    return path && ((environment) => numberFrom(path.evaluate(environment), field, path.text, whole));
  }

  /** Text: as written, by `…Path` (a path or an intrinsic function), or by JSONata. */
  words(name: string): ((environment: Parameters<Evaluate>[0]) => string) | null {
    const value = this.get(name);
    if (typeof value === 'string') {
      if (this.language !== 'JSONata' || !isJsonataString(value)) return () => value;
      const evaluate = this.jsonata(name, value, 'string');
      return evaluate && ((environment) => String(evaluate(environment)));
    }
    if (value !== undefined && value !== null)
      return this.problems.add(this.at(name), `${name} must be text`);
    const field = `${name}Path`;
    const text = this.text(field);
    if (text === undefined) return null;
    if (looksLikeIntrinsic(text)) {
      const intrinsic = this.problems.take(parseIntrinsic(text), this.at(field));
      return intrinsic && ((environment) => asText(intrinsic.evaluate(environment)));
    }
    const path = this.problems.take(parsePath(text), this.at(field));
    return path && ((environment) => asText(path.evaluateFor(environment, field)));
  }
}

const asText = (value: JsonValue): string => (typeof value === 'string' ? value : stringify(value));

const rounded = (value: number, whole: boolean): number => (whole ? Math.floor(value) : value);

/** Numbers from paths may be written as text. */
function numberFrom(value: JsonValue, field: string, path: string, whole: boolean): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && (whole ? Number.isSafeInteger(number) : Number.isFinite(number)))
    return number;
  throw new RuntimeFailure(
    'States.Runtime',
    `The ${field} field refers to value "${asText(value)}" which is not a valid ${whole ? 'integer' : 'float'}: ${path}`,
  );
}
