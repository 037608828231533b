import type { JsonValue } from '../base/json';
import {
  childFields,
  fieldsIn,
  machineFields,
  processorFields,
  stateTypeDescriptors,
  workflowFields,
} from '../model/stateTypes';
import { catchField, retryField } from '../model/stateTypes/errorHandling';
import type { FieldDescriptor } from '../model/stateTypes/types';
import { type QueryLanguage, type StateType, stateTypes } from '../model/workflow';

/**
 * JSON Schemas derived from the state-type descriptors: one for each state type in each query language, and one
 * for each kind of machine. States are checked one by one, so a machine's schema does not look into its states.
 *
 * The validators made from them (scripts/vite/aslValidators.ts) say where a value does not fit; `rules/fields`
 * turns that into words.
 */

export type JsonSchema = { readonly [key: string]: unknown };

const queryLanguages: readonly QueryLanguage[] = ['JSONPath', 'JSONata'];
const machineKinds = ['root', 'branch', 'processor'] as const;
export type MachineKind = (typeof machineKinds)[number];

/** The name of a state's validator: `Task_JSONPath`. */
export function stateSchemaName(type: StateType, language: QueryLanguage): string {
  return `${type}_${language}`;
}

/** The name of a machine's validator: `machine_root`. */
export function machineSchemaName(kind: MachineKind): string {
  return `machine_${kind}`;
}

/** The fields of a machine, without those of its states. */
export function fieldsOfMachine(kind: MachineKind): readonly FieldDescriptor[] {
  if (kind === 'root') return workflowFields;
  return kind === 'branch' ? machineFields : processorFields;
}

/** Every schema by the name of its validator. */
export function allSchemas(): Record<string, JsonSchema> {
  const schemas: Record<string, JsonSchema> = {};
  for (const type of stateTypes) {
    for (const language of queryLanguages)
      schemas[stateSchemaName(type, language)] = stateSchema(type, language);
  }
  for (const kind of machineKinds) schemas[machineSchemaName(kind)] = machineSchema(kind);
  for (const [name, field] of shared) {
    for (const language of queryLanguages) {
      const items = objectSchema(childFields(field) ?? [], language);
      schemas[sharedSchemaName(name, language)] = { type: 'array', items };
    }
  }
  return schemas;
}

/** The schema of a state of one type in one query language. */
export function stateSchema(type: StateType, language: QueryLanguage): JsonSchema {
  const { fields } = stateTypeDescriptors[type];
  const schema = objectSchema(fields, language);
  const properties = { Type: { const: type }, ...(schema.properties as object) };
  return {
    ...schema,
    properties,
    ...(type === 'Choice' && { $defs: { condition: conditionSchema(language) } }),
  };
}

/** The schema of a machine: the workflow itself, a branch or an item processor. */
export function machineSchema(kind: MachineKind): JsonSchema {
  return objectSchema(fieldsOfMachine(kind), 'JSONPath');
}

/** In texts that stand for another value: a placeholder that a template tool replaces, or an expression. */
const placeholder = '[$#]\\{';
const expression = `^\\{%|${placeholder}`;

function objectSchema(all: readonly FieldDescriptor[], language: QueryLanguage): JsonSchema {
  const fields = fieldsIn(all, language);
  const properties: Record<string, JsonSchema> = {};
  for (const field of fields) properties[field.name] = valueSchema(field, language);
  const required = fields.filter((field) => field.required === true).map((field) => field.name);
  const dependent = fields.filter((field) => field.excludes?.length);
  const groups = alternativeGroups(fields);
  return {
    type: 'object',
    properties,
    additionalProperties: false,
    ...(required.length > 0 && { required }),
    ...(groups.length > 0 && {
      allOf: groups.map((names) => ({ anyOf: names.map((name) => ({ required: [name] })) })),
    }),
    ...(dependent.length > 0 && {
      dependentSchemas: Object.fromEntries(
        dependent.map((field) => [
          field.name,
          { not: { anyOf: (field.excludes ?? []).map((name) => ({ required: [name] })) } },
        ]),
      ),
    }),
  };
}

/** Groups of fields of which one must be there, each group once. */
export function alternativeGroups(fields: readonly FieldDescriptor[]): (readonly string[])[] {
  const groups = new Map<string, readonly string[]>();
  for (const { required } of fields) {
    if (typeof required === 'object') groups.set(required.oneOf.join(' '), required.oneOf);
  }
  return [...groups.values()];
}

function valueSchema(field: FieldDescriptor, language: QueryLanguage): JsonSchema {
  const schema = kindSchema(field, language);
  return field.nullable ? { ...schema, type: [schema.type, 'null'].flat() } : schema;
}

/**
 * Keywords judge the types they are for: `minimum` numbers, `pattern` texts, `minItems` arrays. So one schema says
 * what a number has to be, and that a text in its place has to be a placeholder.
 */
function kindSchema(field: FieldDescriptor, language: QueryLanguage): JsonSchema {
  switch (field.kind) {
    case 'template':
    case 'json':
    case 'jsonata':
      return valueKinds(field, language);
    case 'boolean':
      return { type: ['boolean', 'string'], pattern: placeholder };
    case 'integer':
    case 'number':
      return { type: [field.kind, 'string'], ...bounds(field), pattern: placeholder };
    case 'integerOrJsonata':
      return {
        type: [field.fractions ? 'number' : 'integer', 'string'],
        ...bounds(field),
        pattern: expression,
      };
    case 'enum':
      return {
        anyOf: [
          { enum: (field.options ?? []).map((option) => option.value) },
          { type: 'string', pattern: placeholder },
        ],
      };
    case 'itemsOrJsonata':
      return { type: ['array', 'object', 'string'], pattern: expression };
    case 'errorNames':
      return { type: ['array', 'string'], items: { type: 'string' }, minItems: 1, pattern: placeholder };
    case 'stringList':
      return { type: ['array', 'string'], items: { type: 'string' }, pattern: placeholder };
    case 'object':
      return field.fields ? objectSchema(field.fields, language) : { type: 'object' };
    case 'list':
      return shared.has(field.name)
        ? { $ref: sharedSchemaName(field.name, language) }
        : { type: 'array', items: objectSchema(childFields(field) ?? [], language) };
    case 'machine':
      return { type: 'object' };
    case 'machines':
      return { type: 'array', items: { type: 'object' }, minItems: 1 };
    case 'comparison':
      return field.name === 'Not'
        ? { $ref: '#/$defs/condition' }
        : { type: 'array', items: { $ref: '#/$defs/condition' }, minItems: 1 };
    default:
      return { type: 'string' };
  }
}

/** Kinds that take any JSON, except where the service wants an object. */
function valueKinds(field: FieldDescriptor, language: QueryLanguage): JsonSchema {
  if (field.name === 'Assign') return { type: 'object' };
  if (field.name === 'Condition') return { type: ['boolean', 'string'], pattern: expression };
  if (field.name === 'Arguments' && language === 'JSONata') {
    return { type: ['object', 'string'], pattern: expression };
  }
  return {};
}

function bounds({ minimum, lowestTaken, maximum, exclusiveMinimum }: FieldDescriptor): JsonSchema {
  return {
    ...(minimum !== undefined && { minimum: lowestTaken ?? minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(exclusiveMinimum !== undefined && { exclusiveMinimum }),
  };
}

/** Lists that several state types have: one validator for all of them. */
const shared: ReadonlyMap<string, FieldDescriptor> = new Map(
  [retryField, catchField].map((field) => [field.name, field]),
);

const sharedSchemaName = (name: string, language: QueryLanguage): string => `${name}_${language}`;

/** A condition inside And, Or or Not: what a rule compares, without where it leads. */
function conditionSchema(language: QueryLanguage): JsonSchema {
  const choices = stateTypeDescriptors.Choice.fields.find((field) => field.name === 'Choices');
  const and = choices?.fields?.find((field) => field.kind === 'comparison');
  return objectSchema((and && childFields(and)) ?? [], language);
}

/** What a value is called in messages: `a whole number`, `text`. */
export function typeName(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return '`null`';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'object':
      return 'an object';
    case 'string':
      return 'text';
    case 'number':
      return Number.isInteger(value) ? 'a whole number' : 'a number';
    default:
      return 'true or false';
  }
}
