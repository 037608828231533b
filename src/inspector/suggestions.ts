import { own } from '../base/json';
import { errorNamesFor as namesFor } from '../integrations/errorNames';
import { popularActions } from '../integrations/popular';
import type { State } from '../model/workflow';
import type { Suggestion } from '../ui';

/** Error names to offer in Retry and Catch of a state. Any other may be typed as well. */
export function errorNameSuggestions(state: State | null): readonly Suggestion[] {
  const resource = state ? own(state.value, 'Resource') : undefined;
  return namesFor(state?.type ?? null, typeof resource === 'string' ? resource : '').map(
    ({ name, help }) => ({
      value: name,
      detail: help,
    }),
  );
}

/** Resources to offer: those of the most used actions. */
export const resourceSuggestions: readonly Suggestion[] = popularActions.map(({ name, resource }) => ({
  value: resource,
  detail: name,
}));
