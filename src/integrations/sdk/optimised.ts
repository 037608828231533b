import type { SdkMember } from './encoding';
import type { SdkAction, SdkFacts } from './facts';

/** Optimised integrations whose service the SDK calls by another name. */
const services: ReadonlyMap<string, string> = new Map([
  ['states', 'sfn'],
  ['events', 'eventbridge'],
  ['elasticmapreduce', 'emr'],
  ['emr-containers', 'emrcontainers'],
  ['emr-serverless', 'emrserverless'],
]);

/** Actions that belong to another service of the SDK than the others of their integration. */
const actions: ReadonlyMap<string, string> = new Map([['bedrock:invokeModel', 'bedrockruntime']]);

const text = (name: string): SdkMember => ({ name, kind: 'text' });
const structure = (name: string): SdkMember => ({ name, kind: 'structure' });

/** Calls that are not actions of an AWS API (developer guide, "Call HTTPS APIs" and "Call API Gateway"). */
const ownCalls: ReadonlyMap<string, SdkAction> = new Map([
  [
    'http:invoke',
    {
      required: [text('ApiEndpoint'), text('Method')],
      optional: [
        ...[
          'Authentication',
          'InvocationConfig',
          'Headers',
          'QueryParameters',
          'RequestBody',
          'Transform',
        ].map(structure),
      ],
      outputs: [
        structure('ResponseBody'),
        structure('Headers'),
        { name: 'StatusCode', kind: 'number' },
        text('StatusText'),
      ],
      errors: [],
    },
  ],
  [
    'apigateway:invoke',
    {
      required: [text('ApiEndpoint'), text('Method')],
      optional: [
        ...['Headers', 'QueryParameters', 'RequestBody'].map(structure),
        ...['Stage', 'Path', 'AuthType'].map(text),
        { name: 'AllowNullValues', kind: 'boolean' },
      ],
      outputs: [
        structure('ResponseBody'),
        structure('Headers'),
        { name: 'StatusCode', kind: 'number' },
        text('StatusText'),
      ],
      errors: [],
    },
  ],
]);

/** The SDK’s service behind a call: `aws-sdk:s3` and `s3` alike. */
export function sdkServiceOf(kind: 'sdk' | 'optimised', service: string, action: string): string {
  if (kind === 'sdk') return service;
  return actions.get(`${service}:${action}`) ?? services.get(service) ?? service;
}

/** What a call is given and answers, whether through the SDK or an optimised integration. */
export function callOf(
  facts: SdkFacts,
  kind: 'sdk' | 'optimised',
  service: string,
  action: string,
): SdkAction | null {
  const own = kind === 'optimised' ? ownCalls.get(`${service}:${action}`) : undefined;
  return own ?? facts.action(sdkServiceOf(kind, service, action), action);
}
