import { beforeAll, describe, expect, it, vi } from 'vitest';
import { isObject, type JsonObject, type JsonValue } from '../../../src/base/json';
import { toPointer } from '../../../src/base/pointer';
import { loadCalled } from '../../../src/language/calls';
import { convertDocument } from '../../../src/language/convert';
import { type ParsedDocument, parseDocument } from '../../../src/language/document';
import { editDocument } from '../../../src/language/edits/edits';
import { diagnose } from '../../../src/language/problems';
import { rules } from '../../../src/language/rules';
import { quotas } from '../../../src/language/rules/quotas';
import { exampleDefinition, type ProblemHelp } from '../../../src/language/rules/rule';
import type { Problem, ProblemFix } from '../../../src/model/problem';
import { opsOf } from './diagnosed';

vi.setConfig({ testTimeout: 120_000 });

/**
 * Every fix of every problem in all bad examples, at the top and inside a Map and a Parallel, in JSON and in YAML with
 * a comment at every other line: it mends its problem, breaks nothing, and makes no new problem.
 */

const pages = rules.filter((rule) => rule !== quotas).flatMap((rule) => rule.problems);

function placesOf({ bad }: ProblemHelp): JsonValue[] {
  const whole = exampleDefinition(bad);
  if (!isObject(whole) || !isObject(whole.States) || 'Resources' in whole) return [whole];
  const { QueryLanguage, Comment: _comment, ...machine } = whole;
  const top: JsonObject = QueryLanguage === undefined ? {} : { QueryLanguage };
  const around = (state: JsonObject) => ({ ...top, StartAt: 'Around', States: { Around: state } });
  return [
    whole,
    around({ Type: 'Map', ItemProcessor: machine, End: true }),
    around({ Type: 'Parallel', Branches: [machine], End: true }),
  ];
}

/** A YAML text with a comment at the end of every other line. */
const commented = (text: string): string =>
  text
    .split('\n')
    .map((line, at) =>
      at % 2 === 0 && /^\s*(- )?[\w$. -]+:( [^|>"'].*)?$/.test(line) ? `${line} # c${at};` : line,
    )
    .join('\n');

function documentsOf(definition: JsonValue): ParsedDocument[] {
  const json = parseDocument(JSON.stringify(definition, null, 2), 'json');
  return [json, parseDocument(commented(convertDocument(json, 'yaml').text), 'yaml')];
}

/** What follows from a fix by itself, and is the next thing to say: the code, the fix, the new code. */
const follows: readonly (readonly [string, RegExp, string])[] = [
  ['STATE_NOT_FOUND', /^Add a state/, 'STATE_UNREACHABLE'],
  ['NEXT_AND_END', /^Remove “Next”/, 'STATE_UNREACHABLE'],
];

const isFollowing = (problem: Problem, fix: ProblemFix, next: Problem): boolean =>
  follows.some(
    ([code, title, after]) => problem.code === code && title.test(fix.title) && next.code === after,
  );

/** Problems that were not there before, by code and severity; advice left out. */
function added(before: readonly Problem[], after: readonly Problem[]): Problem[] {
  const left = before.map(({ code, severity }) => `${code} ${severity}`);
  return after.filter(({ code, severity }) => {
    const at = left.indexOf(`${code} ${severity}`);
    if (at >= 0) left.splice(at, 1);
    return at < 0 && severity !== 'advice';
  });
}

/** Comments of a text at values and keys that a fix does not take away. */
function keptComments(document: ParsedDocument, fix: ProblemFix): string[] {
  const removed = opsOf(fix).flatMap((op) => (op.op === 'remove' || op.op === 'set' ? [op.path] : []));
  const ranges = removed.flatMap((path) => {
    const entry = document.entryAt(path);
    const node = document.nodeAt(path);
    const start = entry?.keyOffset ?? node?.offset;
    const end = entry?.value?.end ?? node?.end;
    if (start === undefined || end === undefined) return [];
    const line = document.text.indexOf('\n', end);
    return [{ start, end: line < 0 ? document.text.length : line }];
  });
  return [...document.text.matchAll(/# c\d+;/g)]
    .filter(({ index }) => !ranges.some(({ start, end }) => index >= start && index <= end))
    .map(([comment]) => comment);
}

describe('fixes', () => {
  beforeAll(async () => {
    for (const page of pages)
      for (const each of [page.bad, page.good])
        await loadCalled(parseDocument(JSON.stringify(exampleDefinition(each)), 'json').workflow);
  });

  it.each(pages.map((page) => [page.code, page] as const))(
    'should mend what is wrong around %s',
    (_code, page) => {
      const type = page.type ?? 'STANDARD';
      for (const document of placesOf(page).flatMap(documentsOf)) {
        const before = diagnose(document, { type });
        for (const problem of before) {
          for (const fix of problem.fixes) {
            const about = `${problem.code} ${toPointer(problem.path)}: ${fix.title}\n${document.text}`;

            const after = editDocument(document, opsOf(fix)).document;

            const now = diagnose(after, { type });
            const same = ({ code, message }: Problem) => code === problem.code && message === problem.message;
            expect(after.broken, about).toBeNull();
            expect(now.filter(same).length, about).toBeLessThan(before.filter(same).length);
            const fresh = added(before, now).filter((next) => !isFollowing(problem, fix, next));
            expect(
              fresh.map(({ code, path }) => `${code} ${toPointer(path)}`),
              `${about}\n=>\n${after.text}`,
            ).toEqual([]);
            for (const comment of keptComments(document, fix))
              expect(after.text, `${about}\n=>\n${after.text}`).toContain(comment);
          }
        }
      }
    },
  );
});
