import { describe, expect, it } from 'vitest';
import { createLanguageHere } from '../../src/language/language.client';
import { createDocument } from '../../src/studio/document';
import type { DocumentState } from '../../src/studio/documentDoor';
import { countProblems, countsInWords, notBegun } from '../../src/studio/problems';

async function opened(text: string): Promise<DocumentState> {
  const document = createDocument(createLanguageHere());
  await document.load({ text, format: 'json', name: 'test' });
  await document.settled();
  return document.store.getState();
}

describe('the count of problems', () => {
  it('should be said in words, advice last', () => {
    expect(countsInWords({ error: 2, warning: 1, advice: 0 })).toBe('2 errors, 1 warning');
    expect(countsInWords({ error: 0, warning: 3, advice: 1 })).toBe('3 warnings, 1 advice');
    expect(countsInWords({ error: 0, warning: 0, advice: 2 })).toBe('No problems, 2 advice');
    expect(countsInWords({ error: 0, warning: 0, advice: 0 })).toBe('No problems');
  });

  it('should tell the severities apart', async () => {
    const { problems } = await opened('{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}}}');

    expect(countProblems(problems)).toEqual({ error: 1, warning: 0, advice: 0 });
  });
});

describe('a workflow that was not begun', () => {
  it('should be one without a state or a start', async () => {
    const blank = '{"QueryLanguage": "JSONata", "StartAt": "", "States": {}}';
    expect(notBegun(await opened(blank))).toBe(true);
  });

  it.each([
    '',
    '{"StartAt": "A", "States": {}}',
    '{"StartAt": "", "States": {"A": {}}}',
    '{"StartAt": "", "States": {',
  ])('should not be %j', async (text) => {
    expect(notBegun(await opened(text))).toBe(false);
  });
});
