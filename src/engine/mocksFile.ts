import { isArray, isObject, type JsonValue, own } from '../base/json';
import { err, ok, type Result } from '../base/result';
import type { MockAttempt, Mocks } from './mockMessages';

/** The keys of an attempt, of which exactly one says what the answer is. */
const answers = ['return', 'throw', 'timeout', 'heartbeatTimeout', 'pending', 'expression'] as const;

const isFileContent = (value: JsonValue): boolean =>
  typeof value === 'string' || (isObject(value) && typeof own(value, 'base64') === 'string');

/**
 * Mocks in the studio's own form: `{"tasks": {"State": [attempt, …]}, "files": {"bucket/key": "text"}}`, or the
 * tasks alone. The bytes of a file that is no text: `{"base64": "…"}`. Beside them may stand which workflow runs for a
 * task that starts an execution (`"nested": {"State": "Workflow"}`, or false for its mocks), and mocks of the other
 * workflows (`"workflows": {"Workflow": {"tasks": …}}`).
 */
export function mocksFromJson(value: JsonValue): Result<Mocks> {
  if (!isObject(value)) return err('Mocks must be an object');
  const tasks = isObject(own(value, 'tasks')) ? own(value, 'tasks') : value;
  if (!isObject(tasks)) return err('Mocks must be an object');
  for (const [state, attempts] of Object.entries(tasks)) {
    if (!isArray(attempts)) return err(`The mocks of ${state} must be a list of attempts`);
    for (const attempt of attempts) {
      const given = answers.filter((name) => isObject(attempt) && own(attempt, name) !== undefined);
      if (given.length !== 1) return err(`Each mock of ${state} needs exactly one of ${answers.join(', ')}`);
    }
  }
  const files = tasks === value ? undefined : own(value, 'files');
  for (const [place, content] of Object.entries(isObject(files) ? files : {})) {
    if (!isFileContent(content)) return err(`The file ${place} must be a text, or {"base64": "…"}`);
  }
  const choices = tasks === value ? undefined : own(value, 'nested');
  for (const [state, choice] of Object.entries(isObject(choices) ? choices : {})) {
    if (typeof choice !== 'string' && choice !== false)
      return err(`Under nested, ${state} must have the name of a workflow, or false`);
  }
  const others: [string, Mocks][] = [];
  const workflows = tasks === value ? undefined : own(value, 'workflows');
  for (const [name, mocks] of Object.entries(isObject(workflows) ? workflows : {})) {
    const read = mocksFromJson(mocks);
    if (!read.ok) return err(`The workflow ${name}: ${read.error}`);
    others.push([name, read.value]);
  }
  return ok({
    tasks: tasks as unknown as { readonly [state: string]: readonly MockAttempt[] },
    ...(isObject(files) ? { files: files as unknown as NonNullable<Mocks['files']> } : {}),
    ...(isObject(choices) ? { nested: choices as NonNullable<Mocks['nested']> } : {}),
    ...(others.length > 0 ? { workflows: Object.fromEntries(others) } : {}),
  });
}
