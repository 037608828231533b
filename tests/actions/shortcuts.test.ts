import { describe, expect, it } from 'vitest';
import { actionFor, actions } from '../../src/actions';
import { clash, matches, parseShortcut, shortcutText } from '../../src/actions/shortcuts';

const press = (key: string, held: Partial<Record<'ctrl' | 'meta' | 'shift' | 'alt', boolean>> = {}) => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key,
  ctrlKey: held.ctrl ?? false,
  metaKey: held.meta ?? false,
  shiftKey: held.shift ?? false,
  altKey: held.alt ?? false,
});
const outside = { inText: false, onCanvas: true, inDialog: false };

describe('shortcuts', () => {
  it('should read modifiers and keys, the plus key included', () => {
    expect(parseShortcut('Shift+Mod+Z')).toEqual({ key: 'z', mod: true, shift: true, alt: false });
    expect(parseShortcut('+')).toEqual({ key: '+', mod: false, shift: false, alt: false });
    expect(parseShortcut('Mod++')).toEqual({ key: '+', mod: true, shift: false, alt: false });
    expect(parseShortcut('Alt+F8')).toEqual({ key: 'F8', mod: false, shift: false, alt: true });
  });

  it.each(['', 'Mod+', 'Super+K'])('should refuse %j', (text) => {
    expect(() => parseShortcut(text)).toThrow('Not a shortcut');
  });

  it('should take Ctrl for Mod, and Cmd on a Mac', () => {
    const undo = parseShortcut('Mod+Z');
    expect(matches(undo, press('z', { ctrl: true }), false)).toBe(true);
    expect(matches(undo, press('z', { meta: true }), false)).toBe(false);
    expect(matches(undo, press('z', { meta: true }), true)).toBe(true);
    expect(matches(undo, press('z', { ctrl: true }), true)).toBe(false);
  });

  it('should tell Shift for letters, and leave it open for signs', () => {
    const redo = parseShortcut('Shift+Mod+Z');
    expect(matches(redo, press('Z', { ctrl: true, shift: true }), false)).toBe(true);
    expect(matches(redo, press('z', { ctrl: true }), false)).toBe(false);
    expect(matches(parseShortcut('?'), press('?', { shift: true }), false)).toBe(true);
    expect(matches(parseShortcut('+'), press('+'), false)).toBe(true);
  });

  it('should know a letter with Alt by its key, whatever sign the keyboard makes of it', () => {
    const made = { ...press('˜', { alt: true }), code: 'KeyN' };
    expect(matches(parseShortcut('Alt+N'), made, true)).toBe(true);
  });

  it('should be written as each system writes them', () => {
    expect(shortcutText('Shift+Mod+Z', false)).toBe('Ctrl Shift Z');
    expect(shortcutText('Shift+Mod+Z', true)).toBe('⇧⌘Z');
    expect(shortcutText('Delete', false)).toBe('Delete');
  });
});

describe('actions', () => {
  it('should have ids of their own, and shortcuts that can be read', () => {
    expect(new Set(actions.map((action) => action.id)).size).toBe(actions.length);
    for (const action of actions) for (const text of action.shortcuts ?? []) parseShortcut(text);
  });

  it('should not put two actions on one key', () => {
    const all = actions.flatMap((action) =>
      (action.shortcuts ?? []).map((text) => ({ id: action.id, text, shortcut: parseShortcut(text) })),
    );
    const clashes = all.flatMap((left, at) =>
      all
        .slice(at + 1)
        .filter((right) => right.id !== left.id && clash(left.shortcut, right.shortcut))
        .map((right) => `${left.id} and ${right.id} on ${left.text}`),
    );
    expect(clashes).toEqual([]);
  });

  it('should keep plain keys to themselves in text fields and dialogs, and hear global ones', () => {
    expect(actionFor(press('0'), outside, false)?.id).toBe('view.fit');
    expect(actionFor(press('0'), { ...outside, inText: true }, false)).toBeNull();
    expect(actionFor(press('0'), { ...outside, inDialog: true }, false)).toBeNull();
    expect(actionFor(press('s', { ctrl: true }), { ...outside, inText: true }, false)?.id).toBe('file.save');
  });

  it('should leave undo in a text field to the field', () => {
    expect(actionFor(press('z', { ctrl: true }), outside, false)?.id).toBe('edit.undo');
    expect(actionFor(press('z', { ctrl: true }), { ...outside, inText: true }, false)).toBeNull();
  });
});
