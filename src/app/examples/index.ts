import type { JsonValue } from '../../base/json';
import type { Format } from '../../language/messages';
import type { WorkflowType } from '../../model/workflow';
import orderProcessing from './order-processing.asl.json?raw';

/** A workflow to begin with: its text, and scenarios to run it with. */
export interface Example {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly states: number;
  /** Name of the document it opens as. */
  readonly name: string;
  readonly format: Format;
  readonly type: WorkflowType;
  readonly text: string;
  /** Inputs with their mocks, as the run keeps them. */
  readonly scenarios: JsonValue;
}

export const examples: readonly Example[] = [
  {
    id: 'order-processing',
    title: 'Order processing',
    summary: 'Map, Choice, Parallel, Catch, a call to the web and a reply by token',
    states: 15,
    name: 'order-processing',
    format: 'json',
    type: 'STANDARD',
    text: orderProcessing,
    scenarios: {},
  },
];
