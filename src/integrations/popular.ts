import { isArray, isObject, type JsonObject, type JsonValue, objectOf } from '../base/json';

/**
 * The service calls that workflows make most, with arguments to begin with: what the states browser lists first.
 * Written once without a query language; `startingArguments` gives them in either.
 */
export interface PopularAction {
  /** `AWS Lambda: Invoke`: its name in the states browser. */
  readonly name: string;
  readonly group: string;
  readonly resource: string;
  /** `lambda:invoke`: what tells it in a line. */
  readonly short: string;
  /** Name of a state that makes this call. */
  readonly stateName: string;
  readonly arguments: JsonObject;
}

/** Stand for the state's input and for the task token, in whichever language the arguments are written. */
const input = '@input';
const token = '@token';

const account = '123456789012';
const region = 'us-east-1';
const arn = (service: string, rest: string): string => `arn:aws:${service}:${region}:${account}:${rest}`;

type Row = readonly [name: string, short: string, stateName: string, arguments_: JsonObject];

/** Services with a path of their own in Step Functions; all others are called through the SDK. */
const optimised = new Set([
  'lambda',
  'sns',
  'sqs',
  'dynamodb',
  'events',
  'http',
  'states',
  'bedrock',
  'ecs',
  'glue',
  'batch',
  'athena',
  'codebuild',
  'sagemaker',
  'elasticmapreduce',
  'eks',
  'apigateway',
  'databrew',
  'mediaconvert',
]);

function resourceOf(short: string): string {
  if (short.startsWith('aws-sdk:')) return `arn:aws:states:::${short}`;
  const [service = ''] = short.split(':');
  return optimised.has(service) ? `arn:aws:states:::${short}` : `arn:aws:states:::aws-sdk:${short}`;
}

const item = { id: { S: 'item-1' } };
const image = { S3Object: { Bucket: 'my-bucket', Name: 'image.jpg' } };
const network = { AwsvpcConfiguration: { Subnets: ['subnet-0123456789abcdef0'] } };

const groups: readonly (readonly [group: string, rows: readonly Row[]])[] = [
  [
    'Most used',
    [
      [
        'AWS Lambda: Invoke',
        'lambda:invoke',
        'Invoke function',
        { FunctionName: 'my-function', Payload: input },
      ],
      [
        'Amazon SNS: Publish',
        'sns:publish',
        'Publish message',
        { TopicArn: arn('sns', 'my-topic'), Message: input },
      ],
      [
        'Amazon SQS: SendMessage',
        'sqs:sendMessage',
        'Send message',
        { QueueUrl: `https://sqs.${region}.amazonaws.com/${account}/my-queue`, MessageBody: input },
      ],
      ['DynamoDB: PutItem', 'dynamodb:putItem', 'Put item', { TableName: 'my-table', Item: item }],
      ['DynamoDB: GetItem', 'dynamodb:getItem', 'Get item', { TableName: 'my-table', Key: item }],
      [
        'EventBridge: PutEvents',
        'events:putEvents',
        'Put events',
        {
          Entries: [
            {
              Source: 'my.application',
              DetailType: 'something-happened',
              EventBusName: 'default',
              Detail: input,
            },
          ],
        },
      ],
      [
        'HTTP endpoint: Invoke',
        'http:invoke',
        'Call endpoint',
        {
          ApiEndpoint: 'https://api.example.com/resource',
          Method: 'POST',
          Authentication: {
            ConnectionArn: arn('events', 'connection/my-connection/01234567-89ab-cdef-0123-456789abcdef'),
          },
          RequestBody: input,
        },
      ],
      [
        'Step Functions: StartExecution',
        'states:startExecution.sync:2',
        'Run workflow',
        { StateMachineArn: arn('states', 'stateMachine:my-workflow'), Input: input },
      ],
      ['Amazon S3: GetObject', 's3:getObject', 'Get object', { Bucket: 'my-bucket', Key: 'my-key' }],
      [
        'Bedrock: InvokeModel',
        'bedrock:invokeModel',
        'Invoke model',
        {
          ModelId: 'amazon.nova-lite-v1:0',
          Body: { messages: [{ role: 'user', content: [{ text: 'Summarise this in one sentence.' }] }] },
        },
      ],
    ],
  ],
  [
    'Wait for a reply',
    [
      [
        'AWS Lambda: Invoke and wait for a callback',
        'lambda:invoke.waitForTaskToken',
        'Ask function and wait',
        { FunctionName: 'my-function', Payload: { token, input } },
      ],
      [
        'Amazon SQS: SendMessage and wait for a callback',
        'sqs:sendMessage.waitForTaskToken',
        'Ask by queue and wait',
        {
          QueueUrl: `https://sqs.${region}.amazonaws.com/${account}/my-queue`,
          MessageBody: { token, input },
        },
      ],
      [
        'Amazon SNS: Publish and wait for a callback',
        'sns:publish.waitForTaskToken',
        'Ask by topic and wait',
        { TopicArn: arn('sns', 'my-topic'), Message: { token, input } },
      ],
      [
        'EventBridge: PutEvents and wait for a callback',
        'events:putEvents.waitForTaskToken',
        'Ask by event and wait',
        {
          Entries: [
            {
              Source: 'my.application',
              DetailType: 'reply-wanted',
              EventBusName: 'default',
              Detail: { token, input },
            },
          ],
        },
      ],
      [
        'Amazon ECS: RunTask and wait for a callback',
        'ecs:runTask.waitForTaskToken',
        'Run task and wait for reply',
        {
          Cluster: arn('ecs', 'cluster/my-cluster'),
          TaskDefinition: arn('ecs', 'task-definition/my-task:1'),
          LaunchType: 'FARGATE',
          NetworkConfiguration: network,
          Overrides: {
            ContainerOverrides: [
              { Name: 'my-container', Environment: [{ Name: 'TASK_TOKEN', Value: token }] },
            ],
          },
        },
      ],
    ],
  ],
  [
    'Compute',
    [
      [
        'Amazon ECS: RunTask',
        'ecs:runTask.sync',
        'Run container task',
        {
          Cluster: arn('ecs', 'cluster/my-cluster'),
          TaskDefinition: arn('ecs', 'task-definition/my-task:1'),
          LaunchType: 'FARGATE',
          NetworkConfiguration: network,
        },
      ],
      [
        'AWS Batch: SubmitJob',
        'batch:submitJob.sync',
        'Run batch job',
        { JobName: 'my-job', JobQueue: 'my-queue', JobDefinition: 'my-job-definition' },
      ],
      ['CodeBuild: StartBuild', 'codebuild:startBuild.sync', 'Run build', { ProjectName: 'my-project' }],
      [
        'Amazon EKS: RunJob',
        'eks:runJob.sync',
        'Run Kubernetes job',
        {
          ClusterName: 'my-cluster',
          CertificateAuthority: 'my-certificate',
          Endpoint: `https://my-endpoint.${region}.eks.amazonaws.com`,
          LogOptions: { RetrieveLogs: true },
          Job: {
            apiVersion: 'batch/v1',
            kind: 'Job',
            metadata: { name: 'my-job' },
            spec: {
              template: {
                spec: { containers: [{ name: 'main', image: 'my-image' }], restartPolicy: 'Never' },
              },
            },
          },
        },
      ],
      [
        'Amazon EC2: StartInstances',
        'ec2:startInstances',
        'Start instances',
        { InstanceIds: ['i-0123456789abcdef0'] },
      ],
      [
        'Amazon EC2: StopInstances',
        'ec2:stopInstances',
        'Stop instances',
        { InstanceIds: ['i-0123456789abcdef0'] },
      ],
      [
        'Amazon ECS: UpdateService',
        'aws-sdk:ecs:updateService',
        'Scale service',
        { Cluster: 'my-cluster', Service: 'my-service', DesiredCount: 2 },
      ],
    ],
  ],
  [
    'Data',
    [
      [
        'DynamoDB: UpdateItem',
        'dynamodb:updateItem',
        'Update item',
        {
          TableName: 'my-table',
          Key: item,
          UpdateExpression: 'SET #status = :status',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':status': { S: 'done' } },
        },
      ],
      ['DynamoDB: DeleteItem', 'dynamodb:deleteItem', 'Delete item', { TableName: 'my-table', Key: item }],
      [
        'DynamoDB: Query',
        'aws-sdk:dynamodb:query',
        'Query items',
        {
          TableName: 'my-table',
          KeyConditionExpression: 'id = :id',
          ExpressionAttributeValues: { ':id': { S: 'item-1' } },
        },
      ],
      ['DynamoDB: Scan', 'aws-sdk:dynamodb:scan', 'Scan table', { TableName: 'my-table', Limit: 100 }],
      [
        'DynamoDB: TransactWriteItems',
        'aws-sdk:dynamodb:transactWriteItems',
        'Write in a transaction',
        { TransactItems: [{ Put: { TableName: 'my-table', Item: item } }] },
      ],
      [
        'Amazon S3: PutObject',
        's3:putObject',
        'Put object',
        { Bucket: 'my-bucket', Key: 'my-key', Body: input },
      ],
      [
        'Amazon S3: ListObjectsV2',
        's3:listObjectsV2',
        'List objects',
        { Bucket: 'my-bucket', Prefix: 'incoming/' },
      ],
      [
        'Amazon S3: CopyObject',
        's3:copyObject',
        'Copy object',
        { Bucket: 'my-archive', Key: 'my-key', CopySource: 'my-bucket/my-key' },
      ],
      ['Amazon S3: DeleteObject', 's3:deleteObject', 'Delete object', { Bucket: 'my-bucket', Key: 'my-key' }],
      [
        'AWS Glue: StartJobRun',
        'glue:startJobRun.sync',
        'Run Glue job',
        { JobName: 'my-job', Arguments: { '--date': '2026-01-01' } },
      ],
      ['AWS Glue: StartCrawler', 'aws-sdk:glue:startCrawler', 'Start crawler', { Name: 'my-crawler' }],
      [
        'Amazon Athena: StartQueryExecution',
        'athena:startQueryExecution.sync',
        'Run query',
        {
          QueryString: 'SELECT count(*) FROM my_table',
          WorkGroup: 'primary',
          ResultConfiguration: { OutputLocation: 's3://my-bucket/results/' },
        },
      ],
      [
        'Amazon Athena: GetQueryResults',
        'athena:getQueryResults',
        'Get query results',
        { QueryExecutionId: input, MaxResults: 100 },
      ],
      [
        'Amazon EMR: AddStep',
        'elasticmapreduce:addStep.sync',
        'Run EMR step',
        {
          ClusterId: 'j-0123456789ABC',
          Step: {
            Name: 'my-step',
            ActionOnFailure: 'CONTINUE',
            HadoopJarStep: { Jar: 'command-runner.jar', Args: ['spark-submit', 's3://my-bucket/job.py'] },
          },
        },
      ],
      [
        'Redshift Data API: ExecuteStatement',
        'redshiftdata:executeStatement',
        'Run SQL statement',
        { WorkgroupName: 'my-workgroup', Database: 'dev', Sql: 'SELECT 1' },
      ],
      [
        'RDS Data API: ExecuteStatement',
        'rdsdata:executeStatement',
        'Run SQL on Aurora',
        {
          ResourceArn: arn('rds', 'cluster:my-cluster'),
          SecretArn: arn('secretsmanager', 'secret:my-secret'),
          Database: 'my_database',
          Sql: 'SELECT 1',
        },
      ],
      ['AWS DataBrew: StartJobRun', 'databrew:startJobRun.sync', 'Run DataBrew job', { Name: 'my-job' }],
    ],
  ],
  [
    'Messages and events',
    [
      [
        'EventBridge Scheduler: CreateSchedule',
        'scheduler:createSchedule',
        'Create schedule',
        {
          Name: 'my-schedule',
          ScheduleExpression: 'at(2026-01-01T09:00:00)',
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: {
            Arn: arn('lambda', 'function:my-function'),
            RoleArn: `arn:aws:iam::${account}:role/my-role`,
          },
        },
      ],
      [
        'EventBridge Scheduler: DeleteSchedule',
        'scheduler:deleteSchedule',
        'Delete schedule',
        { Name: 'my-schedule' },
      ],
      [
        'Amazon SQS: ReceiveMessage',
        'aws-sdk:sqs:receiveMessage',
        'Receive messages',
        { QueueUrl: `https://sqs.${region}.amazonaws.com/${account}/my-queue`, MaxNumberOfMessages: 10 },
      ],
      [
        'Amazon SQS: DeleteMessage',
        'aws-sdk:sqs:deleteMessage',
        'Delete message',
        { QueueUrl: `https://sqs.${region}.amazonaws.com/${account}/my-queue`, ReceiptHandle: input },
      ],
      [
        'Amazon SES: SendEmail',
        'sesv2:sendEmail',
        'Send email',
        {
          FromEmailAddress: 'sender@example.com',
          Destination: { ToAddresses: ['someone@example.com'] },
          Content: { Simple: { Subject: { Data: 'Subject' }, Body: { Text: { Data: 'Text' } } } },
        },
      ],
      [
        'API Gateway: Invoke',
        'apigateway:invoke',
        'Call API',
        {
          ApiEndpoint: `example.execute-api.${region}.amazonaws.com`,
          Method: 'GET',
          Stage: 'prod',
          Path: '/items',
          AuthType: 'IAM_ROLE',
        },
      ],
    ],
  ],
  [
    'Workflows',
    [
      [
        'Step Functions: StartExecution, not waiting',
        'states:startExecution',
        'Start workflow',
        { StateMachineArn: arn('states', 'stateMachine:my-workflow'), Input: input },
      ],
      [
        'Step Functions: DescribeExecution',
        'sfn:describeExecution',
        'Describe execution',
        { ExecutionArn: arn('states', 'execution:my-workflow:my-execution') },
      ],
      [
        'Step Functions: StopExecution',
        'sfn:stopExecution',
        'Stop execution',
        { ExecutionArn: arn('states', 'execution:my-workflow:my-execution') },
      ],
      [
        'Step Functions: SendTaskSuccess',
        'sfn:sendTaskSuccess',
        'Answer task',
        { TaskToken: 'token', Output: '{}' },
      ],
    ],
  ],
  [
    'Models and media',
    [
      [
        'Bedrock Runtime: Converse',
        'bedrockruntime:converse',
        'Converse with model',
        {
          ModelId: 'amazon.nova-lite-v1:0',
          Messages: [{ Role: 'user', Content: [{ Text: 'Summarise this in one sentence.' }] }],
        },
      ],
      [
        'Amazon Textract: DetectDocumentText',
        'textract:detectDocumentText',
        'Read document',
        { Document: { S3Object: { Bucket: 'my-bucket', Name: 'scan.png' } } },
      ],
      [
        'Amazon Textract: AnalyzeExpense',
        'textract:analyzeExpense',
        'Read receipt',
        { Document: { S3Object: { Bucket: 'my-bucket', Name: 'receipt.png' } } },
      ],
      [
        'Amazon Rekognition: DetectLabels',
        'rekognition:detectLabels',
        'Detect labels',
        { Image: image, MaxLabels: 10 },
      ],
      ['Amazon Rekognition: DetectFaces', 'rekognition:detectFaces', 'Detect faces', { Image: image }],
      [
        'Amazon Comprehend: DetectSentiment',
        'comprehend:detectSentiment',
        'Detect sentiment',
        { Text: 'The service was quick and friendly.', LanguageCode: 'en' },
      ],
      [
        'Amazon Translate: TranslateText',
        'translate:translateText',
        'Translate text',
        { Text: 'Hello', SourceLanguageCode: 'auto', TargetLanguageCode: 'de' },
      ],
      [
        'Amazon Transcribe: StartTranscriptionJob',
        'transcribe:startTranscriptionJob',
        'Transcribe audio',
        {
          TranscriptionJobName: 'my-job',
          LanguageCode: 'en-US',
          Media: { MediaFileUri: 's3://my-bucket/audio.mp3' },
        },
      ],
      [
        'Amazon Polly: StartSpeechSynthesisTask',
        'polly:startSpeechSynthesisTask',
        'Speak text',
        { Text: 'Hello', VoiceId: 'Joanna', OutputFormat: 'mp3', OutputS3BucketName: 'my-bucket' },
      ],
      [
        'Amazon SageMaker: CreateTrainingJob',
        'sagemaker:createTrainingJob.sync',
        'Train model',
        {
          TrainingJobName: 'my-job',
          RoleArn: `arn:aws:iam::${account}:role/my-role`,
          AlgorithmSpecification: { TrainingImage: 'my-image', TrainingInputMode: 'File' },
          OutputDataConfig: { S3OutputPath: 's3://my-bucket/output/' },
          ResourceConfig: { InstanceCount: 1, InstanceType: 'ml.m5.large', VolumeSizeInGB: 20 },
          StoppingCondition: { MaxRuntimeInSeconds: 3600 },
        },
      ],
    ],
  ],
  [
    'Configuration and security',
    [
      [
        'Secrets Manager: GetSecretValue',
        'secretsmanager:getSecretValue',
        'Get secret',
        { SecretId: 'my-secret' },
      ],
      [
        'Systems Manager: GetParameter',
        'ssm:getParameter',
        'Get parameter',
        { Name: '/my/parameter', WithDecryption: true },
      ],
      [
        'Systems Manager: PutParameter',
        'ssm:putParameter',
        'Put parameter',
        { Name: '/my/parameter', Value: 'value', Type: 'String', Overwrite: true },
      ],
      [
        'Systems Manager: SendCommand',
        'ssm:sendCommand',
        'Run command',
        {
          DocumentName: 'AWS-RunShellScript',
          InstanceIds: ['i-0123456789abcdef0'],
          Parameters: { commands: ['uptime'] },
        },
      ],
      ['AWS KMS: Decrypt', 'kms:decrypt', 'Decrypt', { CiphertextBlob: input }],
      [
        'CloudWatch: PutMetricData',
        'cloudwatch:putMetricData',
        'Put metric',
        { Namespace: 'MyApplication', MetricData: [{ MetricName: 'Processed', Value: 1, Unit: 'Count' }] },
      ],
      [
        'CloudFormation: DescribeStacks',
        'cloudformation:describeStacks',
        'Describe stack',
        { StackName: 'my-stack' },
      ],
    ],
  ],
];

/** In the order of the states browser, by group. */
export const popularActions: readonly PopularAction[] = groups.flatMap(([group, rows]) =>
  rows.map(([name, short, stateName, value]) => ({
    name,
    group,
    resource: resourceOf(short),
    short: short.replace(/^aws-sdk:/, ''),
    stateName,
    arguments: value,
  })),
);

/** The fields of a Task that makes the call: `Parameters` or `Arguments`, as the query language has it. */
export function startingArguments(action: PopularAction, language: 'JSONPath' | 'JSONata'): JsonObject {
  const name = language === 'JSONata' ? 'Arguments' : 'Parameters';
  const value = language === 'JSONata' ? inJsonata(action.arguments) : inJsonPath(action.arguments);
  return { [name]: value };
}

function inJsonata(value: JsonValue): JsonValue {
  if (value === input) return '{% $states.input %}';
  if (value === token) return '{% $states.context.Task.Token %}';
  if (isArray(value)) return value.map(inJsonata);
  if (!isObject(value)) return value;
  return objectOf(Object.entries(value).map(([key, part]) => [key, inJsonata(part)]));
}

function inJsonPath(value: JsonValue): JsonValue {
  if (isArray(value)) return value.map(inJsonPath);
  if (!isObject(value)) return value;
  return objectOf(
    Object.entries(value).map(([key, part]) => {
      if (part === input) return [`${key}.$`, '$'];
      if (part === token) return [`${key}.$`, '$$.Task.Token'];
      return [key, inJsonPath(part)];
    }),
  );
}
