import { badgesOf, foldedSummary, summaryOf } from '../model/cardFacts';
import { glyphNameOf } from '../model/glyphs';
import type { State, StateType, Workflow } from '../model/workflow';
import type { DrawnNode } from './messages';
import { headerHeight, missingFontSize, missingText, textWidth } from './sizes';
import { element, glyph, line } from './svgShapes';
import type { SvgTheme } from './svgTheme';

/** One node of the drawing; containers and lanes only their frame, their content is drawn above. */
export function nodeShape(workflow: Workflow, node: DrawnNode, ends: boolean, theme: SvgTheme): string {
  const state = workflow.states.get(node.pointer);
  if (node.kind === 'state' && state) return card(workflow, state, node, ends, theme);
  if (node.kind === 'container' && state) return container(state, node, ends, theme);
  if (node.kind === 'lane') return lane(workflow, node, theme);
  if (node.kind === 'start') return start(node, theme);
  if (node.kind === 'missing') return missing(workflow, node, theme);
  return empty(node, theme);
}

const colours = (state: State, theme: SvgTheme): { glyph: string; tile: string } =>
  theme.types[state.type ?? ('Pass' satisfies StateType)];

function card(workflow: Workflow, state: State, node: DrawnNode, ends: boolean, theme: SvgTheme): string {
  const { x, y, width, height } = node;
  const round = state.type === 'Succeed' || state.type === 'Fail';
  const folded = state.machines.length > 0;
  const { glyph: ink, tile } = colours(state, theme);
  const radius = round ? height / 2 : 10;
  const middle = y + height / 2;
  const badges = badgeRow(state, x + width - 10, y + 18, theme);
  const words = x + 52;
  const frame = { x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1, rx: radius };
  return [
    element('rect', { ...frame, y: y + 1.5, fill: theme.shadow }),
    folded ? element('rect', { ...frame, y: y + 3.5, fill: theme.card, stroke: theme.cardBorder }) : '',
    element('rect', { ...frame, fill: theme.card, stroke: theme.cardBorder }),
    element('rect', { x: x + 10, y: middle - 16, width: 32, height: 32, rx: round ? 16 : 7, fill: tile }),
    glyph(glyphNameOf(state), x + 18, middle - 8, 16, ink),
    line(state.name, words, middle - 8.5, badges.left - words - 6, {
      size: 14,
      weight: 600,
      fill: theme.text,
    }),
    line(
      folded ? foldedSummary(workflow, state) : summaryOf(state),
      words,
      middle + 9.5,
      x + width - 10 - words,
      { size: 12, weight: 400, fill: theme.textSecondary },
    ),
    badges.shape,
    ends ? endRing(x + width / 2, y + height, theme) : '',
  ].join('');
}

/** The marks at a card's top right, placed from the right; `left` is where they begin. */
function badgeRow(
  state: State,
  right: number,
  middle: number,
  theme: SvgTheme,
): { shape: string; left: number } {
  const { retries, catches, token } = badgesOf(state);
  const shapes: string[] = [];
  let left = right;
  const icon = (d: string, colour: string): void => {
    left -= 12;
    const transform = `translate(${left} ${middle - 6}) scale(0.5)`;
    shapes.push(
      element('path', { d, transform, stroke: colour, 'stroke-width': 2.4, fill: 'none', class: 'g' }),
    );
    left -= 5;
  };
  if (token) icon(keyShape, theme.textWeak);
  if (catches) icon(shieldShape, theme.caught);
  if (retries > 0) {
    const text = String(retries);
    left -= textWidth(text, 11) + 1;
    shapes.push(line(text, left, middle, 60, { size: 11, weight: 500, fill: theme.textSecondary }));
    left -= 1;
    icon(retryShape, theme.textSecondary);
  }
  return { shape: shapes.join(''), left };
}

const retryShape = 'M20 12a8 8 0 1 1-2.6-5.9M20 3v5h-5';
export const shieldShape =
  'M12 2.5 4.5 5v6.2c0 4.9 3.1 8.4 7.5 10.3 4.4-1.9 7.5-5.4 7.5-10.3V5zM12 7.8v4.6M12 16h.01';
const keyShape = 'M14.5 9.5 21 3M17.5 6.5l2.5 2.5M10 10a5 5 0 1 0 0 8.5 5 5 0 0 0 3.2-4 5 5 0 0 0-3.2-4.5z';

function container(state: State, node: DrawnNode, ends: boolean, theme: SvgTheme): string {
  const { x, y, width, height } = node;
  const { glyph: ink, tile } = colours(state, theme);
  const middle = y + headerHeight / 2 + 1;
  const nameWidth = Math.min(textWidth(state.name, 14) * 1.03, width - 60);
  const after = x + 40 + nameWidth + 10;
  const frame = { x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1, rx: 12 };
  const name = { size: 14, weight: 600, fill: theme.text };
  const summary = { size: 12, weight: 400, fill: theme.textSecondary };
  return [
    element('rect', { ...frame, fill: theme.containerFill, 'fill-opacity': 0.55 }),
    element('rect', { ...frame, fill: 'none', stroke: theme.containerBorder, 'stroke-dasharray': '3 3' }),
    element('rect', { x: x + 8, y: middle - 12, width: 24, height: 24, rx: 6, fill: tile }),
    glyph(glyphNameOf(state), x + 13, middle - 7, 14, ink),
    line(state.name, x + 40, middle, width - 60, name),
    x + width - after > 50 ? line(summaryOf(state), after, middle, x + width - 12 - after, summary) : '',
    ends ? endRing(x + width / 2, y + height, theme) : '',
  ].join('');
}

function lane(workflow: Workflow, { x, y, width, height, pointer }: DrawnNode, theme: SvgTheme): string {
  const number = (workflow.machines.get(pointer)?.index ?? 0) + 1;
  const frame = { x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1, rx: 8 };
  const style = { size: 11, weight: 400, fill: theme.textSecondary };
  return (
    element('rect', { ...frame, fill: 'none', stroke: theme.line }) +
    line(`Branch ${number}`, x + 10, y + 12, width - 20, style)
  );
}

function start({ x, y, width, height }: DrawnNode, theme: SvgTheme): string {
  const frame = { x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1, rx: height / 2 };
  return [
    element('rect', { ...frame, fill: theme.panel, stroke: theme.strongLine }),
    element('circle', { cx: x + 13.5, cy: y + height / 2, r: 3.5, fill: theme.textSecondary }),
    line('Start', x + 24, y + height / 2, width, { size: 12, weight: 500, fill: theme.text }),
  ].join('');
}

function missing(workflow: Workflow, node: DrawnNode, theme: SvgTheme): string {
  const { x, y, width, height } = node;
  const frame = { x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1, rx: height / 2 };
  const text = missingText(missingName(workflow, node.pointer));
  const style = { size: missingFontSize, weight: 500, fill: theme.error, anchor: 'middle' } as const;
  return (
    element('rect', { ...frame, fill: theme.errorSoft, stroke: theme.error }) +
    errorMark(x + 14, y + height / 2, theme) +
    line(text, x + width / 2 + 8, y + height / 2, width - 30, style)
  );
}

/** A disc with an exclamation mark: never colour alone. */
function errorMark(x: number, y: number, theme: SvgTheme): string {
  const stroke = { stroke: theme.errorSoft, 'stroke-width': 1.5, 'stroke-linecap': 'round' };
  return (
    element('circle', { cx: x, cy: y, r: 6, fill: theme.error }) +
    element('path', { d: `M${x} ${y - 3}v3.5M${x} ${y + 3}h.01`, ...stroke })
  );
}

/** The name that a transition gives and no state has. */
function missingName(workflow: Workflow, transition: string): string | null {
  for (const machine of workflow.machines.values()) {
    if (machine.start?.id === transition) return machine.start.targetName;
  }
  for (const state of workflow.states.values()) {
    const found = state.transitions.find((each) => each.id === transition);
    if (found) return found.targetName;
  }
  return null;
}

function empty({ x, y, width, height }: DrawnNode, theme: SvgTheme): string {
  const frame = { x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1, rx: 10 };
  const style = { size: 12, weight: 400, fill: theme.textWeak, anchor: 'middle' } as const;
  return (
    element('rect', { ...frame, fill: 'none', stroke: theme.strongLine, 'stroke-dasharray': '4 3' }) +
    line('No states yet', x + width / 2, y + height / 2, width - 12, style)
  );
}

/** The mark of a state that ends its machine, half over its lower border. */
function endRing(x: number, y: number, theme: SvgTheme): string {
  return (
    element('circle', { cx: x, cy: y, r: 5, fill: theme.card, stroke: theme.edge, 'stroke-width': 1.25 }) +
    element('circle', { cx: x, cy: y, r: 2, fill: theme.edge })
  );
}
