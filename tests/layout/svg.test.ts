import { describe, expect, it } from 'vitest';
import { createElk } from '../../src/layout/elkHere';
import { createLayouter } from '../../src/layout/layout';
import { fitText, textWidth } from '../../src/layout/sizes';
import { renderSvg } from '../../src/layout/svg';
import { fixture } from './support/layOut';
import { workflowOf } from './support/workflow';

const layout = createLayouter(createElk());

function svgOf(definition: Parameters<typeof workflowOf>[0], theme: 'light' | 'dark' = 'light'): string {
  const workflow = workflowOf(definition);
  return renderSvg(workflow, layout(workflow, { direction: 'DOWN', collapsed: [] }), { theme });
}

describe('rendered drawing', () => {
  it('should show names, summaries and labels', () => {
    const svg = svgOf(fixture('order-processing.asl.json'));

    for (const text of [
      'Charge card',
      'HTTP · POST /charges',
      'tier = &quot;gold&quot;',
      'Branch 2',
      'Start',
    ]) {
      expect(svg).toContain(`>${text}</text>`);
    }
  });

  it('should hold the size of its drawing', () => {
    const workflow = workflowOf(fixture('order-processing.asl.json'));
    const drawing = layout(workflow, { direction: 'DOWN', collapsed: [] });

    const svg = renderSvg(workflow, drawing, { theme: 'dark', padding: 10 });

    expect(svg).toContain(`viewBox="-10 -10 ${drawing.width + 20} ${drawing.height + 20}"`);
    expect(svg).toContain('fill="#0f1115"');
  });

  it('should take names as text only', () => {
    const name = '<script>alert(1)</script>&"\u0000\uD800';
    const states = Object.fromEntries([[name, { Type: 'Pass', End: true, Comment: 'x' }]]);

    const svg = svgOf({ StartAt: name, States: states });

    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('\u0000');
    expect(svg).not.toMatch(/\p{Surrogate}/u);
  });

  it('should cut what does not fit, and keep the whole in a title', () => {
    const name = 'Notify the warehouse about everything that is left';

    const svg = svgOf({ StartAt: name, States: { [name]: { Type: 'Pass', End: true } } });

    expect(svg).toMatch(
      /<title>Notify the warehouse about everything that is left<\/title>Notify the wareh[^<]*…</,
    );
    expect(textWidth(fitText(name, 80, 14), 14)).toBeLessThanOrEqual(80);
  });
});
