import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { isArray, isObject, type JsonObject, type JsonValue, own } from '../../src/base/json';
import { toPointer } from '../../src/base/pointer';
import { parseDocument } from '../../src/language/document';
import type { Format } from '../../src/language/messages';
import { diagnose } from '../../src/language/problems';
import type { Problem } from '../../src/model/problem';
import type { WorkflowType } from '../../src/model/workflow';
import { sharedFiles, sharedFolder } from '../support/shared';

/**
 * Verdicts on definitions that AWS or the tests of other validators judged. Read from beside the repository; where
 * that is absent these tests are skipped.
 */
vi.setConfig({ testTimeout: 120_000 });
const present = sharedFolder() !== null;
if (!present) console.info('Skipped: the recorded verdicts are not beside the repository.');

/** Cases of the corpus that we judge otherwise, each with the reason and where it can be read. */
const judgedOtherwise: ReadonlyMap<string, string> = new Map([
  [
    'statelint-succeed-with-comment-in-catcher',
    'Its Task calls `arn:aws:states:::lambda:invoke` without Parameters. The service refuses that: “Parameters field is required for resource ARN” (badmintoncryer/cdk-preflight, rules/stepfunctions/pf-sfn-asl-integration-parameters, measured with ValidateStateMachineDefinition in September 2026). The test of that peer is about comments.',
  ],
  [
    'asl-language-service-task-jsonata',
    'A Catcher’s Output reads $states.result. The developer guide (workflow-variables.html, “Reserved variable: $states”) says that reading it where it is not accessible is caught at creation; that peer does not look into expressions.',
  ],
  [
    'asl-validator-invalid-json-surround-syntax-extra-spaces',
    'Blanks and line breaks between the delimiters and the expression are part of JSONata. Recorded definitions with them were accepted, and the two other peers accept this one.',
  ],
  [
    'asl-validator-valid-assign',
    'Assigns the variable `top-level`. The developer guide (workflow-variables.html, “Variable name”) allows Unicode identifiers only.',
  ],
  [
    'asl-validator-valid-task-parameters',
    'Its Resource is `arn:aws:swf:…:task:X`, the form of the language’s specification. The service knows no such resource (recorded for another one: “The resource provided … is not recognized”).',
  ],
]);

/** Real definitions with errors of their own. */
const realErrors: ReadonlyMap<string, readonly string[]> = new Map();

interface Case {
  readonly id: string;
  readonly text: string;
  readonly format: Format;
  readonly type: WorkflowType;
  readonly value: JsonObject;
}

function readCase(file: string): Case {
  const value = JSON.parse(readFileSync(file, 'utf8')) as JsonObject;
  const definition = own(value, 'definition');
  const text =
    own(value, 'text') ?? (typeof definition === 'string' ? definition : JSON.stringify(definition, null, 2));
  return {
    id: String(own(value, 'id') ?? basename(file)),
    text: String(text),
    format: own(value, 'format') === 'yaml' ? 'yaml' : 'json',
    type: (own(value, 'stateMachineType') ?? own(value, 'type')) === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
    value,
  };
}

const casesIn = (folder: string): Case[] => sharedFiles(`cases/${folder}`, /\.json$/).map(readCase);

function errorsOf({ text, format, type }: Pick<Case, 'text' | 'format' | 'type'>): Problem[] {
  return diagnose(parseDocument(text, format), { type }).filter((problem) => problem.severity === 'error');
}

const shown = (problem: Problem): string => `${problem.code} ${toPointer(problem.path)} ${problem.message}`;

/** Whether one of the two places lies within the other. */
function near(place: string, problem: Problem): boolean {
  const pointer = toPointer(problem.path);
  return `${pointer}/`.startsWith(`${place}/`) || `${place}/`.startsWith(`${pointer}/`);
}

/**
 * Places that the source names; of a validator that lists every alternative that failed, one must be ours. It names
 * `Type` or `QueryLanguage` where a state fits no alternative: the state itself is meant.
 */
function placesOf(value: JsonObject): string[] {
  const problems = own(value, 'problems');
  if (!isArray(problems)) return [];
  return problems.flatMap((each) => {
    const path = isObject(each) ? own(each, 'path') : undefined;
    if (typeof path !== 'string') return [];
    return [path === '/' ? '' : path.replace(/\/(Type|QueryLanguage)$/, '')];
  });
}

describe.skipIf(!present)('verdicts', () => {
  const validation = casesIn('validation').filter(({ value }) => own(value, 'outdated') === undefined);

  it('should have the corpus at hand', () => {
    expect(validation.length).toBeGreaterThan(400);
    const ids = new Set(validation.map(({ id }) => id));
    for (const id of judgedOtherwise.keys()) expect(ids).toContain(id);
  });

  it.each(validation.filter(({ id }) => !judgedOtherwise.has(id)).map((each) => [each.id, each] as const))(
    'should judge %s as its source does',
    (_id, each) => {
      const errors = errorsOf(each);

      expect(errors.length === 0, errors.map(shown).join('\n')).toBe(own(each.value, 'valid'));
      const places = placesOf(each.value);
      if (places.length > 0) {
        expect(places.some((place) => errors.some((problem) => near(place, problem)))).toBe(true);
      }
    },
  );

  it.each(casesIn('create_errors').map((each) => [each.id, each] as const))(
    'should refuse %s where AWS refused it',
    (_id, each) => {
      const expected = own(each.value, 'expected');
      const message = String(isObject(expected) ? own(expected, 'message') : '');
      const place = / at (\/\S*)/.exec(message.replace(/'$/, ''))?.[1] ?? '';

      const errors = errorsOf(each);

      expect(
        errors.some((problem) => near(place, problem)),
        errors.map(shown).join('\n'),
      ).toBe(true);
    },
  );

  it.each(
    casesIn('validate')
      .filter(hasResult)
      .map((each) => [each.id, each] as const),
  )('should give the result of ValidateStateMachineDefinition for %s', (_id, each) => {
    const expected = own(each.value, 'expected') as JsonObject;

    const errors = errorsOf(each);

    expect(errors.length === 0 ? 'OK' : 'FAIL', errors.map(shown).join('\n')).toBe(own(expected, 'result'));
    for (const place of diagnosticPlaces(expected)) {
      expect(
        errors.some((problem) => near(place, problem)),
        `${place}: ${errors.map(shown)}`,
      ).toBe(true);
    }
  });

  it('should accept every definition that AWS ran', () => {
    const refused = [...casesIn('execution'), ...casesIn('mock_config')].flatMap((each) =>
      errorsOf(each).map((problem) => `${each.id}: ${shown(problem)}`),
    );

    expect(refused).toEqual([]);
  });

  it('should find no false error in real definitions', () => {
    const files = sharedFiles('cases/realworld', /\.(json|ya?ml)$/).filter(
      (file) => !file.endsWith('index.json'),
    );
    const found = files.flatMap((file) => {
      const format = file.endsWith('json') ? 'json' : 'yaml';
      const expected = realErrors.get(basename(file)) ?? [];
      const errors = errorsOf({ text: readFileSync(file, 'utf8'), format, type: 'STANDARD' });
      return errors
        .filter(({ code }) => !expected.includes(code))
        .map((problem) => `${basename(file)}: ${shown(problem)}`);
    });

    expect(files.length).toBeGreaterThan(200);
    expect(found).toEqual([]);
  });
});

describe.skipIf(!present)('cut texts', () => {
  it('should give a handful of errors wherever a real definition is cut', () => {
    const files = sharedFiles('cases/realworld', /\.(json|ya?ml)$/).filter(
      (file) => !file.endsWith('index.json'),
    );
    const parts = 9;
    const cascades = files.flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      const format = file.endsWith('json') ? 'json' : 'yaml';
      return Array.from({ length: parts }, (_, at) =>
        Math.floor((text.length * (at + 1)) / (parts + 1)),
      ).flatMap((length) => {
        const errors = errorsOf({ text: text.slice(0, length), format, type: 'STANDARD' });
        return errors.length > 5 ? [`${basename(file)} at ${length}: ${errors.map(shown)}`] : [];
      });
    });

    expect(cascades).toEqual([]);
  });

  it('should give no more where it is cut as YAML, which stays a definition', () => {
    const files = sharedFiles('cases/realworld', /\.json$/).filter((file) => !file.endsWith('index.json'));
    const parts = 6;
    const cascades = files.flatMap((file, at) => {
      const text = stringify(JSON.parse(readFileSync(file, 'utf8')));
      // Other places in each file.
      return Array.from({ length: parts }, (_, part) =>
        Math.floor((text.length * (part + (1 + (at % 7)) / 8)) / parts),
      ).flatMap((length) => {
        const errors = errorsOf({ text: text.slice(0, length), format: 'yaml', type: 'STANDARD' });
        return errors.length > 5 ? [`${basename(file)} at ${length}: ${errors.map(shown)}`] : [];
      });
    });

    expect(cascades).toEqual([]);
  });
});

function hasResult({ value }: Case): boolean {
  const expected = own(value, 'expected');
  return isObject(expected) && own(expected, 'result') !== undefined;
}

function diagnosticPlaces(expected: JsonObject): string[] {
  const diagnostics: JsonValue | undefined = own(expected, 'diagnostics');
  if (!isArray(diagnostics)) return [];
  return diagnostics.flatMap((each) => {
    const location = isObject(each) ? own(each, 'location') : undefined;
    return typeof location === 'string' ? [location === '/' ? '' : location] : [];
  });
}
