import { describe, expect, it } from 'vitest';
import { popularActions, startingArguments } from '../../src/integrations/popular';
import { loadSdkFacts } from '../../src/integrations/sdk/facts';
import { createLanguage } from '../../src/language/language';
import type { CompletionItem, Format } from '../../src/language/messages';

/** A document with `|` where the cursor is. */
async function at(marked: string, format: Format = 'json') {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const language = createLanguage();
  await language.parse({ text, format, revision: 1 });
  return { language, offset, text };
}

async function completed(marked: string, format: Format = 'json'): Promise<readonly CompletionItem[]> {
  const { language, offset } = await at(marked, format);
  return language.complete(1, offset);
}

const labels = (items: readonly CompletionItem[]): string[] => items.map((item) => item.label);

const task = (rest: string): string =>
  `{"StartAt": "A", "States": {"A": {"Type": "Task", ${rest}, "End": true}}}`;

describe('completion of calls', () => {
  it('should offer services after aws-sdk, and keep the partition that is written', async () => {
    const items = await completed(task('"Resource": "arn:${AWS::Partition}:states:::aws-sdk:dyn|"'));

    expect(items.find(({ label }) => label === 'dynamodb')).toMatchObject({
      filterText: 'arn:${AWS::Partition}:states:::aws-sdk:dynamodb:',
      insert: '"arn:\\${AWS::Partition\\}:states:::aws-sdk:dynamodb:$0"',
      goesOn: true,
    });
    expect(items.find(({ label }) => label === 'sfn')?.detail).toBe('Step Functions');
  });

  it('should offer the actions of a service, but none that Step Functions does not call', async () => {
    const found = labels(await completed(task('"Resource": "arn:aws:states:::aws-sdk:bedrockruntime:co|"')));

    expect(found).toContain('converse');
    expect(found).not.toContain('converseStream');
  });

  it('should offer the usual calls and the way to all others at the start', async () => {
    const found = labels(await completed(task('"Resource": "|"')));

    expect(found[0]).toBe('arn:aws:states:::lambda:invoke');
    expect(found.at(-1)).toBe('arn:aws:states:::aws-sdk:');
  });

  it('should offer parameters with the required ones first, without those that are there', async () => {
    const items = await completed(
      task('"Resource": "arn:aws:states:::aws-sdk:s3:getObject", "Parameters": {"Bucket": "b", "|"}'),
    );
    const sorted = items.toSorted((a, b) => (a.sortText ?? '').localeCompare(b.sortText ?? ''));

    expect(labels(sorted).slice(0, 2)).toEqual(['Key', 'Key.$']);
    expect(labels(sorted)).not.toContain('Bucket');
    expect(labels(sorted)).not.toContain('Bucket.$');
    expect(sorted[1]?.insert).toBe('"Key.$": "\\$.$1"');
  });

  it('should offer parameters of optimised integrations too, in YAML and for JSONata', async () => {
    const text = [
      'QueryLanguage: JSONata',
      'StartAt: A',
      'States:',
      '  A:',
      '    Type: Task',
      '    Resource: arn:aws:states:::sqs:sendMessage',
      '    Arguments:',
      '      |',
      '    End: true',
    ].join('\n');

    const items = await completed(text, 'yaml');

    expect(labels(items).slice(0, 2)).toEqual(['QueueUrl', 'MessageBody']);
    expect(labels(items).some((label) => label.endsWith('.$'))).toBe(false);
  });

  it('should offer nothing inside of a parameter', async () => {
    const items = await completed(
      task('"Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"Payload": {"|"}}'),
    );

    expect(items).toEqual([]);
  });

  it.each([
    ['aws-sdk:dynamodb:putItem', 'DynamoDb.ConditionalCheckFailedException', 'DynamoDb.DynamoDbException'],
    ['dynamodb:putItem', 'DynamoDB.ConditionalCheckFailedException', 'DynamoDB.SdkClientException'],
    [
      'states:startExecution',
      'StepFunctions.ExecutionAlreadyExistsException',
      'StepFunctions.SdkClientException',
    ],
  ])('should offer the errors of %s', async (resource, ...errors) => {
    const found = labels(
      await completed(task(`"Resource": "arn:aws:states:::${resource}", "Retry": [{"ErrorEquals": ["|"]}]`)),
    );

    for (const error of errors) expect(found).toContain(error);
    expect(new Set(found).size).toBe(found.length);
  });
});

describe('hover on calls', () => {
  it('should say what an action needs and answers, and link to its reference', async () => {
    const { language, offset, text } = await at(task('"Resource": "arn:aws:states:::aws-sdk:s3:get|Object"'));

    const found = await language.hover(1, offset);

    expect(found?.markdown).toContain('**S3: getObject**');
    expect(found?.markdown).toContain('Needs `Bucket` and `Key`.');
    expect(found?.markdown).toContain('https://docs.aws.amazon.com/goto/WebAPI/s3-2006-03-01/GetObject');
    expect(
      text.slice(found?.range.offset, (found?.range.offset ?? 0) + (found?.range.length ?? 0)),
    ).toContain('aws-sdk:s3');
  });

  it('should say what a parameter is', async () => {
    const { language, offset } = await at(
      task('"Resource": "arn:aws:states:::aws-sdk:s3:getObject", "Parameters": {"Buc|ket.$": "$.b"}'),
    );

    expect((await language.hover(1, offset))?.markdown).toMatch(/^\*\*Bucket\*\*: text, required/);
  });

  it('should say nothing of a function or of what is unknown', async () => {
    for (const resource of [
      'arn:aws:lambda:us-east-1:1:function:f',
      'arn:aws:states:::aws-sdk:nope:x',
      'x',
    ]) {
      const { language, offset } = await at(task(`"Resource": "|${resource}"`));
      expect(await language.hover(1, offset), resource).toBeNull();
    }
  });
});

describe('learning', () => {
  it('should have more to say only the first time, and nothing where nothing is called', async () => {
    const bare = createLanguage();
    await bare.parse({
      text: task('"Resource": "arn:aws:states:::lambda:invoke"'),
      format: 'json',
      revision: 1,
    });
    await loadSdkFacts();

    expect(await bare.learn(1)).toBe(false);

    const calling = createLanguage();
    const text = task('"Resource": "arn:aws:states:::aws-sdk:kendra:qurey"');
    await calling.parse({ text, format: 'json', revision: 1 });
    const codes = async () =>
      (await calling.diagnose(1, { type: 'STANDARD', silenced: [] })).map(({ code }) => code);
    await codes();

    expect(await calling.learn(1)).toBe(true);
    expect(await codes()).toContain('SDK_ACTION_UNKNOWN');
    expect(await calling.learn(1)).toBe(false);
  });

  it('should ask for the problems anew when completion came between', async () => {
    const calling = createLanguage();
    const text = task('"Resource": "arn:aws:states:::aws-sdk:omics:listRunz"');
    await calling.parse({ text, format: 'json', revision: 1 });
    await calling.diagnose(1, { type: 'STANDARD', silenced: [] });
    await calling.complete(1, text.indexOf('listRunz'));

    expect(await calling.learn(1)).toBe(true);
  });
});

describe('the usual calls', () => {
  it.each(['JSONPath', 'JSONata'] as const)(
    'should give nothing but known parameters in %s',
    async (QueryLanguage) => {
      for (const action of popularActions) {
        const state = {
          Type: 'Task',
          Resource: action.resource,
          ...startingArguments(action, QueryLanguage),
          End: true,
        };
        const text = JSON.stringify({ QueryLanguage, StartAt: 'A', States: { A: state } });
        const language = createLanguage();
        await language.parse({ text, format: 'json', revision: 1 });
        await language.learn(1);

        const problems = await language.diagnose(1, { type: 'STANDARD', silenced: [] });

        expect(
          problems.filter(({ severity }) => severity !== 'advice'),
          action.resource,
        ).toEqual([]);
      }
    },
  );
});
