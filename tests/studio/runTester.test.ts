import { describe, expect, it } from 'vitest';
import { createTester } from '../../src/studio/runTester';
import { fakeEngine } from '../run/fakes';

const request = { definition: {}, input: '{}' };

describe('testing a state', () => {
  it('should be called off by ending its engine, and begin afresh after that', async () => {
    const hanging = fakeEngine({ testState: () => new Promise(() => {}) });
    const working = fakeEngine({ testState: async () => ({ status: 'SUCCEEDED', output: 1 }) });
    const engines = [hanging, working];
    const tester = createTester(() => (engines.shift() ?? working).client);
    const control = new AbortController();

    const under = tester.test(request, control.signal);
    control.abort();

    expect(await under).toBeNull();
    expect(hanging.isClosed()).toBe(true);
    expect(await tester.test(request)).toEqual({ status: 'SUCCEEDED', output: 1 });
  });

  it('should tell what went wrong in the engine as a refusal', async () => {
    const broken = fakeEngine({ testState: () => Promise.reject(new Error('out of memory')) });
    const tester = createTester(() => broken.client);
    expect(await tester.test(request)).toEqual({ errorCode: 'EngineFailed', message: 'out of memory' });
  });
});
