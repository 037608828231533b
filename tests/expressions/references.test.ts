import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isArray, isObject, type JsonObject, type JsonValue } from '../../src/base/json';
import {
  analyseJsonata,
  isJsonataString,
  jsonataSource,
  looksLikeIntrinsic,
  parseIntrinsic,
  parsePath,
} from '../../src/expressions';
import { sharedFiles, sharedFolder } from '../support/shared';

const files = sharedFiles('cases/validate', /variable_references.*\.json$/);
if (!sharedFolder()) console.info('Skipped: the recorded variable references are not beside this checkout.');

/** Names of the variables that a value refers to, wherever paths, calls and expressions may stand. */
function variablesIn(value: JsonValue, key: string): string[] {
  if (isArray(value)) return value.flatMap((item) => variablesIn(item, key));
  if (isObject(value)) {
    return Object.keys(value)
      .filter((name) => !['States', 'Branches', 'ItemProcessor', 'Iterator'].includes(name))
      .flatMap((name) => variablesIn(value[name] ?? null, name));
  }
  if (typeof value !== 'string') return [];
  if (isJsonataString(value)) {
    const analysis = analyseJsonata(jsonataSource(value));
    return analysis.ok ? analysis.value.variables.map((variable) => variable.name) : [];
  }
  if (!key.endsWith('.$') && !key.endsWith('Path') && key !== 'Variable') return [];
  if (looksLikeIntrinsic(value)) {
    const intrinsic = parseIntrinsic(value);
    return intrinsic.ok
      ? intrinsic.value.references.flatMap(({ path }) =>
          path.root.kind === 'variable' ? [path.root.name] : [],
        )
      : [];
  }
  const path = parsePath(value);
  return path.ok && path.value.root.kind === 'variable' ? [path.value.root.name] : [];
}

function statesOf(machine: JsonObject): [string, JsonObject][] {
  const found: [string, JsonObject][] = [];
  const visit = (value: JsonValue): void => {
    if (isArray(value)) for (const item of value) visit(item);
    else if (isObject(value)) {
      const { States } = value;
      if (isObject(States))
        for (const name of Object.keys(States)) found.push([name, States[name] as JsonObject]);
      for (const name of Object.keys(value)) visit(value[name] ?? null);
    }
  };
  visit(machine);
  return found;
}

describe.skipIf(!sharedFolder())('the recorded references to variables', () => {
  it.each(files.map((file) => [file.split('/').at(-1) ?? file, file]))(
    'should be found: %s',
    (_name, file) => {
      const { definition, expected } = JSON.parse(readFileSync(file, 'utf8')) as {
        definition: JsonObject;
        expected: { variableReferences: Record<string, string[]> };
      };
      const references = statesOf(definition)
        .map(([name, state]) => [name, [...new Set(variablesIn(state, ''))].sort()] as const)
        .filter(([, names]) => names.length > 0);
      expect(Object.fromEntries(references)).toEqual(expected.variableReferences);
    },
  );
});
