import { useEffect, useState } from 'react';
import type { Studio } from '../studio/types';
import { useRun, useScenario } from './useRun';

/** Milliseconds between two moments shown of a clock that runs in real time. */
const tick = 100;

/** Virtual milliseconds since the start. At real-time speed it goes on between the engine's updates. */
export function useVirtualClock(studio: Studio): number {
  const told = useRun(studio, (state) => state.clock);
  const running = useRun(studio, (state) => state.status === 'running');
  const mode = useScenario(studio, (scenario) => scenario.clock);
  const speed = running && mode.kind === 'real' ? mode.speed : 0;
  const [ahead, setAhead] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the engine told sets the clock right
  useEffect(() => {
    setAhead(0);
    if (speed === 0) return;
    const since = performance.now();
    const timer = setInterval(() => setAhead((performance.now() - since) * speed), tick);
    return () => clearInterval(timer);
  }, [told, speed]);
  return told + ahead;
}
