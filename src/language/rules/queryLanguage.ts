import { own } from '../../base/json';
import { documentationPage } from '../../model/stateTypes/documentation';
import { finding, type ProblemHelp, type Rule, removeFix, setFix } from './rule';

const downgrade: ProblemHelp = {
  code: 'QUERY_LANGUAGE_MIXED',
  severity: 'error',
  title: 'JSONPath state in a JSONata workflow',
  what: 'The workflow’s `QueryLanguage` is JSONata, and a state asks for JSONPath.',
  why: 'Step Functions refuses this. The other way round is fine: a JSONPath workflow may have JSONata states.',
  mend: 'Remove the state’s `QueryLanguage` and write it in JSONata; or make JSONPath the workflow’s language and name JSONata in the states that use it.',
  bad: {
    QueryLanguage: 'JSONata',
    StartAt: 'Shape',
    States: { Shape: { Type: 'Pass', QueryLanguage: 'JSONPath', End: true } },
  },
  good: { QueryLanguage: 'JSONata', StartAt: 'Shape', States: { Shape: { Type: 'Pass', End: true } } },
  documentation: documentationPage('jsonata'),
};

/**
 * A JSONata workflow has no JSONPath states. Only the top level counts: inside a JSONata Map of a JSONPath
 * workflow, JSONPath states are accepted (recorded).
 */
export const queryLanguage: Rule = {
  problems: [downgrade],
  checkWorkflow: ({ workflow, states }) => {
    if (workflow.root.queryLanguage !== 'JSONata') return [];
    return states.flatMap((state) => {
      if (own(state.value, 'QueryLanguage') !== 'JSONPath') return [];
      const path = [...state.path, 'QueryLanguage'];
      return [
        finding(downgrade, path, 'A JSONPath state can’t be part of a JSONata workflow.', {
          fixes: [removeFix(path), setFix('Use JSONata in this state', path, 'JSONata')],
        }),
      ];
    });
  },
};
