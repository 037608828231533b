import { type GlyphName, glyphs } from '../model/glyphs';
import type { Point } from './messages';
import { fitText } from './sizes';

/** Small pieces of SVG text. Everything that comes from a workflow goes through `escaped`. */

/** Text safe in element content and attributes; characters that XML 1.0 does not allow are replaced. */
export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

export type Attributes = Readonly<Record<string, string | number>>;

export function element(name: string, attributes: Attributes, content = ''): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  return content === '' ? `<${name}${list.join('')}/>` : `<${name}${list.join('')}>${content}</${name}>`;
}

export interface TextStyle {
  readonly size: number;
  readonly weight: number;
  readonly fill: string;
  readonly anchor?: 'start' | 'middle';
}

/** One line of text, cut to `width`, its middle at `y`. */
export function line(text: string, x: number, y: number, width: number, style: TextStyle): string {
  const shown = fitText(text, width, style.size);
  const attributes = {
    x,
    // The middle of Inter's capitals lies 0.36 of the size above the baseline.
    y: y + Math.round(style.size * 36) / 100,
    'font-size': style.size,
    'font-weight': style.weight,
    fill: style.fill,
    ...(style.anchor === 'middle' ? { 'text-anchor': 'middle' } : {}),
  };
  const title = shown === text ? '' : `<title>${escaped(text)}</title>`;
  return element('text', attributes, `${title}${escaped(shown)}`);
}

export function glyph(name: GlyphName, x: number, y: number, size: number, colour: string): string {
  const parts = glyphs[name].map(({ d, fill }) =>
    fill ? element('path', { d, fill: colour, stroke: 'none' }) : element('path', { d }),
  );
  const transform = `translate(${x} ${y}) scale(${size / 16})`;
  return element(
    'g',
    { transform, stroke: colour, 'stroke-width': 1.5, fill: 'none', class: 'g' },
    parts.join(''),
  );
}

/** A way through points with rounded corners. */
export function roundedPath(points: readonly Point[], radius: number): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let d = `M${first.x} ${first.y}`;
  rest.forEach((corner, index) => {
    const before = points[index] as Point;
    const after = rest[index + 1];
    if (!after) {
      d += `L${corner.x} ${corner.y}`;
      return;
    }
    const r = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    const from = towards(corner, before, r);
    const to = towards(corner, after, r);
    d += `L${from.x} ${from.y}Q${corner.x} ${corner.y} ${to.x} ${to.y}`;
  });
  return d;
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

export function towards(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to) || 1;
  const at = (a: number, b: number): number => Math.round((a + ((b - a) * length) / whole) * 100) / 100;
  return { x: at(from.x, to.x), y: at(from.y, to.y) };
}

export const arrowLength = 9;
const arrowWidth = 7;

/** A filled arrow with its tip at the end of the way. */
export function arrow(points: readonly Point[], colour: string): string {
  const tip = points.at(-1);
  const before = points.at(-2);
  if (!tip || !before) return '';
  const base = towards(tip, before, arrowLength);
  const across = {
    x: ((tip.y - base.y) / arrowLength) * (arrowWidth / 2),
    y: ((tip.x - base.x) / arrowLength) * (arrowWidth / 2),
  };
  const d = `M${tip.x} ${tip.y}L${base.x + across.x} ${base.y - across.y}L${base.x - across.x} ${base.y + across.y}z`;
  return element('path', { d, fill: colour });
}
