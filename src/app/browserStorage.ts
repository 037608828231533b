/** What is used of `localStorage` and `sessionStorage`. */
export interface TextStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** The browser's storage, or one that lasts as long as the page: some browsers refuse even to be asked for theirs. */
export function browserStorage(kind: 'localStorage' | 'sessionStorage'): TextStorage {
  try {
    return window[kind];
  } catch {
    const values = new Map<string, string>();
    return {
      getItem: (key) => values.get(key) ?? null,
      setItem: (key, value) => {
        values.set(key, value);
      },
    };
  }
}
