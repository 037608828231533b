import { engineRows } from './engine';

const rows = await engineRows();
console.log(JSON.stringify(rows, null, 1));
