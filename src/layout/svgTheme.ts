import type { StateType } from '../model/workflow';

/** Colours of a rendered drawing; the same as the canvas in that theme. */
export interface SvgTheme {
  readonly canvas: string;
  readonly card: string;
  readonly cardBorder: string;
  readonly containerFill: string;
  readonly containerBorder: string;
  readonly panel: string;
  readonly line: string;
  readonly strongLine: string;
  readonly text: string;
  readonly textSecondary: string;
  readonly textWeak: string;
  readonly edge: string;
  readonly catchEdge: string;
  readonly caught: string;
  readonly error: string;
  readonly errorSoft: string;
  readonly shadow: string;
  readonly types: Readonly<Record<StateType, { readonly glyph: string; readonly tile: string }>>;
}

export type SvgThemeName = 'light' | 'dark';

export const svgThemes: Readonly<Record<SvgThemeName, SvgTheme>> = {
  light: {
    canvas: '#f6f7f9',
    card: '#ffffff',
    cardBorder: '#cfd4dd',
    containerFill: '#eceef2',
    containerBorder: '#b4bbc8',
    panel: '#ffffff',
    line: '#e1e4ea',
    strongLine: '#c9ced8',
    text: '#1a1d24',
    textSecondary: '#4d5464',
    textWeak: '#5f6879',
    edge: '#808898',
    catchEdge: '#c4622d',
    caught: '#b8480c',
    error: '#c62828',
    errorSoft: '#fdecec',
    shadow: 'rgb(16 18 24 / 0.06)',
    types: {
      Task: { glyph: '#1d5fc4', tile: '#e2edfd' },
      Choice: { glyph: '#9a4b00', tile: '#fdecd8' },
      Parallel: { glyph: '#0b6e70', tile: '#d9f3f2' },
      Map: { glyph: '#8a2fa8', tile: '#f6e6fb' },
      Wait: { glyph: '#7a5a00', tile: '#faf0cc' },
      Pass: { glyph: '#4d5464', tile: '#e9ecf1' },
      Succeed: { glyph: '#15753a', tile: '#dff4e5' },
      Fail: { glyph: '#b8252b', tile: '#fde6e6' },
    },
  },
  dark: {
    canvas: '#0f1115',
    card: '#1c1f26',
    cardBorder: '#3a404c',
    containerFill: '#111318',
    containerBorder: '#525a69',
    panel: '#16181d',
    line: '#2a2e37',
    strongLine: '#3a3f4b',
    text: '#e6e8ec',
    textSecondary: '#a8afbd',
    textWeak: '#929bab',
    edge: '#6b7383',
    catchEdge: '#d98555',
    caught: '#ff9f62',
    error: '#ff7b7b',
    errorSoft: '#3b1a1d',
    shadow: 'rgb(0 0 0 / 0.3)',
    types: {
      Task: { glyph: '#78b0ff', tile: '#182a47' },
      Choice: { glyph: '#f2a65a', tile: '#3a2711' },
      Parallel: { glyph: '#4fc9c7', tile: '#0f3334' },
      Map: { glyph: '#d896f0', tile: '#371f41' },
      Wait: { glyph: '#e0bd4e', tile: '#332a0d' },
      Pass: { glyph: '#aab2c0', tile: '#2a2f39' },
      Succeed: { glyph: '#5fce8b', tile: '#12331f' },
      Fail: { glyph: '#ff8a8a', tile: '#421c1f' },
    },
  },
};
