import { engineRows } from './engine';
import { layoutRow } from './layout';
import { validateRows } from './validate';
import { largeWorkflow } from './workflows';

const root = process.argv[2] ?? process.cwd();
console.log(
  JSON.stringify({
    engine: await engineRows(),
    validate: validateRows(root),
    layout: await layoutRow(),
    largeText: JSON.stringify(largeWorkflow(1000), null, 2),
  }),
);
