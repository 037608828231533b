import { describe, expect, it } from 'vitest';
import { createLanguage } from '../../src/language/language';
import { renameState } from '../../src/model/commands';
import { createDocument } from '../../src/studio/document';

const named = `{
  "StartAt": "Wait",
  "States": { "Wait": { "Type": "Wait", "Seconds": \${Pause}, "Comment": "\${Nme}", "End": true } }
}
`;

const place = {
  path: ['Resources', 'Waiter', 'Properties', 'DefinitionUri'],
  name: 'Waiter',
  type: 'EXPRESS' as const,
  container: 'SAM template',
  elsewhere: { message: 'Elsewhere.', file: 'waiter.asl.json' },
  substitutions: ['Pause', 'Name'],
};

describe('a file that a template names', () => {
  it('should be read with what the template says of it, also after a change', async () => {
    const document = createDocument(createLanguage());
    await document.load({ text: named, format: 'json', name: 'waiter', template: place });
    await document.settled();
    const codes = () => document.store.getState().problems.map(({ code }) => code);

    expect(document.store.getState().type).toBe('EXPRESS');
    expect(codes()).toContain('SUBSTITUTION_MISSING');
    expect(codes()).not.toContain('SYNTAX_PLACEHOLDER');

    await document.perform(renameState('/States/Wait', 'Pause'), 'canvas');
    await document.settled();

    expect(codes()).not.toContain('SYNTAX_PLACEHOLDER');
    expect(document.store.getState().type).toBe('EXPRESS');
  });

  it('should be read by itself when another is opened after it', async () => {
    const document = createDocument(createLanguage());
    await document.load({ text: named, format: 'json', name: 'waiter', template: place });
    await document.load({ text: named, format: 'json', name: 'waiter' });
    await document.settled();

    expect(document.store.getState().template).toBeUndefined();
    expect(document.store.getState().problems.map(({ code }) => code)).toContain('SYNTAX_PLACEHOLDER');
  });
});

describe('writing joined pieces as one text', () => {
  const joined = JSON.stringify({
    Resources: {
      Pay: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          DefinitionString: {
            'Fn::Join': [
              '',
              ['{"StartAt":"A","States":{"A":{"Type":"Pass","Comment":"', { Ref: 'B' }, '","End":true}}}'],
            ],
          },
        },
      },
    },
  });

  it('should be one step that undo takes back', async () => {
    const document = createDocument(createLanguage());
    await document.load({ text: joined, format: 'json', name: 'pay' });
    expect(document.store.getState().place.writtenAs).toBe('joined');

    expect(await document.writeAsOneText()).toEqual({ reason: null });

    expect(document.store.getState().place.writtenAs).toBe('text');
    expect(document.store.getState().undoLabel).toBe('Write as one text');
    document.undo();
    expect(document.store.getState().text).toBe(joined);
    await document.caughtUp();
    expect(document.store.getState().place.writtenAs).toBe('joined');
  });

  it('should be refused in words where nothing is joined', async () => {
    const document = createDocument(createLanguage());
    await document.load({ text: named, format: 'json', name: 'waiter' });

    expect(await document.writeAsOneText()).toEqual({ reason: expect.stringContaining('Fn::Join') });
    expect(document.store.getState().text).toBe(named);
  });
});
