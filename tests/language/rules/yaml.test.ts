import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/language/document';
import { editDocument } from '../../../src/language/edits/edits';
import { diagnose } from '../../../src/language/problems';
import { opsOf } from './diagnosed';

const text = `StartAt: Check
States:
  Check:
    Type: Choice
    Choices:
      - Variable: $.size
        NumericGreaterThan: "10"   # text by mistake
        Next: Larg
    Default: Done
  Large:
    Type: Pass
    Parameters:
      text.$: States.Formt('{}', $.a)
    Next: Done
  Done:
    Type: Succeed
`;

describe('problems in YAML', () => {
  const document = parseDocument(text, 'yaml');
  const problems = diagnose(document, { type: 'STANDARD' }).filter(
    (problem) => problem.severity !== 'advice',
  );

  it('should stand where they are in the text', () => {
    const shown = problems.map(({ code, range }) => [
      code,
      range.line,
      text.slice(range.offset, range.offset + range.length),
    ]);

    expect(shown).toEqual([
      ['FIELD_TYPE', 7, '"10"'],
      ['STATE_NOT_FOUND', 8, 'Larg'],
      ['INTRINSIC_INVALID', 13, "States.Formt('{}', $.a)"],
    ]);
  });

  it('should be mended in place, comments kept', () => {
    const mended = problems.reduce((current, { fixes: [first] }) => {
      return first ? editDocument(current, opsOf(first)).document : current;
    }, document);

    expect(mended.text).toContain('NumericGreaterThan: 10   # text by mistake');
    expect(diagnose(mended, { type: 'STANDARD' }).filter((problem) => problem.severity !== 'advice')).toEqual(
      [],
    );
  });

  it('should tell numbers and truths that YAML reads where text is meant', () => {
    const found = diagnose(
      parseDocument('StartAt: 1\nStates:\n  1:\n    Type: Pass\n    Comment: yes\n    End: "true"\n', 'yaml'),
      {
        type: 'STANDARD',
      },
    );

    expect(found.map((problem) => `${problem.code} ${problem.path.join('/')}`)).toEqual([
      'FIELD_TYPE StartAt',
      'FIELD_TYPE States/1/End',
    ]);
  });

  it('should say that a value is missing where none is written yet', () => {
    const unfinished = `StartAt: A
States:
  A:
    Type: Task
    Resource:
    Catch:
      - ErrorEquals:
        Next:
    End: true
  B:
    Type:
  C:
`;
    const shown = diagnose(parseDocument(unfinished, 'yaml'), { type: 'STANDARD' })
      .filter(({ message }) => message.includes('no value'))
      .map(({ range, message }) => `${range.line} ${message}`);

    expect(shown).toEqual([
      '5 `Resource` has no value; it takes text.',
      '7 `ErrorEquals` has no value; it takes a list of texts.',
      '8 `Next` has no value; it takes the name of a state as text.',
      '11 `Type` has no value; there are Task, Choice, Parallel, Map, Wait, Pass, Succeed and Fail.',
      '12 `C` must be an object; it has no value.',
    ]);
  });
});
