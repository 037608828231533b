/** Where completion and hover join the language service. */
export { complete } from './completion/complete';
export { hover } from './hover';
