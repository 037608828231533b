import { afterEach, describe, expect, it, vi } from 'vitest';
import { prepareBrackets } from '../../src/editor/brackets';

/** A model whose colours come when told, and the idle time that is given when told. */
function fake({ withParts = true } = {}) {
  let waiting: (() => void) | null = null;
  let coloured = false;
  let opened: (event: { isFlush: boolean }) => void = () => undefined;
  let languageChanged: () => void = () => undefined;
  vi.stubGlobal('requestIdleCallback', (callback: () => void) => {
    waiting = callback;
    return 1;
  });
  vi.stubGlobal('cancelIdleCallback', () => {
    waiting = null;
  });
  const matchBracket = vi.fn();
  const parts = {
    tokenization: { hasAccurateTokensForLine: (line: number) => coloured && line === 9 },
    bracketPairs: { matchBracket },
  };
  const model = {
    getLineCount: () => 9,
    getValueLength: () => 100,
    getPositionAt: (offset: number) => ({ lineNumber: 5, column: offset }),
    onDidChangeContent: (listener: typeof opened) => {
      opened = listener;
      return { dispose: () => (opened = () => undefined) };
    },
    onDidChangeLanguage: (listener: typeof languageChanged) => {
      languageChanged = listener;
      return { dispose: () => (languageChanged = () => undefined) };
    },
    ...(withParts ? parts : {}),
  };
  return {
    model: model as unknown as Parameters<typeof prepareBrackets>[0],
    matchBracket,
    colour: (value: boolean) => (coloured = value),
    change: (isFlush: boolean) => opened({ isFlush }),
    changeLanguage: () => languageChanged(),
    idle: () => {
      const callback = waiting;
      waiting = null;
      callback?.();
    },
    isWaiting: () => waiting !== null,
  };
}

afterEach(() => vi.unstubAllGlobals());

describe('prepareBrackets', () => {
  it('should pair the brackets in idle time, once all of the text is coloured', () => {
    const { model, matchBracket, colour, idle, isWaiting } = fake();
    prepareBrackets(model);
    idle();
    expect(matchBracket).not.toHaveBeenCalled();
    expect(isWaiting()).toBe(true);
    colour(true);
    idle();
    expect(matchBracket).toHaveBeenCalledExactlyOnceWith({ lineNumber: 5, column: 50 });
    expect(isWaiting()).toBe(false);
  });

  it('should do so again for another text or language, and not for what is typed', () => {
    const { model, matchBracket, colour, idle, change, changeLanguage, isWaiting } = fake();
    colour(true);
    prepareBrackets(model);
    idle();
    change(false);
    expect(isWaiting()).toBe(false);
    change(true);
    idle();
    expect(matchBracket).toHaveBeenCalledTimes(2);
    changeLanguage();
    idle();
    expect(matchBracket).toHaveBeenCalledTimes(3);
  });

  it('should end when told, and ask nothing of a model without these parts', () => {
    const { model, matchBracket, colour, idle, change, changeLanguage, isWaiting } = fake();
    colour(true);
    const end = prepareBrackets(model);
    end();
    idle();
    change(true);
    changeLanguage();
    expect(isWaiting()).toBe(false);
    expect(matchBracket).not.toHaveBeenCalled();

    const bare = fake({ withParts: false });
    prepareBrackets(bare.model);
    expect(() => bare.idle()).not.toThrow();
    expect(bare.isWaiting()).toBe(false);
  });
});
