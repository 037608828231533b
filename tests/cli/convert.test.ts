import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { convert } from '../../src/cli/commands/convert';
import { readInput } from '../../src/cli/input';
import { UsageError } from '../../src/cli/usage';
import { parseDocument } from '../../src/language/document';

const fixtureFile = (name: string): string => join(import.meta.dirname, '../language/fixtures', name);

describe('asl convert', () => {
  let folder = '';
  const written: string[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'asl-'));
    written.length = 0;
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    await rm(folder, { recursive: true });
  });

  it('should write a definition in the other format and say what is lost', async () => {
    const out = join(folder, 'order.json');

    const code = await convert.run([fixtureFile('order.asl.yaml'), '--to', 'json', '--out', out]);

    const { document } = await readInput(fixtureFile('order.asl.yaml'));
    expect(code).toBe(0);
    expect(JSON.parse(await readFile(out, 'utf8'))).toEqual(document.workflow.definition);
    expect(written.join('')).toMatch(/Not in the result: \d+ comments/);
  });

  it('should take one workflow of a template by its name', async () => {
    const out = join(folder, 'one.yaml');

    await convert.run([
      fixtureFile('serverless.yml'),
      '--to',
      'yaml',
      '--workflow',
      'other-one',
      '--out',
      out,
    ]);

    const text = await readFile(out, 'utf8');
    expect([...parseDocument(text, 'yaml').workflow.states.keys()]).toEqual(['/States/Only']);
  });

  it('should refuse what it does not understand', async () => {
    const file = fixtureFile('order.asl.json');
    const wrong = [
      [],
      [file],
      [file, '--to', 'xml'],
      [file, '--to'],
      [file, '--two', 'x'],
      ['nowhere.json', '--to', 'json'],
    ];

    for (const args of wrong) await expect(convert.run(args)).rejects.toThrow(UsageError);
    await expect(convert.run([fixtureFile('serverless.yml'), '--to', 'json'])).rejects.toThrow(
      /first, other-one/,
    );
  });
});
