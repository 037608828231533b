/** Pages of the AWS Step Functions developer guide that descriptors and problems link to. */
const guide = 'https://docs.aws.amazon.com/step-functions/latest/dg/';

const pages = {
  structure: 'statemachine-structure.html',
  states: 'workflow-states.html',
  task: 'state-task.html',
  choice: 'state-choice.html',
  parallel: 'state-parallel.html',
  map: 'state-map.html',
  inlineMap: 'state-map-inline.html',
  distributedMap: 'state-map-distributed.html',
  wait: 'state-wait.html',
  pass: 'state-pass.html',
  succeed: 'state-succeed.html',
  fail: 'state-fail.html',
  errors: 'concepts-error-handling.html',
  variables: 'workflow-variables.html',
  jsonata: 'transforming-data.html',
  inputOutput: 'concepts-input-output-filtering.html',
  inputPath: 'input-output-inputpath-params.html',
  resultPath: 'input-output-resultpath.html',
  contextObject: 'input-output-contextobject.html',
  intrinsics: 'intrinsic-functions.html',
  itemReader: 'input-output-itemreader.html',
  itemSelector: 'input-output-itemselector.html',
  itemBatcher: 'input-output-itembatcher.html',
  itemsPath: 'input-output-itemspath.html',
  resultWriter: 'input-output-resultwriter.html',
  tolerated: 'state-map-distributed.html#maprun-fail-threshold',
  integrations: 'integrate-services.html',
  patterns: 'connect-to-resource.html',
  callback: 'connect-to-resource.html#connect-wait-token',
  http: 'call-https-apis.html',
  activities: 'concepts-activities.html',
  crossAccount: 'concepts-access-cross-acct-resources.html',
  bestPractices: 'sfn-best-practices.html',
  quotas: 'service-quotas.html',
  workflowTypes: 'choosing-workflow-type.html',
  substitutions: 'concepts-sam-sfn.html',
} as const;

export type DocumentationPage = keyof typeof pages;

/** The address of a page of the developer guide. */
export function documentationPage(page: DocumentationPage): string {
  return `${guide}${pages[page]}`;
}
