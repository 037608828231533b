export { Info } from './Info';
export { Inspector } from './Inspector';
