import { describe, expect, it } from 'vitest';
import { sixDigits, themeName } from '../../src/editor/theme';

describe('the editor theme', () => {
  it('should spell short colours out', () => {
    expect(sixDigits('#fff')).toBe('#ffffff');
    expect(sixDigits(' #4F46e5 ')).toBe('#4f46e5');
  });

  it('should have a name for each of the two themes', () => {
    expect(themeName(true)).not.toBe(themeName(false));
  });
});
