import type { Monaco } from './monaco';

/** Names under which the two themes are known to Monaco. */
export const themeName = (dark: boolean): string => (dark ? 'asl-dark' : 'asl-light');

/**
 * A colour as Monaco takes it: `#rrggbb`, lower case. Monaco refuses three digits, and minifying CSS shortens
 * to them wherever it can.
 */
export function sixDigits(colour: string): string {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(colour.trim());
  return (
    short ? `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}` : colour.trim()
  ).toLowerCase();
}

/** Defines Monaco's theme from the tokens in force on the page. Call it again whenever the page's theme changes. */
export function defineTheme(monaco: Monaco, dark: boolean): void {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => sixDigits(style.getPropertyValue(name)) || '#808080';
  const plain = (name: string): string => token(name).slice(1);
  const key = { foreground: plain('--data-key') };
  const text = { foreground: plain('--data-string') };
  const number = { foreground: plain('--data-number') };
  const literal = { foreground: plain('--data-literal') };
  const quiet = { foreground: plain('--text-2') };
  monaco.editor.defineTheme(themeName(dark), {
    base: dark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: plain('--text-1') },
      { token: 'string.key.json', ...key },
      { token: 'string.value.json', ...text },
      { token: 'number.json', ...number },
      { token: 'keyword.json', ...literal },
      { token: 'delimiter', ...quiet },
      { token: 'type.yaml', ...key },
      { token: 'string.yaml', ...text },
      { token: 'number.yaml', ...number },
      { token: 'number.float.yaml', ...number },
      { token: 'keyword.yaml', ...literal },
      { token: 'operators.yaml', ...quiet },
      { token: 'comment', foreground: plain('--text-3') },
      { token: 'tag.yaml', foreground: plain('--status-caught') },
    ],
    colors: {
      'editor.background': token('--panel'),
      'editor.foreground': token('--text-1'),
      'editorGutter.background': token('--panel'),
      'editorLineNumber.foreground': token('--text-3'),
      'editorLineNumber.activeForeground': token('--text-1'),
      'editor.lineHighlightBackground': `${token('--hover')}80`,
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': `${token('--accent')}40`,
      'editor.inactiveSelectionBackground': `${token('--accent')}26`,
      'editorCursor.foreground': token('--accent-text'),
      'editorIndentGuide.background1': token('--line'),
      'editorIndentGuide.activeBackground1': token('--line-strong'),
      'editorBracketMatch.background': token('--accent-soft'),
      'editorBracketMatch.border': token('--control-border'),
      'editorError.foreground': token('--error'),
      'editorWarning.foreground': token('--warning'),
      'editorInfo.foreground': token('--advice'),
      'editorWidget.background': token('--raised'),
      'editorWidget.foreground': token('--text-1'),
      'editorWidget.border': token('--line-strong'),
      'editorSuggestWidget.background': token('--raised'),
      'editorSuggestWidget.selectedBackground': token('--accent-soft'),
      'editorSuggestWidget.selectedForeground': token('--text-1'),
      'editorSuggestWidget.highlightForeground': token('--accent-text'),
      'editorSuggestWidget.focusHighlightForeground': token('--accent-text'),
      'editorHoverWidget.background': token('--raised'),
      'editorHoverWidget.border': token('--line-strong'),
      'editorStickyScroll.background': token('--panel'),
      'editorStickyScroll.border': token('--line'),
      'editorLightBulb.foreground': token('--advice'),
      'editorLightBulbAutoFix.foreground': token('--advice'),
      'scrollbarSlider.background': `${token('--control-border')}40`,
      'scrollbarSlider.hoverBackground': `${token('--control-border')}70`,
      'scrollbarSlider.activeBackground': `${token('--control-border')}90`,
      'scrollbar.shadow': '#00000000',
      'menu.background': token('--raised'),
      'menu.foreground': token('--text-1'),
      'menu.selectionBackground': token('--accent-soft'),
      'menu.selectionForeground': token('--text-1'),
      'input.background': token('--panel'),
      'input.border': token('--control-border'),
      focusBorder: token('--accent-text'),
    },
  });
}
