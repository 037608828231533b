import { describe, expect, it } from 'vitest';
import { type PaletteItem, paletteGroups } from '../../src/app/palette/items';
import { highlight, score } from '../../src/app/palette/ranking';

const item = (group: PaletteItem['group'], title: string, command?: boolean): PaletteItem => ({
  id: `${group} ${title}`,
  group,
  title,
  detail: '',
  command,
  perform: () => undefined,
});

const titles = (items: readonly PaletteItem[], search: string): string[] =>
  paletteGroups(items, search).flatMap((group) => group.items.map(({ title }) => title));

describe('palette', () => {
  it('should put what begins with the search before what holds it', () => {
    const names = ['Fit view', 'Route order', 'Order complete', 'Reorder'];
    const ranked = names
      .map((name) => ({ name, points: score('order', name) }))
      .filter(({ points }) => points > 0)
      .sort((left, right) => right.points - left.points);
    expect(ranked.map(({ name }) => name)).toEqual(['Order complete', 'Route order', 'Reorder']);
  });

  it('should find several words in any order, and letters in order', () => {
    expect(score('card charge', 'Charge card')).toBeGreaterThan(0);
    expect(score('chcd', 'Charge card')).toBeGreaterThan(0);
    expect(score('xyz', 'Charge card')).toBe(0);
  });

  it('should mark the word that begins with the search, without losing a letter', () => {
    expect(highlight('ch', 'Route Choice')).toEqual([
      { text: 'Route ', hit: false },
      { text: 'Ch', hit: true },
      { text: 'oice', hit: false },
    ]);
    expect(highlight('ch', 'each')).toEqual([{ text: 'each', hit: false }]);
    expect(
      highlight('(', 'a (b)')
        .map((part) => part.text)
        .join(''),
    ).toBe('a (b)');
  });

  it('should list what only has the letters in order when nothing fits better', () => {
    const items = [item('Commands', 'Show the breakpoints', true), item('Add', 'Add Wait')];

    expect(titles(items, 'wait')).toEqual(['Add Wait']);
    expect(titles(items, 'sxbp')).toEqual([]);
    expect(titles(items, 'shbp')).toEqual(['Show the breakpoints']);
  });

  it('should keep every command after >, those of Help too, and nothing else', () => {
    const items = [
      item('States', 'Show key'),
      item('Commands', 'Keep open', true),
      item('Help', 'Keyboard shortcuts', true),
      item('Help', 'Key states'),
    ];

    const found = titles(items, '>ke');

    expect(found.toSorted()).toEqual(['Keep open', 'Keyboard shortcuts']);
  });
});
