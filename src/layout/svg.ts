import type { Workflow } from '../model/workflow';
import type { Drawing, DrawnEdge, DrawnNode } from './messages';
import { labelFontSize, labelParts } from './sizes';
import { nodeShape, shieldShape } from './svgNodes';
import { arrow, arrowLength, element, line, roundedPath, towards } from './svgShapes';
import { type SvgTheme, type SvgThemeName, svgThemes } from './svgTheme';

export interface SvgOptions {
  readonly theme: SvgThemeName;
  /** Room around the drawing. */
  readonly padding?: number;
  /** Without the canvas colour behind it; false when absent. */
  readonly transparent?: boolean;
}

/** A drawing as an SVG document that stands alone, in the look of the canvas while designing. */
export function renderSvg(workflow: Workflow, drawing: Drawing, options: SvgOptions): string {
  const theme = svgThemes[options.theme];
  const padding = options.padding ?? 24;
  const width = Math.ceil(drawing.width + 2 * padding);
  const height = Math.ceil(drawing.height + 2 * padding);
  const ends = new Set(drawing.ends);
  const shape = (node: DrawnNode): string => nodeShape(workflow, node, ends.has(node.pointer), theme);
  const isFrame = (node: DrawnNode): boolean => node.kind === 'container' || node.kind === 'lane';
  const content = [
    ...drawing.nodes.filter(isFrame).map(shape),
    ...paintOrder(drawing.edges).map((edge) => edgeShape(edge, theme)),
    ...drawing.nodes.filter((node) => !isFrame(node)).map(shape),
    ...drawing.edges.map((edge) => labelShape(edge, theme)),
  ];
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `${-padding} ${-padding} ${width} ${height}`,
    width,
    height,
    'font-family': "'Inter Variable', Inter, system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
    role: 'img',
  };
  const background = element('rect', { x: -padding, y: -padding, width, height, fill: theme.canvas });
  const style = '<style>.g{stroke-linecap:round;stroke-linejoin:round}</style>';
  const body = [style, options.transparent ? '' : background, ...content].filter((part) => part !== '');
  return `${element('svg', attributes, `\n${body.join('\n')}\n`)}\n`;
}

/** Catch transitions above the others, so that they can be followed. */
function paintOrder(edges: readonly DrawnEdge[]): DrawnEdge[] {
  return [...edges.filter((edge) => edge.kind !== 'catch'), ...edges.filter((edge) => edge.kind === 'catch')];
}

function edgeShape(edge: DrawnEdge, theme: SvgTheme): string {
  const colour = edge.kind === 'catch' ? theme.catchEdge : theme.edge;
  const tip = edge.points.at(-1);
  const before = edge.points.at(-2);
  if (!tip || !before) return '';
  // The line ends inside the arrow, or its square end would show beside the tip.
  const way = [...edge.points.slice(0, -1), towards(tip, before, arrowLength - 2)];
  const d = roundedPath(way, 8);
  return (
    element('path', { d, fill: 'none', stroke: colour, 'stroke-width': 1.5 }) + arrow(edge.points, colour)
  );
}

function labelShape({ kind, label }: DrawnEdge, theme: SvgTheme): string {
  if (!label || (kind !== 'choice' && kind !== 'catch' && kind !== 'default')) return '';
  const { x, y, width, height } = label;
  const parts = labelParts[kind];
  const middle = y + height / 2;
  const caught = kind === 'catch';
  const frame = { x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1, rx: height / 2 - 0.5 };
  const border = { fill: theme.panel, stroke: caught ? theme.catchEdge : theme.strongLine };
  const fill = caught ? theme.caught : kind === 'default' ? theme.textWeak : theme.textSecondary;
  const words = x + parts.left + parts.mark + parts.gap;
  return [
    element('rect', { ...frame, ...border, ...(caught ? { 'stroke-opacity': 0.6 } : {}) }),
    label.number === null ? '' : numberChip(label.number, x + parts.left, middle - 7, theme),
    caught ? shield(x + parts.left, middle - 6, theme.caught) : '',
    line(label.text, words, middle, x + width - parts.right - words + 1, {
      size: labelFontSize,
      weight: 500,
      fill,
    }),
  ].join('');
}

function numberChip(number: number, x: number, y: number, theme: SvgTheme): string {
  const { glyph, tile } = theme.types.Choice;
  const style = { size: 10, weight: 600, fill: glyph, anchor: 'middle' } as const;
  return (
    element('circle', { cx: x + 7, cy: y + 7, r: 7, fill: tile }) +
    line(String(number), x + 7, y + 7, 20, style)
  );
}

function shield(x: number, y: number, colour: string): string {
  const transform = `translate(${x} ${y}) scale(0.5)`;
  return element('path', {
    d: shieldShape,
    transform,
    stroke: colour,
    'stroke-width': 2.4,
    fill: 'none',
    class: 'g',
  });
}
