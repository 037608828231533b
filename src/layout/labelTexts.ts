import { isArray, own } from '../base/json';
import { catchLabel, ruleLabel } from '../model/labels';
import type { Transition, Workflow } from '../model/workflow';

/** What the label of a transition says; empty for transitions without one. */
export function labelTextOf(workflow: Workflow, transition: Transition): string {
  if (transition.kind === 'default') return 'Default';
  const state = workflow.states.get(transition.source);
  if (!state) return '';
  const list = own(state.value, transition.kind === 'catch' ? 'Catch' : 'Choices');
  const item = isArray(list) ? list[transition.index ?? -1] : undefined;
  if (item === undefined) return '';
  return transition.kind === 'catch' ? catchLabel(item) : ruleLabel(item, state.queryLanguage);
}
