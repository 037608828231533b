import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { render } from '../../src/cli/commands/render';
import { UsageError } from '../../src/cli/usage';

const folder = mkdtempSync(join(tmpdir(), 'asl-render-'));
const order = join(import.meta.dirname, 'fixtures/order-processing.asl.json');

describe('asl render', () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it('should write the drawing to a file', async () => {
    const out = join(folder, 'order.svg');

    const code = await render.run([order, '--out', out, '--theme', 'dark', '--direction', 'right']);

    const svg = readFileSync(out, 'utf8');
    expect(code).toBe(0);
    expect(svg).toContain('>Charge card</text>');
    expect(svg).toContain('#0f1115');
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    expect(Number(width)).toBeGreaterThan(Number(height));
  });

  it('should write to the standard output without --out', async () => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);

    const code = await render.run([order]);

    expect(code).toBe(0);
    expect(String(write.mock.calls[0]?.[0])).toMatch(/^<svg /);
    write.mockRestore();
  });

  it('should answer 1 and say so when there is nothing to draw', async () => {
    const file = join(folder, 'empty.asl.json');
    writeFileSync(file, '{"StartAt": "A", "States": {');
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);

    const code = await render.run([file]);

    expect(code).toBe(1);
    expect(write.mock.calls.map(([text]) => text).join('')).toContain('has no states to draw');
    write.mockRestore();
  });

  it.each([
    [[]],
    [[order, order]],
    [[order, '--theme', 'blue']],
    [[order, '--direction', 'LEFT']],
    [[order, '--colour', 'red']],
    [[join(folder, 'nowhere.json')]],
  ])('should refuse bad arguments: %j', async (args) => {
    await expect(render.run(args)).rejects.toThrow(UsageError);
  });
});
