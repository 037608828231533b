import { parseDocument } from '../../src/language/document';
import { createLayoutService } from '../../src/layout/layout';
import { reuse } from '../../src/model/reuse';
import { largeWorkflow } from './workflows';

export interface LayoutRow {
  readonly name: string;
  readonly first: number;
  readonly edit: number;
  readonly ratio: number;
}

/**
 * Times the first layout of 1,000 states, and the layout after an edit inside one container: as in the studio, after the
 * moment of rest in which the service warms up.
 */
export async function layoutRow(): Promise<LayoutRow> {
  const text = JSON.stringify(largeWorkflow(1000), null, 2);
  const before = parseDocument(text, 'json').workflow;
  // As on its way through the studio: what did not change is the same object.
  const after = reuse(
    before,
    parseDocument(text.replace('"Next": "Step 40.3"', '"Next": "Step 40.5"'), 'json').workflow,
  );
  const options = { direction: 'DOWN', collapsed: [] } as const;
  const tasks: (() => void)[] = [];
  const layout = createLayoutService((task) => tasks.push(task));
  const start = performance.now();
  await layout.layout(before, options);
  const first = performance.now() - start;
  for (let task = tasks.shift(); task; task = tasks.shift()) task();
  const again = performance.now();
  await layout.layout(after, options);
  const edit = performance.now() - again;
  return {
    name: 'layout of 1,000 states, then after an edit in one container',
    first,
    edit,
    ratio: edit / first,
  };
}
