import { ChannelClosed } from '../base/channel';
import type { EngineService, TestStateAnswer, TestStateRefusal, TestStateRequest } from '../engine/messages';
import type { EngineClient } from './run';

/**
 * Tests states in an engine of its own, so that a test never waits for a run, and ending a test that hangs ends
 * nothing else.
 */
export function createTester(connectEngine: () => EngineClient) {
  let engine: EngineClient | null = null;

  function close(): void {
    engine?.close();
    engine = null;
  }

  return {
    /** What came of a test; null when it was called off. */
    async test(
      request: TestStateRequest,
      signal?: AbortSignal,
    ): Promise<TestStateAnswer | TestStateRefusal | null> {
      if (signal?.aborted) return null;
      engine ??= connectEngine();
      const calledOff = new Promise<null>((resolve) => {
        signal?.addEventListener(
          'abort',
          () => {
            close();
            resolve(null);
          },
          { once: true },
        );
      });
      try {
        return await Promise.race([engine.call.testState(request), calledOff]);
      } catch (error) {
        if (signal?.aborted) return null;
        if (error instanceof ChannelClosed) close();
        const message = error instanceof Error ? error.message : String(error);
        return { errorCode: 'EngineFailed', message };
      }
    },
    /** What does not fit in mocked results; nothing is known where the engine fails. */
    async mockProblems(
      results: Parameters<EngineService['mockProblems']>[0],
    ): Promise<readonly (string | null)[]> {
      engine ??= connectEngine();
      try {
        return await engine.call.mockProblems(results);
      } catch (error) {
        if (error instanceof ChannelClosed) close();
        return results.map(() => null);
      }
    },
    close,
  };
}
