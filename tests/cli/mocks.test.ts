import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../src/cli/main';

const folder = mkdtempSync(join(tmpdir(), 'asl-mocks-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

function file(name: string, value: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

const workflow = file('charge.asl.json', {
  StartAt: 'Charge',
  States: {
    Charge: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:charge', End: true },
  },
});

async function run(when: unknown, input: unknown) {
  let text = '';
  let errors = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((part) => {
    text += part;
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((part) => {
    errors += part;
    return true;
  });
  const mocks = file('mocks.json', { Charge: [{ when, return: 'mine' }] });
  const code = await main([
    'run',
    workflow,
    '--input',
    JSON.stringify(input),
    '--mocks',
    mocks,
    '--format',
    'json',
  ]);
  return { code, output: JSON.parse(text).output, errors, mocks };
}

describe('`asl run` with a mock whose `when` is a text', () => {
  it('should run, and warn of it with the way out', async () => {
    const { code, output, errors, mocks } = await run('{"orderId": 7}', { orderId: 7 });
    expect(code).toBe(0);
    expect(output).not.toBe('mine');
    expect(errors).toContain(`${mocks}: Charge, answer 1: \`when\` is a text`);
    expect(errors).toContain('give the object it must contain, such as {"orderId": 7}');
  });

  it('should take the answer where the input is that text', async () => {
    expect(await run('seven', 'seven')).toMatchObject({ code: 0, output: 'mine' });
  });

  it('should say nothing of an object', async () => {
    expect(await run({ orderId: 7 }, { orderId: 7, more: 1 })).toMatchObject({ output: 'mine', errors: '' });
  });
});
