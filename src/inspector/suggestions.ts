import { own } from '../base/json';
import { errorNamesFor as namesFor, serviceOfErrors } from '../integrations/errorNames';
import { popularActions } from '../integrations/popular';
import type { SdkFacts } from '../integrations/sdk/facts';
import type { State } from '../model/workflow';
import type { Suggestion } from '../ui';

const resourceOf = (state: State | null): string => {
  const resource = state ? own(state.value, 'Resource') : undefined;
  return typeof resource === 'string' ? resource : '';
};

/** The service whose facts hold the errors of a state’s call. */
export const serviceBehind = (state: State | null): string | null => serviceOfErrors(resourceOf(state));

/** Error names to offer in Retry and Catch of a state. Any other may be typed as well. */
export function errorNameSuggestions(state: State | null, facts: SdkFacts): readonly Suggestion[] {
  return namesFor(state?.type ?? null, resourceOf(state), state?.queryLanguage ?? 'JSONPath', facts).map(
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
