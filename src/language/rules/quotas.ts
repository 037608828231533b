import { documentationPage } from '../../model/stateTypes/documentation';
import { finding, type ProblemHelp, type Rule } from './rule';

const tooLarge: ProblemHelp = {
  code: 'DEFINITION_TOO_LARGE',
  severity: 'error',
  title: 'Definition too large',
  what: 'The definition has more than 1 MB (1,048,576 bytes).',
  why: 'Step Functions refuses larger ones.',
  mend: 'Move parts into workflows of their own and start them with `states:startExecution`; keep large constants in S3.',
  bad: { Done: { Type: 'Succeed', Comment: 'x'.repeat(40) } },
  good: { Done: { Type: 'Succeed' } },
  documentation: documentationPage('quotas'),
};

export const largestDefinition = 1_048_576;

/** Limits on the definition as a whole. */
export const quotas: Rule = {
  problems: [tooLarge],
  checkWorkflow: ({ bytes }) => {
    if (bytes <= largestDefinition) return [];
    const text = `This definition has ${bytes.toLocaleString('en-GB')} bytes; ${largestDefinition.toLocaleString('en-GB')} are allowed.`;
    return [finding(tooLarge, [], text)];
  },
};
