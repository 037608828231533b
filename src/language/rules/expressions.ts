import { isArray, isObject, type JsonObject, type JsonValue, own } from '../../base/json';
import type { Path } from '../../base/pointer';
import { isJsonataString } from '../../expressions/jsonata';
import { childFields, fieldsIn, stateTypeDescriptors } from '../../model/stateTypes';
import type { FieldDescriptor } from '../../model/stateTypes/types';
import type { QueryLanguage, State } from '../../model/workflow';

/** Every expression of a state with its place, found once for all the rules that look at expressions. */

/** When an expression is evaluated, which decides what it can read. */
export type Moment =
  /** With the input of the state: arguments, paths, conditions, and Output of a state without a result. */
  | 'input'
  /** After the work of a Task, Parallel or Map. */
  | 'result'
  /** In a Catcher. */
  | 'error';

export interface ExpressionUse {
  readonly language: QueryLanguage;
  readonly text: string;
  /** Place of the text within the definition. */
  readonly path: Path;
  /** The descriptor of the field it belongs to. */
  readonly field: FieldDescriptor;
  readonly moment: Moment;
  /** A `.$` value in a template, which may be an intrinsic function as well as a path. */
  readonly inTemplate: boolean;
}

/** A template of JSONPath or any JSON of JSONata, whole. */
export interface TemplateUse {
  readonly field: FieldDescriptor;
  readonly value: JsonValue;
  readonly path: Path;
  readonly moment: Moment;
}

export interface Expressions {
  readonly uses: readonly ExpressionUse[];
  readonly templates: readonly TemplateUse[];
}

const cache = new WeakMap<State, Expressions>();

/** The expressions of a state in document order of its descriptor's fields. */
export function expressionsOf(state: State): Expressions {
  let found = cache.get(state);
  if (!found) {
    found = new Collector(state).collect();
    cache.set(state, found);
  }
  return found;
}

/** Nesting that is looked into; what is deeper is refused elsewhere. */
const deepest = 100;

class Collector {
  readonly #uses: ExpressionUse[] = [];
  readonly #templates: TemplateUse[] = [];
  readonly #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  collect(): Expressions {
    const { type, value, path, queryLanguage } = this.#state;
    if (type !== null) {
      this.#object(value, path, fieldsIn(stateTypeDescriptors[type].fields, queryLanguage), 'input', 0);
    }
    return { uses: this.#uses, templates: this.#templates };
  }

  #object(
    object: JsonObject,
    path: Path,
    fields: readonly FieldDescriptor[],
    around: Moment,
    depth: number,
  ): void {
    if (depth > deepest) return;
    for (const field of fields) {
      const value = own(object, field.name);
      if (value !== undefined)
        this.#field(value, [...path, field.name], field, this.#moment(field, around, depth), depth);
    }
  }

  #moment(field: FieldDescriptor, around: Moment, depth: number): Moment {
    if (field.name === 'Catch') return 'error';
    const { type } = this.#state;
    const hasResult = type === 'Task' || type === 'Parallel' || type === 'Map';
    if (depth === 0 && hasResult && ['Output', 'Assign', 'ResultSelector', 'ResultPath'].includes(field.name))
      return 'result';
    return around;
  }

  #field(value: JsonValue, path: Path, field: FieldDescriptor, moment: Moment, depth: number): void {
    const language = this.#state.queryLanguage;
    switch (field.kind) {
      case 'path':
      case 'referencePath':
      case 'pathOrIntrinsic':
        if (typeof value === 'string') this.#add(value, path, field, moment, false);
        return;
      case 'template':
        this.#templates.push({ field, value, path, moment });
        this.#template(value, path, field, moment, depth);
        return;
      case 'jsonata':
        this.#templates.push({ field, value, path, moment });
        this.#jsonata(value, path, field, moment, depth);
        return;
      case 'itemsOrJsonata':
      case 'integerOrJsonata':
      case 'textOrJsonata':
        this.#jsonata(value, path, field, moment, depth);
        return;
      case 'object':
      case 'list':
      case 'comparison': {
        const fields = childFields(field);
        if (!fields) return;
        const inner = fieldsIn(fields, language);
        if (isArray(value)) {
          value.forEach((item, at) => {
            if (isObject(item)) this.#object(item, [...path, at], inner, moment, depth + 1);
          });
        } else if (isObject(value)) this.#object(value, path, inner, moment, depth + 1);
        return;
      }
      default:
    }
  }

  #template(value: JsonValue, path: Path, field: FieldDescriptor, moment: Moment, depth: number): void {
    if (depth > deepest) return;
    if (isArray(value)) {
      value.forEach((item, at) => {
        this.#template(item, [...path, at], field, moment, depth + 1);
      });
    } else if (isObject(value)) {
      for (const key of Object.keys(value)) {
        const member = value[key];
        if (member === undefined) continue;
        if (!key.endsWith('.$')) this.#template(member, [...path, key], field, moment, depth + 1);
        else if (typeof member === 'string') this.#add(member, [...path, key], field, moment, true);
      }
    }
  }

  #jsonata(value: JsonValue, path: Path, field: FieldDescriptor, moment: Moment, depth: number): void {
    if (depth > deepest) return;
    if (typeof value === 'string') {
      if (isJsonataString(value)) this.#add(value, path, field, moment, false);
    } else if (isArray(value)) {
      value.forEach((item, at) => {
        this.#jsonata(item, [...path, at], field, moment, depth + 1);
      });
    } else if (isObject(value)) {
      for (const key of Object.keys(value)) {
        const member = value[key];
        if (member !== undefined) this.#jsonata(member, [...path, key], field, moment, depth + 1);
      }
    }
  }

  #add(text: string, path: Path, field: FieldDescriptor, moment: Moment, inTemplate: boolean): void {
    this.#uses.push({ language: this.#state.queryLanguage, text, path, field, moment, inTemplate });
  }
}
