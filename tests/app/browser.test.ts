import { beforeAll, describe, expect, it } from 'vitest';
import { insertCommand } from '../../src/actions/insert';
import { actionEntries, flowEntries, patternEntries, searchEntries } from '../../src/app/browser/entries';
import { outlineKey, outlineRows } from '../../src/app/browser/outlineRows';
import { searchSdk } from '../../src/app/browser/sdkEntries';
import { loadSdkFacts, SdkFacts, sdkFacts } from '../../src/integrations/sdk/facts';
import { createLanguageHere } from '../../src/language/language.client';
import type { Workflow } from '../../src/model/workflow';
import { createDocument } from '../../src/studio/document';

const documentOf = async (definition: object) => {
  const document = createDocument(createLanguageHere());
  await document.load({ text: JSON.stringify(definition, null, 2), format: 'json', name: 'test' });
  return document;
};
const workflowOf = async (definition: object): Promise<Workflow> =>
  (await documentOf(definition)).store.getState().workflow;

const chain = (language: string) => ({
  QueryLanguage: language,
  StartAt: 'Begin',
  States: { Begin: { Type: 'Pass', Next: 'Finish' }, Finish: { Type: 'Succeed' } },
});
const cases = (['JSONPath', 'JSONata'] as const).flatMap((language) =>
  [...flowEntries, ...patternEntries, ...actionEntries].map(
    (entry) => [entry.name, language, entry] as const,
  ),
);

describe('search in all AWS actions', () => {
  beforeAll(async () => {
    await loadSdkFacts();
  });

  it('should find an action by its service and name, however they are written', () => {
    for (const query of ['list users cognito', 'cognitoidentityprovider:listUsers', 'COGNITO ListUsers']) {
      const [first] = searchSdk(query.replace('list users', 'listusers'), sdkFacts()).entries;
      expect(first?.detail, query).toBe('cognitoidentityprovider:listUsers');
    }
  });

  it('should show few and count the others', () => {
    const found = searchSdk('describe', sdkFacts());

    expect(found.entries.length).toBe(60);
    expect(found.more).toBeGreaterThan(1000);
    expect(searchSdk('  ', sdkFacts()).entries).toEqual([]);
    expect(searchSdk('describe', new SdkFacts(null, new Map())).entries).toEqual([]);
  });

  it('should leave out what the browser lists anyway and what can’t be called', () => {
    const details = ['dynamodb getitem', 's3 getobject', 'bedrockruntime converse', 'lambda invoke'].flatMap(
      (query) => searchSdk(query, sdkFacts()).entries.map(({ detail }) => detail),
    );

    for (const listed of [
      'dynamodb:getItem',
      's3:getObject',
      'lambda:invoke',
      'bedrockruntime:converseStream',
    ])
      expect(details).not.toContain(listed);
    expect(details).toContain('s3:getObjectAcl');
  });

  it('should add a state that gives the call what it needs', async () => {
    const queries = [
      'rds startdbinstance',
      'ec2 runinstances',
      'ses sendemail',
      'kms createkey',
      'glue createjob',
    ];
    for (const query of queries) {
      const { entries, services } = searchSdk(query, sdkFacts());
      await loadSdkFacts(services);
      for (const language of ['JSONPath', 'JSONata'] as const) {
        const document = await documentOf(chain(language));
        const [entry] = entries;
        if (!entry) throw new Error(`Nothing found for ${query}`);
        const place = { kind: 'after', state: '/States/Begin' } as const;
        await document.perform(insertCommand(place, entry.item(language)), 'canvas');
        await document.settled();

        const problems = document.store.getState().problems.filter(({ severity }) => severity !== 'advice');
        expect(problems, entry.name).toEqual([]);
      }
    }
  });
});

describe('entries of the states browser', () => {
  it('should be named as outside tools know them', () => {
    expect(flowEntries.map((entry) => entry.name)).toEqual([
      'Task',
      'Choice',
      'Parallel',
      'Map',
      'Wait',
      'Pass',
      'Succeed',
      'Fail',
    ]);
    expect(actionEntries.map((entry) => entry.name)).toContain('AWS Lambda: Invoke');
    expect(new Set(actionEntries.map((entry) => entry.name)).size).toBe(actionEntries.length);
  });

  it.each(cases)('should be added without leaving an error: %s, %s', async (_name, language, entry) => {
    const document = await documentOf(chain(language));
    const result = await document.perform(
      insertCommand({ kind: 'after', state: '/States/Begin' }, entry.item(language)),
      'canvas',
    );
    expect(result).toMatchObject({ ok: true });
    await document.settled();

    const { problems, broken } = document.store.getState();
    expect(broken).toBeNull();
    const unfinished = entry.group === 'Flow' && !['Wait', 'Pass'].includes(entry.name);
    const errors = problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    // The plain state types begin with gaps that the user fills in, or end the path; everything else is complete.
    if (!unfinished) expect(errors).toEqual([]);
  });

  it('should be found by name, service and pattern, the beginnings of names first', () => {
    expect(searchEntries('wait')[0]?.name).toBe('Wait');
    expect(searchEntries('dynamodb').length).toBeGreaterThan(4);
    expect(searchEntries('saga').map((entry) => entry.group)).toContain('Patterns');
    expect(searchEntries('lambda invoke').map((entry) => entry.name)).toContain('AWS Lambda: Invoke');
    expect(searchEntries('no such thing')).toEqual([]);
  });
});

const nested = {
  StartAt: 'A',
  States: {
    A: { Type: 'Pass', Next: 'Both' },
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'L', States: { L: { Type: 'Pass', End: true } } },
        { StartAt: 'R', States: { R: { Type: 'Pass', End: true } } },
      ],
      Next: 'Z',
    },
    Z: { Type: 'Succeed' },
  },
};

describe('outline', () => {
  it('should list the states as a tree, in the order of the text', async () => {
    const rows = outlineRows(await workflowOf(nested), new Set());
    expect(rows.map((row) => `${' '.repeat(row.depth)}${row.name}`)).toEqual(['A', 'Both', ' L', ' R', 'Z']);
  });

  it('should leave out what is folded', async () => {
    const rows = outlineRows(await workflowOf(nested), new Set(['/States/Both']));
    expect(rows.map((row) => row.name)).toEqual(['A', 'Both', 'Z']);
    expect(rows[1]?.open).toBe(false);
  });

  it('should take names such as __proto__ as names', async () => {
    const text =
      '{"StartAt": "__proto__", "States": {"__proto__": {"Type": "Succeed"}, "constructor": {"Type": "Pass"}}}';
    const document = createDocument(createLanguageHere());
    await document.load({ text, format: 'json', name: 'test' });
    const rows = outlineRows(document.store.getState().workflow, new Set());
    expect(rows.map((row) => row.name)).toEqual(['__proto__', 'constructor']);
  });

  it('should move by keys as a tree does', async () => {
    const rows = outlineRows(await workflowOf(nested), new Set());
    expect(outlineKey(rows, 0, 'ArrowUp')).toEqual({ kind: 'go', to: 0 });
    expect(outlineKey(rows, 0, 'End')).toEqual({ kind: 'go', to: 4 });
    expect(outlineKey(rows, 1, 'ArrowRight')).toEqual({ kind: 'go', to: 2 });
    expect(outlineKey(rows, 1, 'ArrowLeft')).toMatchObject({ kind: 'fold', shut: true });
    expect(outlineKey(rows, 3, 'ArrowLeft')).toEqual({ kind: 'go', to: 1 });
    expect(outlineKey(rows, 0, 'ArrowLeft')).toBeNull();
    expect(outlineKey(rows, 2, 'x')).toBeNull();
  });
});
