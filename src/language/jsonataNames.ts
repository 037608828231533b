import { jsonataFunctions } from './completion/functions';

/** The functions of JSONata that Step Functions offers, its own additions included, without the `$`. */
export const jsonataFunctionNames: ReadonlySet<string> = new Set(
  jsonataFunctions.map(({ name }) => name.replace('$', '')),
);

/** What `$states` holds, depending on the place. */
export const statesFields = ['input', 'result', 'errorOutput', 'context'] as const;
