import { type JsonObject, type JsonValue, own } from '../base/json';
import type { State } from './workflow';

/** A stage of a state's data flow, in the order in which data passes it. */
export interface DataStage {
  readonly name: string;
  /** The field as it is written, on one line; null for what is no field. */
  readonly field: string | null;
  /** Whether the field is there, or the stage is none of a field. */
  readonly acts: boolean;
  /** What the data was after it; absent: it was not reached or changes nothing. */
  readonly value?: JsonValue;
  /** What it is held against; absent: it stands for itself. */
  readonly before?: JsonValue;
}

/** What is known of the data of one visit of a state, or of a test of it. */
export interface StageData {
  /** The data by stage, under the names that TestState gives them: `input`, `afterInputPath`, `result`, … */
  readonly data: JsonObject;
  readonly assigned?: JsonObject;
  readonly output?: JsonValue;
}

/** The stages of a state's data, those included whose field is not set. */
export function dataStages(
  state: Pick<State, 'type' | 'queryLanguage' | 'value'>,
  { data, assigned, output }: StageData,
): DataStage[] {
  const stages = state.queryLanguage === 'JSONata' ? jsonataStages(state, data) : jsonPathStages(state, data);
  const last = stages.findLast((stage) => stage.value !== undefined)?.value;
  if (assigned && Object.keys(assigned).length > 0) {
    stages.push({
      name: 'Assign',
      field: null,
      acts: true,
      value: assigned,
      before: own(data, 'variables') ?? {},
    });
  }
  if (output !== undefined) {
    stages.push({
      name: 'Output',
      field: null,
      acts: true,
      value: output,
      ...(last === undefined ? {} : { before: last }),
    });
  }
  return stages;
}

interface FieldStage {
  readonly field: string;
  /** Names of its value in the answer; the first that is there. */
  readonly data: readonly string[];
  /** The stage it is held against. */
  readonly against: string;
}

/** Whether a state has a result of something that it calls or runs. */
const isCalled = ({ type }: Pick<State, 'type'>): boolean =>
  type === 'Task' || type === 'Map' || type === 'Parallel';

function jsonPathStages(state: Pick<State, 'type' | 'value'>, data: JsonObject): DataStage[] {
  const called = isCalled(state);
  const shaped = called || state.type === 'Pass';
  const fields: FieldStage[] = [
    { field: 'InputPath', data: ['afterInputPath'], against: 'input' },
    ...mapStages(state),
    ...(shaped && state.type !== 'Map'
      ? [{ field: 'Parameters', data: ['afterParameters'], against: 'afterInputPath' }]
      : []),
  ];
  const later: FieldStage[] = [
    ...(called ? [{ field: 'ResultSelector', data: ['afterResultSelector'], against: 'result' }] : []),
    ...(shaped ? [{ field: 'ResultPath', data: ['afterResultPath'], against: 'input' }] : []),
  ];
  return [
    inputStage(data),
    ...fields.map((stage) => fieldStage(state, data, stage)),
    ...resultStage(state, data),
    ...later.map((stage) => fieldStage(state, data, stage)),
    ...(state.type === 'Fail' ? [] : [notSetUnless(state, 'OutputPath')]),
  ];
}

function jsonataStages(state: Pick<State, 'type' | 'value'>, data: JsonObject): DataStage[] {
  const called = state.type === 'Task' || state.type === 'Parallel';
  return [
    inputStage(data),
    ...mapStages(state).map((stage) => fieldStage(state, data, stage)),
    ...(called
      ? [fieldStage(state, data, { field: 'Arguments', data: ['afterArguments'], against: 'input' })]
      : []),
    ...resultStage(state, data),
    ...(state.type === 'Fail' ? [] : [notSetUnless(state, 'Output')]),
  ];
}

function mapStages(state: Pick<State, 'type' | 'value'>): FieldStage[] {
  if (state.type !== 'Map') return [];
  const items = own(state.value, 'Items') === undefined ? 'ItemsPath' : 'Items';
  return [
    { field: items, data: ['afterItemsPath'], against: 'afterInputPath' },
    { field: 'ItemSelector', data: ['afterItemSelector'], against: 'afterItemsPath' },
  ];
}

const inputStage = (data: JsonObject): DataStage => ({
  name: 'Input',
  field: null,
  acts: true,
  value: own(data, 'input') ?? null,
});

function resultStage(state: Pick<State, 'type' | 'value'>, data: JsonObject): DataStage[] {
  // Of a Map or Parallel it is only told as what its ResultSelector gave, or would have given.
  const untouched = own(state.value, 'ResultSelector') === undefined;
  const value =
    own(data, 'result') ?? (isCalled(state) && untouched ? own(data, 'afterResultSelector') : undefined);
  if (value === undefined) return [];
  return [{ name: state.type === 'Task' ? 'Task result' : 'Result', field: null, acts: true, value }];
}

function fieldStage(
  { value: state }: Pick<State, 'value'>,
  data: JsonObject,
  { field, data: names, against }: FieldStage,
): DataStage {
  const acts = own(state, field) !== undefined;
  const name = names.find((each) => own(data, each) !== undefined);
  const value = name === undefined ? undefined : own(data, name);
  const before = own(data, against) ?? own(data, 'input');
  return {
    name: field,
    field: fieldText(own(state, field)),
    acts,
    ...(value === undefined ? {} : { value }),
    ...(before === undefined ? {} : { before }),
  };
}

/** A field whose effect is seen in the output. */
const notSetUnless = ({ value }: Pick<State, 'value'>, field: string): DataStage => ({
  name: field,
  field: fieldText(own(value, field)),
  acts: own(value, field) !== undefined,
});

function fieldText(value: JsonValue | undefined): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string') return value;
  const count = typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
  return value === null ? 'null' : count === 1 ? '1 field' : `${count} fields`;
}
