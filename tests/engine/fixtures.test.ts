import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/base/json';
import type { HistoryEvent } from '../../src/engine/messages';
import type { Mocks } from '../../src/engine/mockMessages';
import { runToEnd } from '../../src/engine/runToEnd';

/**
 * Golden runs. A folder each: `workflow.json`, optionally `input.json` and `mocks.json`, and `trace.txt` with a line
 * per event: id, the event it follows, virtual seconds, type, and what matters of its details.
 */
const root = join(import.meta.dirname, 'fixtures');

const read = (folder: string, name: string, otherwise: JsonValue): JsonValue => {
  const file = join(root, folder, name);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as JsonValue) : otherwise;
};

function traceLine(event: HistoryEvent): string {
  const details = Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1] as
    | Record<string, unknown>
    | undefined;
  const shown = ['name', 'index', 'length', 'error', 'cause', 'location', 'output', 'assignedVariables']
    .filter((key) => details?.[key] !== undefined)
    .map((key) => {
      const value = details?.[key];
      return `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`;
    });
  const head = `${event.id} <- ${event.previousEventId} ${event.timestamp} s ${event.type}`;
  return [head, ...shown].join(' | ');
}

function trace(folder: string): string {
  const result = runToEnd({
    definition: read(folder, 'workflow.json', null),
    input: read(folder, 'input.json', {}),
    mocks: read(folder, 'mocks.json', { tasks: {} }) as unknown as Mocks,
    options: { type: 'STANDARD', seed: 7, clock: { kind: 'virtual' }, startTime: 0, executionName: 'run' },
  });
  if ('problems' in result)
    return result.problems.map(({ path, message }) => `/${path.join('/')}: ${message}`).join('\n');
  return result.events.map(traceLine).join('\n');
}

describe('golden runs', () => {
  it.each(readdirSync(root))('should run %s as traced', (folder) => {
    expect(`${trace(folder)}\n`).toBe(readFileSync(join(root, folder, 'trace.txt'), 'utf8'));
  });
});
