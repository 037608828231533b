import type { ServiceClock } from './service';

/** The clock of the thread the engine runs in. */
export function threadClock(): ServiceClock {
  const channel = new MessageChannel();
  const waiting: (() => void)[] = [];
  channel.port1.onmessage = () => {
    waiting.shift()?.();
    if (waiting.length === 0) unref(channel.port1);
  };
  unref(channel.port1);
  return {
    now: () => Date.now(),
    elapsed: () => performance.now(),
    soon: (callback) => {
      waiting.push(callback);
      ref(channel.port1);
      channel.port2.postMessage(null);
    },
    later: (callback, milliseconds) => {
      const timer = setTimeout(callback, Math.min(milliseconds, 2_147_483_647));
      return () => clearTimeout(timer);
    },
  };
}

/** In Node an open port keeps the process alive; browsers know nothing of that. */
const ref = (port: object): void => (port as { ref?: () => void }).ref?.();
const unref = (port: object): void => (port as { unref?: () => void }).unref?.();
