import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Contrast of the tokens as WCAG 2 computes it: words at least 4.5, lines and marks that carry meaning at least 3. */

const css = readFileSync(join(import.meta.dirname, '../../src/ui/tokens.css'), 'utf8');

function tokensOf(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('\n}', start));
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

const light = tokensOf(':root');
const dark = new Map([...light, ...tokensOf(':root[data-theme="dark"]')]);
const themes = [
  ['light', light],
  ['dark', dark],
] as const;

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(left: string, right: string): number {
  const [high = 0, low = 0] = [luminance(left), luminance(right)].toSorted((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const types = ['task', 'choice', 'parallel', 'map', 'wait', 'pass', 'succeed', 'fail'];
const statuses = ['running', 'paused', 'retrying', 'succeeded', 'caught', 'failed', 'timed-out', 'aborted'];
const grounds = ['panel', 'canvas', 'raised', 'subtle'];

/** Words: what is written on what. */
const words: readonly (readonly [ink: string, ground: string])[] = [
  ...['text-1', 'text-2', 'text-3'].flatMap((ink) =>
    [...grounds, 'sunken', 'hover', 'accent-soft'].map((ground) => [ink, ground] as const),
  ),
  ...grounds.map((ground) => ['accent-text', ground] as const),
  ['accent-text', 'accent-soft'],
  ['accent-on', 'accent'],
  ['accent-on', 'accent-hover'],
  ...types.map((type) => [`type-${type}`, `tile-${type}`] as const),
  ...statuses.map((status) => [`status-${status}`, 'panel'] as const),
  ...statuses.map((status) => [`status-${status}`, `status-${status}-soft`] as const),
  ['text-1', 'status-failed-soft'],
  ['text-1', 'card'],
  ['text-2', 'card'],
  ...['error', 'warning', 'advice'].flatMap((ink) => [
    [ink, 'panel'] as const,
    [ink, `${ink}-soft`] as const,
  ]),
  ...['data-key', 'data-string', 'data-number', 'data-literal'].flatMap((ink) => [
    [ink, 'panel'] as const,
    [ink, 'subtle'] as const,
  ]),
];

/** Lines and marks. `edge-untaken` is weak on purpose: it is inactive. */
const lines: readonly (readonly [ink: string, ground: string])[] = [
  ['control-border', 'panel'],
  ['edge-rest', 'canvas'],
  ['edge-catch', 'canvas'],
  ['edge-taken', 'canvas'],
  ['accent', 'panel'],
  ['accent', 'canvas'],
  ...statuses.map((status) => ['status-on', `status-${status}`] as const),
  ...types.map((type) => [`type-${type}`, 'panel'] as const),
];

describe.each(themes)('contrast in the %s theme', (_name, tokens) => {
  const value = (name: string): string => {
    const found = tokens.get(name);
    if (!found) throw new Error(`No token ${name}`);
    return found;
  };

  it.each(words)('should be at least 4.5 for words: %s on %s', (ink, ground) => {
    expect(contrast(value(ink), value(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(lines)('should be at least 3 for lines and marks: %s on %s', (ink, ground) => {
    expect(contrast(value(ink), value(ground))).toBeGreaterThanOrEqual(3);
  });
});

describe('tokens', () => {
  it('should define the same colours in both themes', () => {
    const own = tokensOf(':root[data-theme="dark"]');
    expect([...light.keys()].filter((name) => !own.has(name))).toEqual([]);
    expect([...own.keys()].filter((name) => !light.has(name))).toEqual([]);
  });
});
