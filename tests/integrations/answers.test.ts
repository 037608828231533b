import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/base/json';
import { loadSampleShapes, sampleResult } from '../../src/engine/sampleResult';
import { taskTarget } from '../../src/engine/taskTarget';
import { loadAnswerShapes } from '../../src/integrations/answerShapes';

/** The sample of a call for which nobody gave a result. */
async function sampleOf(resource: string): Promise<JsonValue> {
  const task = { Type: 'Task', Resource: resource, End: true };
  const shapes = await loadSampleShapes({ StartAt: 'A', States: { A: task } }, { tasks: {} });
  return sampleResult(taskTarget(resource), shapes);
}

describe('samples of SDK calls', () => {
  it('should have the shape of the answer, with members as the SDK writes them', async () => {
    const sample = await sampleOf('arn:aws:states:::aws-sdk:rds:describeDBInstances');

    expect(sample).toMatchObject({
      sample: true,
      DbInstances: [{ DbInstanceIdentifier: 'sample', MultiAZ: false }],
      SdkHttpMetadata: { HttpStatusCode: 200 },
    });
  });

  it('should name members at the top where a service has no shapes of its own', async () => {
    const sample = await sampleOf('arn:aws:states:::aws-sdk:kendra:describeIndex');

    expect(sample).toMatchObject({
      sample: true,
      Name: 'sample',
      CreatedAt: '2024-01-01T00:00:00.000Z',
      DocumentMetadataConfigurations: [],
      IndexStatistics: {},
    });
  });

  it('should be a bare mark where nothing is known', async () => {
    expect(await sampleOf('arn:aws:states:::aws-sdk:nope:doIt')).toEqual({ sample: true });
  });

  it('should leave the members of optimised integrations as they are recorded', async () => {
    const sqs = await loadAnswerShapes('sqs');
    const sdk = await loadAnswerShapes('aws-sdk:sqs');

    expect(Object.keys(sqs?.structures.SendMessageResult ?? {})).toContain('MD5OfMessageBody');
    expect(Object.keys(sdk?.structures.SendMessageResult ?? {})).toContain('Md5OfMessageBody');
  });
});
