import type { IntegrationPattern } from './resource';

/**
 * The optimised integrations of Step Functions: what each service offers, and how a workflow can wait for it.
 * Source: the developer guide's table of optimised integrations (`connect-to-resource.html` and its pages).
 */
export interface OptimisedService {
  /** As written in the ARN: `elasticmapreduce`. */
  readonly service: string;
  readonly actions: Readonly<Record<string, readonly IntegrationPattern[]>>;
}

const plain: readonly IntegrationPattern[] = ['requestResponse'];
const sync: readonly IntegrationPattern[] = ['requestResponse', 'sync'];
const callback: readonly IntegrationPattern[] = ['requestResponse', 'waitForTaskToken'];
const both: readonly IntegrationPattern[] = ['requestResponse', 'sync', 'waitForTaskToken'];

export const optimisedServices: readonly OptimisedService[] = [
  { service: 'lambda', actions: { invoke: callback } },
  { service: 'dynamodb', actions: { getItem: plain, putItem: plain, updateItem: plain, deleteItem: plain } },
  { service: 'sqs', actions: { sendMessage: callback } },
  { service: 'sns', actions: { publish: callback } },
  { service: 'events', actions: { putEvents: callback } },
  { service: 'http', actions: { invoke: plain } },
  { service: 'apigateway', actions: { invoke: callback } },
  {
    service: 'states',
    actions: { startExecution: ['requestResponse', 'sync', 'sync:2', 'waitForTaskToken'] },
  },
  { service: 'ecs', actions: { runTask: both } },
  { service: 'batch', actions: { submitJob: sync } },
  { service: 'glue', actions: { startJobRun: sync } },
  { service: 'databrew', actions: { startJobRun: sync } },
  { service: 'mediaconvert', actions: { createJob: sync } },
  {
    service: 'athena',
    actions: {
      startQueryExecution: sync,
      stopQueryExecution: plain,
      getQueryExecution: plain,
      getQueryResults: plain,
    },
  },
  { service: 'bedrock', actions: { invokeModel: callback, createModelCustomizationJob: both } },
  { service: 'bedrockagentcore', actions: { invokeHarness: plain } },
  {
    service: 'codebuild',
    actions: {
      startBuild: sync,
      stopBuild: plain,
      batchDeleteBuilds: plain,
      batchGetReports: plain,
      startBuildBatch: sync,
      stopBuildBatch: plain,
      retryBuildBatch: sync,
      deleteBuildBatch: plain,
      batchGetBuildBatches: plain,
    },
  },
  {
    service: 'eks',
    actions: {
      call: callback,
      runJob: both,
      createCluster: sync,
      deleteCluster: sync,
      createFargateProfile: sync,
      deleteFargateProfile: sync,
      createNodegroup: sync,
      deleteNodegroup: sync,
    },
  },
  {
    service: 'elasticmapreduce',
    actions: {
      createCluster: sync,
      setClusterTerminationProtection: plain,
      terminateCluster: sync,
      addStep: sync,
      cancelStep: plain,
      modifyInstanceFleetByName: plain,
      modifyInstanceGroupByName: plain,
    },
  },
  {
    service: 'emr-containers',
    actions: { createVirtualCluster: plain, deleteVirtualCluster: sync, startJobRun: sync },
  },
  {
    service: 'emr-serverless',
    actions: {
      createApplication: sync,
      startApplication: sync,
      stopApplication: sync,
      deleteApplication: sync,
      startJobRun: sync,
      cancelJobRun: sync,
    },
  },
  {
    service: 'sagemaker',
    actions: {
      createTrainingJob: sync,
      createTransformJob: sync,
      createProcessingJob: sync,
      createHyperParameterTuningJob: sync,
      createLabelingJob: sync,
      createModel: plain,
      createEndpoint: plain,
      createEndpointConfig: plain,
      updateEndpoint: plain,
    },
  },
];

const byService: ReadonlyMap<string, OptimisedService> = new Map(
  optimisedServices.map((each) => [each.service, each]),
);

/** The optimised integration of a service by its name in ARNs, or undefined. */
export function optimisedService(service: string): OptimisedService | undefined {
  return byService.get(service);
}

/** The suffix of a pattern in an ARN: `.sync`, or nothing. */
export function patternSuffix(pattern: IntegrationPattern): string {
  return pattern === 'requestResponse' ? '' : `.${pattern}`;
}
