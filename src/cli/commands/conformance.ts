import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isObject, type JsonObject, type JsonValue, own } from '../../base/json';
import { executionCase, mockConfigCase } from '../conformance/execution';
import { createErrorCase, validateCase, validationCase } from '../conformance/language';
import { testStateCase } from '../conformance/testState';
import type { CaseKind, CaseResult, Verdict } from '../conformance/types';
import { type CliCommand, UsageError } from '../usage';

/** Told apart by shape, the first that matches. */
const kinds: readonly CaseKind[] = [
  validateCase,
  createErrorCase,
  validationCase,
  mockConfigCase,
  executionCase,
  testStateCase,
];

/** Holds the interpreter and the language against recorded cases. */
export const conformance: CliCommand = {
  name: 'conformance',
  usage: 'asl conformance DIR... [--level 1|2] [--json] [--actual FILE]',
  summary: 'Runs recorded cases and prints those that differ.',
  run: async (args) => {
    const { values, positionals } = readArguments(args);
    const level = values.level === '1' ? 1 : 2;
    const results: CaseResult[] = [];
    for (const file of positionals.flatMap(caseFiles)) results.push(...(await runFile(file, level)));
    if (values.actual !== undefined) writeActual(values.actual, results);
    process.stdout.write(values.json ? asJson(results) : asText(results));
    return results.some((result) => !result.ok) ? 1 : 0;
  },
};

function readArguments(args: readonly string[]) {
  try {
    const read = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { level: { type: 'string' }, json: { type: 'boolean' }, actual: { type: 'string' } },
    });
    if (read.positionals.length === 0) throw new Error('Name a folder of cases');
    if (!['1', '2', undefined].includes(read.values.level)) throw new Error('--level is 1 or 2');
    return read;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** JSON files of a folder, those of its folders included, in order of their names. */
function caseFiles(place: string): string[] {
  let entries: string[];
  try {
    if (!statSync(place).isDirectory()) return [place];
    entries = readdirSync(place).sort();
  } catch (error) {
    throw new UsageError(`${place} can't be read: ${(error as Error).message}`);
  }
  return entries.flatMap((name) => {
    const path = join(place, name);
    if (statSync(path).isDirectory()) return caseFiles(path);
    return name.endsWith('.json') ? [path] : [];
  });
}

async function runFile(file: string, level: 1 | 2): Promise<CaseResult[]> {
  const value = JSON.parse(readFileSync(file, 'utf8')) as JsonValue;
  if (!isObject(value)) return [];
  const kind = kinds.find((candidate) => candidate.matches(value));
  if (!kind) return [];
  return [{ id: String(own(value, 'id') ?? file), ...(await runCase(kind, value, level)) }];
}

async function runCase(kind: CaseKind, value: JsonObject, level: 1 | 2): Promise<Verdict> {
  try {
    return await kind.run(value, level);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { ok: false, difference: `internal error: ${text}`, actual: null };
  }
}

function writeActual(file: string, results: readonly CaseResult[]): void {
  const lines = results.map(({ id, actual }) =>
    JSON.stringify({ id, ...(isObject(actual) ? actual : { actual }) }),
  );
  writeFileSync(file, `${lines.join('\n')}\n`);
}

function asJson(results: readonly CaseResult[]): string {
  return `${JSON.stringify(results.map(({ id, ok, difference }) => ({ id, ok, difference })))}\n`;
}

function asText(results: readonly CaseResult[]): string {
  const failed = results.filter((result) => !result.ok);
  const lines = failed.map(({ id, difference }) => `${id}\n    ${difference}`);
  return [...lines, `${results.length - failed.length} passed, ${failed.length} failed`]
    .join('\n')
    .concat('\n');
}
