import { isObject, type JsonObject, own } from '../../base/json';
import type { State } from '../../model/workflow';
import type { ItemShape } from './context';
import { poured } from './jsonataSequence';
import {
  anyMember,
  arrayShape,
  itemOf,
  kind,
  maybe,
  objectShape,
  type Shape,
  text,
  union,
  unionOf,
  unknown,
} from './shape';
import { environmentOf, errorOutput, fieldShape, itemsShape, type Moments } from './stateFlow';

/** What flows into the iterations of a Map and comes out of it. */

/** The items of a Map before ItemSelector; null: there certainly are none to iterate. */
export function itemOfMap(state: State, moments: Moments): ItemShape | null {
  if (own(state.value, 'ItemReader') !== undefined) return readItem(state);
  const items = itemsShape(state, moments);
  if (!items) return null;
  const keyed = maybe(items, kind.object);
  const entry = keyed ? anyMember(items) : null;
  const value = unionOf(
    [
      itemOf(items),
      entry &&
        objectShape([
          ['Key', text],
          ['Value', entry],
        ]),
    ].filter((each) => each !== null),
  );
  return value && { value, keyed };
}

/** Items from files: rows of CSV are objects of texts. */
function readItem(state: State): ItemShape {
  const reader = own(state.value, 'ItemReader');
  const config = isObject(reader) ? own(reader, 'ReaderConfig') : undefined;
  const type = isObject(config) ? own(config, 'InputType') : undefined;
  const from = `read by ${state.name}`;
  if (isObject(reader) && String(own(reader, 'Resource')).endsWith(':s3:listObjectsV2')) {
    const transformed = isObject(config) && own(config, 'Transformation') !== undefined;
    return { value: transformed ? unknown : { ...objectShape([['Key', text]], unknown), from }, keyed: true };
  }
  const value = type === 'CSV' ? objectShape(csvMembers(config), text, from) : unknown;
  return { value, keyed: true };
}

function csvMembers(config: unknown): [string, Shape][] {
  const headers = isObject(config) ? own(config as JsonObject, 'CSVHeaders') : undefined;
  if (!Array.isArray(headers)) return [];
  return headers.flatMap((name): [string, Shape][] => (typeof name === 'string' ? [[name, text]] : []));
}

/** The input of an iteration and the item that its context shows. */
export interface Iteration {
  readonly input: Shape;
  readonly item: ItemShape;
}

/**
 * @param moments With the context in which `ItemSelector` sees the item.
 */
export function iterationOf(state: State, item: ItemShape, moments: Moments): Iteration | null {
  const { effective } = moments;
  if (!effective) return null;
  const environment = environmentOf(moments, effective);
  const selector =
    own(state.value, 'ItemSelector') === undefined && state.queryLanguage === 'JSONPath'
      ? 'Parameters'
      : 'ItemSelector';
  const input = fieldShape(state, state.value, selector, environment, item.value);
  if (!input) return null;
  const batcher = own(state.value, 'ItemBatcher');
  if (!isObject(batcher)) return { input, item };
  const batchInput = own(batcher, 'BatchInput');
  const common =
    batchInput === undefined ? null : fieldShape(state, batcher, 'BatchInput', environment, unknown);
  const batch = objectShape([
    ...(batchInput === undefined ? [] : ([['BatchInput', common ?? unknown]] as const)),
    ['Items', arrayShape(input)],
  ]);
  return { input: batch, item: { value: batch, keyed: false } };
}

/** What a Map gives, by what its iterations give; `output` null: none of them ever ends well. */
export function mapResult(state: State, output: Shape | null): Shape {
  const tolerates = ['ToleratedFailureCount', 'ToleratedFailurePercentage'].some(
    (name) => own(state.value, name) !== undefined || own(state.value, `${name}Path`) !== undefined,
  );
  // A record of the child execution that failed stands in the place of its output.
  const failed = tolerates ? recordOf(state) : null;
  const items = output && failed ? union(output, failed) : (output ?? failed);
  const writer = own(state.value, 'ResultWriter');
  if (!isObject(writer)) return arrayShape(items);
  return writerResult(writer, items);
}

function recordOf(state: State): Shape {
  const members = [...errorOutput(state).members].map(([name, { shape }]) => [name, shape, true] as const);
  return objectShape(members, unknown);
}

function writerResult(writer: JsonObject, items: Shape | null): Shape {
  if (own(writer, 'Parameters') !== undefined || own(writer, 'Arguments') !== undefined) {
    const details = objectShape([
      ['Bucket', text],
      ['Key', text],
    ]);
    return objectShape([
      ['MapRunArn', text],
      ['ResultWriterDetails', details],
    ]);
  }
  const config = own(writer, 'WriterConfig');
  const how = isObject(config) ? own(config, 'Transformation') : undefined;
  if (how === 'COMPACT') return arrayShape(items);
  if (how === 'FLATTEN') return arrayShape(items && poured(items));
  return arrayShape(unknown);
}
