import type { JsonObject, JsonValue } from '../../base/json';
import type { Path } from '../../base/pointer';
import type { QueryLanguage, State, StateType, TransitionKind } from '../workflow';

/**
 * State-type descriptors: the one source of what fields a state has. The JSON Schema, completion, hover,
 * unknown-field problems, the palette, the inspector and the canvas all derive from them.
 */

/** What a field's value is; each kind has one control in the inspector and one check in the schema. */
export type FieldKind =
  | 'text'
  | 'multiline'
  | 'boolean'
  | 'integer'
  | 'number'
  | 'enum'
  /** A JSONPath reading data (`$.a[*]`), the context object (`$$.x`), a variable (`$name`). */
  | 'path'
  /** A reference path: one place, no operators. */
  | 'referencePath'
  /** A path or an intrinsic function that gives a string. */
  | 'pathOrIntrinsic'
  /** Any JSON, `.$` keys evaluated (JSONPath) . */
  | 'template'
  /** Any JSON, strings `{% … %}` evaluated (JSONata). */
  | 'jsonata'
  /** A number, or a string `{% … %}` that gives one. */
  | 'integerOrJsonata'
  /** Text, or a string `{% … %}` that gives it. */
  | 'textOrJsonata'
  /** An array, an object, or a string `{% … %}` that gives one (Map's `Items`). */
  | 'itemsOrJsonata'
  | 'timestamp'
  /** Any JSON, taken as it stands. */
  | 'json'
  /** The name of a state of the same machine. */
  | 'stateName'
  | 'resource'
  | 'errorNames'
  | 'stringList'
  /** An object with its own fields. */
  | 'object'
  /** An array of objects with their own fields (Retry, Catch, Choices). */
  | 'list'
  /** A nested machine, or a list of them: drawn on the canvas, not in the inspector. */
  | 'machine'
  | 'machines'
  /** A Choice rule's comparison in JSONPath (operators, And, Or, Not). */
  | 'comparison';

/** Which tab of the inspector shows the field. */
export type FieldGroup = 'configuration' | 'dataFlow' | 'errors' | 'variables';

export interface FieldDescriptor {
  /** The key as written in ASL. */
  readonly name: string;
  readonly kind: FieldKind;
  /** Label in sentence case: `Time out after`. */
  readonly label: string;
  /** One or two plain sentences: what it does, what it accepts. Markdown code spans allowed. */
  readonly help: string;
  readonly documentation?: string;
  readonly group: FieldGroup;
  /** Section of the tab under which it stands: `Request`, `Timing`, `Flow`, … */
  readonly section?: string;
  /** Absent: both languages. */
  readonly queryLanguage?: QueryLanguage;
  /** True: always; a list: one of these (itself included) must be there; absent: optional. */
  readonly required?: true | { readonly oneOf: readonly string[] };
  /** Fields that may not stand beside it (`Seconds` excludes `SecondsPath`). */
  readonly excludes?: readonly string[];
  /** Value in force when the field is absent, for hints. */
  readonly defaultValue?: JsonValue;
  /** A value to begin with when the user adds the field. */
  readonly initialValue?: JsonValue;
  readonly minimum?: number;
  /** What the service takes below `minimum`, against its guide: a warning, not an error. */
  readonly lowestTaken?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  /** A field of kind `integerOrJsonata` that takes fractions too. */
  readonly fractions?: true;
  readonly maxLength?: number;
  readonly options?: readonly { readonly value: string; readonly label: string; readonly help?: string }[];
  /** `seconds`, `%`, `bytes`: shown at the control's end. */
  readonly unit?: string;
  /** Fields of an `object`, or of each item of a `list`. */
  readonly fields?: readonly FieldDescriptor[];
  /** A path that reads the state's data or a variable, and not the context object. */
  readonly ofData?: true;
  /** May be `null` as well (InputPath, OutputPath, ResultPath). */
  readonly nullable?: boolean;
  /** Accepted, but replaced by another field (`Iterator` → `ItemProcessor`). */
  readonly deprecated?: { readonly use: string; readonly why: string };
}

export interface StateTypeDescriptor {
  readonly type: StateType;
  /** Palette entry: `Call a service or an API`. */
  readonly tagline: string;
  /** Two or three sentences for the Info panel. */
  readonly help: string;
  readonly documentation: string;
  readonly fields: readonly FieldDescriptor[];
  /** Transition kinds that can leave it. */
  readonly exits: readonly Exclude<TransitionKind, 'start'>[];
  /** Where nested machines stand; null for plain states. */
  readonly nesting: 'branches' | 'processor' | null;
  /** The name given to a new state of this type: `Wait`. */
  readonly defaultName: string;
  /** A new state, without Next or End. */
  readonly create: (language: QueryLanguage) => JsonObject;
  /** The card's second line: what the state does, not its type. */
  readonly summary: (state: State) => string;
}

/** A field found at a place in a definition, with the value there (undefined: not set). */
export interface PlacedField {
  readonly field: FieldDescriptor;
  readonly path: Path;
  readonly value: JsonValue | undefined;
}
