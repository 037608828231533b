import { documentationPage } from '../../model/stateTypes/documentation';
import { type Finding, finding, type ProblemHelp, type Rule } from './rule';

const noWorkflow: ProblemHelp = {
  code: 'TEMPLATE_NO_WORKFLOW',
  severity: 'advice',
  title: 'Template without a workflow',
  what: 'The text is a SAM, CloudFormation or serverless template, and no workflow was found in it.',
  why: 'Nothing is drawn and nothing is checked.',
  mend: 'Add a resource of type `AWS::Serverless::StateMachine` or `AWS::StepFunctions::StateMachine` with a `Definition`, or open the file of the definition itself.',
  bad: { Resources: {} },
  good: { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } },
  documentation: documentationPage('substitutions'),
};

/** What is said of a template as a whole; `diagnose` says it in place of everything else. */
export const templates: Rule = { problems: [noWorkflow] };

export function withoutWorkflow(): Finding {
  return finding(noWorkflow, [], 'This template has no workflow.', { part: 'key' });
}
