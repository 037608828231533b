import { isObject, type JsonValue, own } from '../../base/json';
import type { State, Workflow } from '../../model/workflow';

/** An object in S3 that an ItemReader names in the definition. */
export interface WantedObject {
  readonly state: string;
  readonly pointer: string;
  readonly bucket: string;
  /** The key, or for a list of objects the prefix. */
  readonly key: string;
  readonly listed: boolean;
}

/** What the Map states of a workflow read by bucket and key, as far as these are written and not computed. */
export function wantedObjects(workflow: Workflow): WantedObject[] {
  return [...workflow.states.values()].flatMap(wantedBy);
}

function wantedBy(state: State): WantedObject[] {
  const reader = own(state.value, 'ItemReader');
  if (reader === undefined || !isObject(reader)) return [];
  const parameters = own(reader, 'Parameters') ?? own(reader, 'Arguments');
  const listed = String(own(reader, 'Resource')).endsWith(':s3:listObjectsV2');
  if (parameters === undefined || !isObject(parameters)) return [];
  const bucket = literal(own(parameters, 'Bucket'));
  const key = literal(own(parameters, listed ? 'Prefix' : 'Key')) ?? (listed ? '' : undefined);
  if (bucket === undefined || key === undefined) return [];
  return [{ state: state.name, pointer: state.pointer, bucket, key, listed }];
}

const literal = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' && value !== '' && !value.startsWith('{%') ? value : undefined;

/** Whether one of some places (`bucket/key`) is what is wanted. */
export function isGiven({ bucket, key, listed }: WantedObject, places: readonly string[]): boolean {
  const place = `${bucket}/${key}`;
  return places.some((each) => (listed ? each.startsWith(place) : each === place));
}

/** Where a chosen file goes: to the place that is wanted, else into a bucket under its own name. */
export function placeFor(name: string, wanted: readonly WantedObject[], places: readonly string[]): string {
  const open = wanted.filter((each) => !isGiven(each, places));
  const named = open.find(({ key, listed }) => !listed && key.split('/').at(-1) === name);
  const only = open.length === 1 ? open[0] : undefined;
  const chosen = named ?? only;
  if (!chosen) return `${wanted[0]?.bucket ?? 'bucket'}/${name}`;
  return `${chosen.bucket}/${chosen.key}${chosen.listed ? name : ''}`;
}
