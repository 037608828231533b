/**
 * Sizes of everything that is drawn, in canvas units (pixels at 100 %). All are even, so that the middle of a border
 * is on a whole number.
 */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The next even number up. */
export const even = (size: number): number => 2 * Math.ceil(size / 2);

export const cardSize: Size = { width: 208, height: 52 };
export const startSize: Size = { width: 64, height: 24 };
/** The place to drop a first state into a machine that has none. */
export const emptySize: Size = { width: 148, height: 36 };
export const missingHeight = 28;
/** Height of a Map's or Parallel's header, above its content. */
export const headerHeight = 38;
export const mapPadding = { top: 4, side: 14, bottom: 14 };
/** Room for the iteration picker in a Map's header. */
export const mapMinimumWidth = 352;
export const parallelPadding = { top: 2, side: 12, bottom: 12 };
export const laneGap = 10;
export const lanePadding = { head: 22, top: 2, side: 10, bottom: 10 };
/** Where catch transitions leave: this far from the right end of the bottom edge (or from the lower end of the right edge). */
export const catchInset = { DOWN: 24, RIGHT: 10 };
export const labelHeight = 20;
/** The widest text a label shows; more is cut with an ellipsis. */
export const maximumLabelText = 208;
export const spacing = {
  layers: 30,
  nodes: 24,
  edgeToNode: 18,
  edgeToLayer: 15,
  edges: 10,
  edgesInLayer: 12,
};

/** Advance widths of U+0020 to U+007E in Inter 500, in hundredths of the font size. */
const inter500 = [
  27, 30, 49, 64, 65, 99, 65, 31, 37, 37, 52, 67, 30, 46, 30, 37, 65, 42, 62, 63, 66, 60, 63, 57, 63, 63, 30,
  32, 67, 67, 67, 53, 98, 71, 66, 73, 72, 60, 59, 75, 74, 27, 58, 69, 57, 91, 76, 77, 64, 77, 65, 65, 65, 74,
  71, 100, 70, 70, 64, 37, 37, 37, 48, 46, 34, 57, 62, 58, 62, 59, 38, 62, 60, 25, 25, 56, 25, 89, 60, 60, 62,
  62, 39, 54, 34, 60, 57, 83, 56, 58, 56, 44, 35, 44, 67,
];
const otherCharacters: ReadonlyMap<string, number> = new Map([
  ['…', 91],
  ['·', 30],
  ['≥', 55],
  ['≤', 55],
  ['≠', 55],
  ['×', 67],
  ['“', 47],
  ['”', 47],
]);

/** How wide a text is likely to be in Inter at weight 500; other scripts count as wide as they can be. */
export function textWidth(text: string, fontSize: number): number {
  let hundredths = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    hundredths += inter500[code - 32] ?? otherCharacters.get(character) ?? (code < 0x2e80 ? 68 : 100);
  }
  return (hundredths * fontSize) / 100;
}

/** The text cut with an ellipsis so that it is at most `width` wide. */
export function fitText(text: string, width: number, fontSize: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  let room = width - textWidth('…', fontSize);
  let kept = '';
  for (const character of text) {
    room -= textWidth(character, fontSize);
    if (room < 0) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

export const labelFontSize = 11.5;

/** Parts of a label pill from its left end; the mark is the rule's number chip or the catch shield. */
export const labelParts = {
  choice: { left: 4, mark: 14, gap: 6, right: 9 },
  catch: { left: 8, mark: 12, gap: 5, right: 8 },
  default: { left: 9, mark: 0, gap: 0, right: 9 },
};

export function labelSize(kind: keyof typeof labelParts, text: string): Size {
  const parts = labelParts[kind];
  const words = Math.min(textWidth(text, labelFontSize), maximumLabelText);
  return { width: even(parts.left + parts.mark + parts.gap + words + parts.right), height: labelHeight };
}

export const missingText = (name: string | null): string => `no state ${name ?? ''}`.trimEnd();
export const missingFontSize = 12;
/** Its mark of an error and the gap behind it. */
const missingMark = 18;

export function missingSize(name: string | null): Size {
  const words = Math.min(textWidth(missingText(name), missingFontSize), 240);
  return { width: even(words + 24 + missingMark), height: missingHeight };
}
