import { isArray, type JsonValue } from '../../base/json';
import { fromPointer, valueAt } from '../../base/pointer';
import { batchesOf, isBatching } from '../behaviours/batches';
import { toleranceOf } from '../behaviours/distributedMap';
import { concurrencyOf } from '../behaviours/map';
import { iterable } from '../behaviours/mapItems';
import type { Thread } from '../execution';
import { textFile } from '../files/fileData';
import { firstItems, type ItemList } from '../files/itemList';
import { itemsOfFile } from '../itemReader';
import type { MapProgram, ReaderProgram } from '../program';
import type { Stepper } from '../step';
import { parse } from './checks';

/** A Map state as TestState looks at it: the number of its items, and its data from stage to stage. */
export interface MapInspection {
  readonly items: number;
  readonly stages: ReadonlyMap<string, JsonValue>;
}

/**
 * Works out what a Map state would run on, without running it. `readerData`: what its ItemReader would read, as in the
 * file. The stages are those of InspectionData; `afterItemsPath` is JSONPath's alone.
 */
export function inspectMap(
  stepper: Stepper,
  thread: Thread,
  state: MapProgram,
  input: JsonValue,
  readerData: string | undefined,
): MapInspection {
  const environment = stepper.environment(thread, state, input);
  const stages = new Map<string, JsonValue>();
  const note = (name: string, value: JsonValue | undefined): void => {
    if (value !== undefined) stages.set(name, value);
  };
  const { reader } = state;
  const read = reader && readerData !== undefined;
  let items: ItemList;
  if (read) {
    items = readItems(reader, readerData);
    if (reader.itemsPointer !== undefined) note('afterItemsPointer', pointedAt(reader, readerData));
    items = firstItems(items, reader.maxItems?.(environment) || Number.MAX_SAFE_INTEGER);
  } else {
    const listed = iterable(stepper, state, state.items ? state.items(environment) : input).items;
    if (state.language === 'JSONPath' && state.items) note('afterItemsPath', listed);
    items = listed;
  }
  const { itemSelector: selector } = state;
  const inputs = Array.from({ length: items.length }, (_, index) => {
    const value = items.at(index) as JsonValue;
    const item = { index, value };
    return selector ? selector(stepper.environment({ ...thread, item }, state, input)) : value;
  });
  if (selector) note('afterItemSelector', inputs);
  if (isBatching(state)) {
    note(
      'afterItemBatcher',
      batchesOf(state, environment, inputs.length, (index) => inputs[index] as JsonValue),
    );
  }
  note('maxConcurrency', concurrencyOf(stepper, thread, state, input));
  const { toleratedCount, toleratedPercentage } = toleranceOf(stepper, thread, state, input);
  note('toleratedFailureCount', toleratedCount);
  note('toleratedFailurePercentage', toleratedPercentage);
  return { items: items.length, stages };
}

/** The items in the data of a file. What lists objects, or leads to other files, is given as JSON. */
function readItems(reader: ReaderProgram, data: string): ItemList {
  const plain = reader.action === 'getObject' && reader.manifestType === undefined;
  if (plain && (reader.inputType === 'CSV' || reader.inputType === 'JSONL')) {
    return itemsOfFile(textFile(data), '', reader).items;
  }
  const json = parse(data, 'MapItemReaderData must be valid JSON');
  if (reader.itemsPointer === undefined && isArray(json)) return json;
  return itemsOfFile(textFile(data), '', { ...reader, inputType: 'JSON' }).items;
}

const pointedAt = (reader: ReaderProgram, data: string): JsonValue | undefined =>
  valueAt(parse(data, 'MapItemReaderData must be valid JSON'), fromPointer(reader.itemsPointer ?? ''));
