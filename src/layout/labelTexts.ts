import { isArray, isObject, own } from '../base/json';
import { valueAt } from '../base/pointer';
import type { Transition, Workflow } from '../model/workflow';

/** What the label of a transition says; empty for transitions without one. */
export function labelTextOf(workflow: Workflow, transition: Transition): string {
  if (transition.kind === 'default') return 'Default';
  const item = valueAt(workflow.definition, transition.path.slice(0, -1));
  if (!isObject(item)) return '';
  if (transition.kind === 'catch') {
    const errors = own(item, 'ErrorEquals');
    return isArray(errors) && !errors.includes('States.ALL') ? errors.join(', ') : 'any error';
  }
  const condition = own(item, 'Condition');
  if (typeof condition === 'string') return condition.replace(/^\{%\s*|\s*%\}$/g, '');
  return `${own(item, 'Variable') ?? ''} rule`.trim();
}
