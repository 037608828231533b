import type { State } from '../../model/workflow';
import { type Entry, number, objectShape, type Shape, shapeOfValue, text, unknown } from './shape';

/** What is known of the item of the Map iteration around a state. */
export interface ItemShape {
  readonly value: Shape;
  /** The items are the entries of an object. */
  readonly keyed: boolean;
}

/** The Context object (`$$`, `$states.context`) as a state sees it. It may have more members than are known. */
export function contextShape(
  state: Pick<State, 'name' | 'type'>,
  executionInput: Shape,
  item: ItemShape | null,
  from = 'from the context object',
): Shape {
  const open = (entries: readonly Entry[]): Shape => objectShape(entries, unknown, from);
  const retries = state.type === 'Task' || state.type === 'Parallel' || state.type === 'Map';
  const entries: Entry[] = [
    [
      'Execution',
      open([
        ['Id', text],
        ['Input', executionInput],
        ['Name', text],
        ['RoleArn', text],
        ['StartTime', text],
        ['RedriveCount', number, true],
      ]),
    ],
    [
      'StateMachine',
      open([
        ['Id', text],
        ['Name', text],
      ]),
    ],
    [
      'State',
      open([
        ['Name', shapeOfValue(state.name)],
        ['EnteredTime', text],
        ...(retries ? [['RetryCount', number] as const] : []),
      ]),
    ],
  ];
  if (item) {
    const { value, keyed } = item;
    const members: Entry[] = [
      ['Index', number],
      ['Value', value],
      ['Source', text, true],
      ...(keyed ? [['Key', text, true] as const] : []),
    ];
    entries.push(['Map', open([['Item', open(members)]])]);
  }
  return open(entries);
}
