import { describe, expect, it } from 'vitest';
import { retryPlan } from '../../src/inspector/retryPlan';

describe('the plan of a Retrier', () => {
  it("should use the language's defaults", () => {
    expect(retryPlan({ ErrorEquals: ['States.ALL'] })).toEqual({
      waits: [1, 2, 4],
      calls: 4,
      total: 7,
      jitter: false,
    });
  });

  it('should limit what has grown, not the growth', () => {
    const plan = retryPlan({
      IntervalSeconds: 2,
      BackoffRate: 2,
      MaxDelaySeconds: 10,
      MaxAttempts: 4,
      JitterStrategy: 'FULL',
    });
    expect(plan).toEqual({ waits: [2, 4, 8, 10], calls: 5, total: 24, jitter: true });
  });

  it('should call once without retries, and list only the first of very many', () => {
    expect(retryPlan({ MaxAttempts: 0 })).toMatchObject({ waits: [], calls: 1, total: 0 });
    const many = retryPlan({ MaxAttempts: 99999999, BackoffRate: 1, IntervalSeconds: 2 });
    expect(many?.waits).toEqual([2, 2, 2, 2, 2, 2]);
    expect(many).toMatchObject({ calls: 100000000, total: 199999998 });
  });

  it('should tell nothing of figures that are none', () => {
    expect(retryPlan({ IntervalSeconds: 'soon' })).toBeNull();
    expect(retryPlan({ MaxAttempts: 1.5 })).toBeNull();
    expect(retryPlan({ BackoffRate: -1 })).toBeNull();
  });
});
