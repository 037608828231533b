import { stringify } from 'yaml';
import { engineRows } from './engine';
import { layoutRow } from './layout';
import { validateRows } from './validate';
import { largeWorkflow } from './workflows';

const large = largeWorkflow(1000);
const root = process.argv[2] ?? process.cwd();
console.log(
  JSON.stringify({
    engine: await engineRows(),
    validate: validateRows(root),
    layout: await layoutRow(),
    largeText: JSON.stringify(large, null, 2),
    largeYaml: stringify(large),
  }),
);
