/** Sizes of the panels in pixels: the defaults by window, and what the user dragged, which is remembered. */
export type SizedPart = 'browser' | 'inspector' | 'editor' | 'problems' | 'events' | 'timeline';

export interface SizeStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const storageKey = 'asl-studio.sizes';
const wide = { browser: 248, inspector: 332, editor: 500 };
const narrow = { browser: 236, inspector: 332, editor: 440 };
const high = { problems: 188, events: 252, timeline: 304 };
const low = { problems: 172, events: 220, timeline: 272 };

export interface Sizes {
  get(part: SizedPart): number;
  set(part: SizedPart, pixels: number): void;
}

export function createSizes(
  storage: SizeStorage,
  window: { readonly innerWidth: number; readonly innerHeight: number },
): Sizes {
  const chosen = new Map<string, number>(readStored(storage));
  return {
    get(part) {
      const kept = chosen.get(part);
      if (kept !== undefined) return kept;
      const defaults = {
        ...(window.innerWidth >= 1360 ? wide : narrow),
        ...(window.innerHeight >= 800 ? high : low),
      };
      return defaults[part];
    },
    set(part, pixels) {
      chosen.set(part, Math.round(pixels));
      try {
        storage.setItem(storageKey, JSON.stringify(Object.fromEntries(chosen)));
      } catch {
        // Only the memory of sizes is lost.
      }
    },
  };
}

function readStored(storage: SizeStorage): [string, number][] {
  try {
    const value: unknown = JSON.parse(storage.getItem(storageKey) ?? '{}');
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] >= 36 && entry[1] < 4000,
    );
  } catch {
    return [];
  }
}
