import { validate } from 'virtual:asl-validators';
import { isArray, isObject, type JsonObject, type JsonValue, own } from '../../base/json';
import { fromPointer, isWithin, type Path, valueAt } from '../../base/pointer';
import type { PathOp } from '../../model/change';
import type { ChangeFix } from '../../model/problem';
import { hasPlaceholder } from '../../model/resource';
import { childFields, fieldIn, fieldsIn, stateTypeDescriptors } from '../../model/stateTypes';
import type { FieldDescriptor } from '../../model/stateTypes/types';
import type { Machine, QueryLanguage, State } from '../../model/workflow';
import { alternativeGroups, fieldsOfMachine, machineSchemaName, stateSchemaName } from '../schema';
import * as help from './fields.help';
import { badValue, belowGuide } from './fieldValues';
import { type Finding, finding, fix, listed, nearest, type Rule, removeFix, setFix } from './rule';

/**
 * Which fields a state or machine has and what they hold. The validators derived from the descriptors say where
 * something does not fit; the descriptor of that place says what would.
 */
export const fields: Rule = {
  problems: Object.values(help),
  checkState: (state) => {
    if (state.type === null) return [];
    const { fields } = stateTypeDescriptors[state.type];
    return [
      ...check({
        schema: stateSchemaName(state.type, state.queryLanguage),
        value: state.value,
        path: state.path,
        fields,
        language: state.queryLanguage,
        subject: `A ${state.type} state`,
      }),
      ...deprecated(state, fields),
      ...belowGuides(state.value, state.path, fieldsIn(fields, state.queryLanguage)),
    ];
  },
  checkWorkflow: ({ workflow }) => [
    ...[...workflow.machines.values()].flatMap((machine) => checkMachine(machine, workflow.definition)),
    ...belowGuides(workflow.definition, [], fieldsOfMachine('root')),
  ],
};

/** Numbers of an object, and of the entries of its lists, that the service takes against its guide. */
function belowGuides(
  value: JsonValue | undefined,
  path: Path,
  fields: readonly FieldDescriptor[],
): Finding[] {
  if (!isObject(value)) return [];
  return fields.flatMap((field) => {
    const member = own(value, field.name);
    const at = [...path, field.name];
    if (field.kind === 'list' && isArray(member))
      return member.flatMap((item, index) => belowGuides(item, [...at, index], field.fields ?? []));
    return belowGuide(field, at, member) ?? [];
  });
}

function checkMachine(machine: Machine, definition: JsonValue): Finding[] {
  const value = valueAt(definition, machine.path);
  if (!isObject(value)) {
    if (machine.kind !== 'root' || value === undefined) return [];
    return [finding(help.definitionType, [], 'A definition is an object with `StartAt` and `States`.')];
  }
  return check({
    schema: machineSchemaName(machine.kind),
    value,
    path: machine.path,
    fields: fieldsOfMachine(machine.kind),
    language: machine.queryLanguage,
    subject: { root: 'A workflow', branch: 'A branch', processor: `\`${String(machine.path.at(-1))}\`` }[
      machine.kind
    ],
    firstState: machine.states[0] === undefined ? undefined : fromPointer(machine.states[0]).at(-1),
  });
}

interface Checked {
  readonly schema: string;
  readonly value: JsonObject;
  readonly path: Path;
  readonly fields: readonly FieldDescriptor[];
  readonly language: QueryLanguage;
  /** What it is, at the start of a sentence: `A Task state`. */
  readonly subject: string;
  readonly firstState?: string;
}

function check(checked: Checked): Finding[] {
  const errors = validate(checked.schema, checked.value);
  if (errors.length === 0) return [];
  const findings: Finding[] = [];
  const judged = new Set<string>();
  for (const error of errors) {
    const within = pathIn(checked.value, error.instancePath);
    if (error.keyword === 'additionalProperties') {
      if (hasPlaceholder(String(error.params.additionalProperty))) continue;
      findings.push(unknownField(checked, within, String(error.params.additionalProperty)));
    } else if (error.keyword === 'required' && !error.schemaPath.includes('/anyOf/')) {
      const missing = missingField(checked, within, String(error.params.missingProperty));
      if (missing) findings.push(missing);
    } else if (!judged.has(error.instancePath)) {
      judged.add(error.instancePath);
      findings.push(...misfit(checked, within));
    }
  }
  return innermost(findings);
}

/** A value does not fit when a part of it does not: only the part is named. */
function innermost(findings: readonly Finding[]): Finding[] {
  return findings.filter(
    (each) =>
      each.code !== help.fieldType.code ||
      !findings.some((other) => other.path.length > each.path.length && isWithin(other.path, each.path)),
  );
}

/** The path of a JSON pointer within a value, with numbers for the places in arrays. */
function pathIn(root: JsonValue, pointer: string): (string | number)[] {
  let value: JsonValue | undefined = root;
  return fromPointer(pointer).map((step) => {
    const found = isArray(value) ? Number(step) : step;
    value = isArray(value) ? value[Number(step)] : isObject(value) ? own(value, step) : undefined;
    return found;
  });
}

/** The fields that the object at a place may have, in both languages. */
function fieldsAt(checked: Checked, within: Path): readonly FieldDescriptor[] {
  const field = fieldIn(checked.fields, within, checked.language);
  return field ? (childFields(field) ?? []) : checked.fields;
}

const listSubjects: ReadonlyMap<string, string> = new Map([
  ['Retry', 'A Retrier'],
  ['Catch', 'A Catcher'],
  ['Choices', 'A Choice rule'],
]);

function subjectAt(checked: Checked, within: Path): string {
  if (within.length === 0) return checked.subject;
  if (within.some((step) => step === 'And' || step === 'Or' || step === 'Not')) return 'A nested condition';
  const name = within.findLast((step) => typeof step === 'string');
  return listSubjects.get(String(name)) ?? `\`${String(name)}\``;
}

function unknownField(checked: Checked, within: Path, name: string): Finding {
  const path = [...checked.path, ...within, name];
  const candidates = fieldsAt(checked, within);
  const object = within.length === 0 ? checked.value : valueAt(checked.value, within);
  const present = new Set(isObject(object) ? Object.keys(object) : []);
  const subject = subjectAt(checked, within);
  if (subject === 'A nested condition' && (name === 'Next' || name === 'Assign' || name === 'Output')) {
    return finding(
      help.nestedNext,
      path,
      `\`${name}\` can’t stand in a nested condition, only beside the outermost one.`,
      {
        part: 'key',
        fixes: [removeFix(path)],
      },
    );
  }
  const other = candidates.find((field) => field.name === name);
  if (other) return otherLanguage(checked, path, other, present);
  const meant = nearest(
    name,
    fieldsIn(candidates, checked.language)
      .map((field) => field.name)
      .filter((candidate) => !present.has(candidate)),
  );
  return finding(help.fieldUnknown, path, `${subject} has no field \`${name}\`.`, {
    part: 'key',
    fixes: [meant !== null && renameFix(path, meant), removeFix(path)],
  });
}

const renameFix = (path: Path, to: string): ChangeFix =>
  fix(`Change to \`${to}\``, { op: 'rename', path, to });

/** Fields that mean the same in the other language, as far as their place goes. */
const counterparts: ReadonlyMap<string, string> = new Map([
  ['Parameters', 'Arguments'],
  ['Arguments', 'Parameters'],
]);

function otherLanguage(
  checked: Checked,
  path: Path,
  field: FieldDescriptor,
  present: ReadonlySet<string>,
): Finding {
  const language = field.queryLanguage ?? 'JSONPath';
  const counterpart = counterparts.get(field.name);
  const fits = counterpart !== undefined && !present.has(counterpart);
  const inState = checked.path.length > 0 && checked.path.at(-2) === 'States';
  const ownLanguage = own(checked.value, 'QueryLanguage');
  const message = `\`${field.name}\` is a ${language} field; here the query language is ${checked.language}.`;
  return finding(help.fieldOtherLanguage, path, message, {
    part: 'key',
    fixes: [
      fits && fieldIn(checked.fields, [counterpart], checked.language) && renameFix(path, counterpart),
      inState &&
        (ownLanguage === checked.language || (ownLanguage === undefined && language === 'JSONata')) &&
        setFix(`Use ${language} in this state`, [...checked.path, 'QueryLanguage'], language),
      ownLanguage === undefined &&
        language === 'JSONata' &&
        fix('Use JSONata in the whole workflow', { op: 'set', path: ['QueryLanguage'], value: language }),
      removeFix(path),
    ],
  });
}

function missingField(checked: Checked, within: Path, name: string): Finding | null {
  // Without any states that is what is wrong; where to start comes after.
  if (name === 'StartAt' && checked.firstState === undefined && isObject(own(checked.value, 'States')))
    return null;
  const path = [...checked.path, ...within];
  const field = fieldsIn(fieldsAt(checked, within), checked.language).find((each) => each.name === name);
  const value = name === 'StartAt' ? checked.firstState : field && beginning(field, checked);
  const title = typeof value === 'string' ? `Add \`${name}\`: “${value}”` : `Add \`${name}\``;
  const add =
    value !== undefined && fix(title, { op: 'set', path: [...path, name], value }, ...more(name, checked));
  return finding(help.fieldMissing, path, `${subjectAt(checked, within)} needs \`${name}\`.`, {
    part: 'key',
    fixes: [add],
  });
}

/** A value to begin a missing field with; none where it would only be the next problem, as an empty list is. */
function beginning(field: FieldDescriptor, { path, value }: Checked): JsonValue | undefined {
  const around = String(path.at(-1) ?? '');
  if (field.name === 'States') {
    const start = own(value, 'StartAt');
    return { [typeof start === 'string' && start !== '' ? start : 'Start']: onlyState };
  }
  if (field.kind === 'machine') return { ProcessorConfig: { Mode: 'INLINE' }, ...oneState(`${around} item`) };
  if (field.kind === 'machines') return [oneState(`${around} branch`)];
  return field.kind === 'list' ? undefined : field.initialValue;
}

const onlyState: JsonObject = { Type: 'Pass', End: true };
const oneState = (name: string): JsonObject => ({ StartAt: name, States: { [name]: onlyState } });

/** What a field is added together with: a call with its parameters. */
function more(name: string, { value, path, language }: Checked): PathOp[] {
  const given = language === 'JSONata' ? 'Arguments' : 'Parameters';
  const inTask = name === 'Resource' && own(value, 'Type') === 'Task';
  const parameters = inTask ? own(stateTypeDescriptors.Task.create(language), given) : undefined;
  if (parameters === undefined || Object.hasOwn(value, given)) return [];
  return [{ op: 'set', path: [...path, given], value: parameters }];
}

/** A value that is not what its field takes, or an object whose fields don't go together. */
function misfit(checked: Checked, within: Path): Finding[] {
  const path = [...checked.path, ...within];
  const value = within.length === 0 ? checked.value : valueAt(checked.value, within);
  if (isObject(value)) {
    const findings = combination(checked, within, value);
    if (findings.length > 0 || within.length === 0) return findings;
  }
  const field = fieldIn(checked.fields, within, checked.language);
  if (!field || value === undefined) return [];
  // A placeholder may stand for any value, also for a list or an object.
  if (typeof value === 'string' && hasPlaceholder(value)) return [];
  return [badValue(field, path, value, typeof path.at(-1) === 'number')];
}

/** Required alternatives and fields that exclude each other. Next and End have a rule of their own. */
function combination(checked: Checked, within: Path, value: JsonObject): Finding[] {
  const path = [...checked.path, ...within];
  const fields = fieldsIn(fieldsAt(checked, within), checked.language);
  const has = (name: string): boolean => Object.hasOwn(value, name);
  const findings: Finding[] = [];
  for (const names of alternativeGroups(fields)) {
    if (names.includes('End') || names.some(has)) continue;
    findings.push(missingGroup(checked, subjectAt(checked, within), path, fields, names));
  }
  const keys = Object.keys(value);
  for (const field of fields) {
    if (!has(field.name) || field.name === 'Next' || field.name === 'End') continue;
    for (const other of field.excludes ?? []) {
      if (has(other) && keys.indexOf(other) < keys.indexOf(field.name))
        findings.push(excluded(path, other, field.name));
    }
  }
  return findings;
}

function missingGroup(
  checked: Checked,
  subject: string,
  path: Path,
  fields: readonly FieldDescriptor[],
  names: readonly string[],
): Finding {
  const [first] = fields.filter((field) => names.includes(field.name));
  const shown = names.filter((name) => fields.some((field) => field.name === name && !field.deprecated));
  const value = first && beginning(first, checked);
  return finding(help.fieldMissing, path, `${subject} needs ${listed(shown.map((name) => `\`${name}\``))}.`, {
    part: 'key',
    fixes: [first && value !== undefined && setFix(`Add \`${first.name}\``, [...path, first.name], value)],
  });
}

function excluded(path: Path, first: string, second: string): Finding {
  return finding(
    help.fieldsExclude,
    [...path, second],
    `\`${first}\` and \`${second}\` can’t stand together.`,
    {
      part: 'key',
      fixes: [removeFix([...path, second]), removeFix([...path, first])],
    },
  );
}

/** Older names that still work. */
function deprecated(state: State, fields: readonly FieldDescriptor[]): Finding[] {
  return fieldsIn(fields, state.queryLanguage).flatMap((field) => {
    if (!field.deprecated || !Object.hasOwn(state.value, field.name)) return [];
    const { use, why } = field.deprecated;
    const path = [...state.path, field.name];
    return [
      finding(help.fieldOld, path, `\`${field.name}\` is the older name of \`${use}\`.`, {
        part: 'key',
        why,
        fixes: [
          !Object.hasOwn(state.value, use) && fix(`Rename to \`${use}\``, { op: 'rename', path, to: use }),
        ],
      }),
    ];
  });
}
