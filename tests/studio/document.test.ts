import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { applyEdits, type TextEdit } from '../../src/base/textEdits';
import { createLanguageHere } from '../../src/language/language.client';
import type { Format } from '../../src/language/messages';
import * as commands from '../../src/model/commands';
import { stateTypeDescriptors } from '../../src/model/stateTypes';
import { stateTypes, type Workflow } from '../../src/model/workflow';
import { createDocument } from '../../src/studio/document';
import type { Command, DocumentDoor, Transaction } from '../../src/studio/documentDoor';
import { fixture, fixtures } from '../language/documents';
import { chance } from '../language/randomOps';

// Many runs; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const seed = 20261121;

async function open(text: string, format: Format = 'json'): Promise<DocumentDoor> {
  const document = createDocument(createLanguageHere());
  await document.load({ text, format, name: 'test' });
  return document;
}

const textOf = (document: DocumentDoor): string => document.store.getState().text;

const twoStates = `{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Pass", "Next": "B" },
    "B": { "Type": "Pass", "End": true }
  }
}
`;

/** A command as the canvas or inspector would perform it, at random places. */
function randomCommand(workflow: Workflow, pick: (below: number) => number): Command {
  const any = <T>(list: readonly T[]): T | undefined => list[pick(Math.max(1, list.length))];
  const states = [...workflow.states.values()];
  const state = any(states);
  const other = any(states);
  const machine = any([...workflow.machines.keys()]) ?? '';
  const type = any(stateTypes) ?? 'Pass';
  const item = { name: type, state: stateTypeDescriptors[type].create('JSONPath') };
  if (!state || !other) return commands.addState({ kind: 'start', machine }, item);
  const transition = any(state.transitions)?.id ?? '';
  const copy = commands.serialiseStates(workflow, [state.pointer, other.pointer]) ?? '';
  const all: Command[] = [
    commands.addState({ kind: 'after', state: state.pointer }, item),
    commands.addState({ kind: 'transition', id: transition }, item),
    commands.addState({ kind: 'start', machine }, item),
    commands.addState({ kind: 'branch', state: state.pointer, index: pick(3) }, item),
    commands.connect(state.pointer, other.pointer),
    commands.connect(state.pointer, other.pointer, 'catch'),
    commands.retarget(transition, other.pointer),
    commands.disconnect(transition),
    commands.deleteStates([state.pointer, other.pointer]),
    commands.renameState(state.pointer, `Renamed ${pick(1000)}`),
    commands.duplicateStates([state.pointer, other.pointer]),
    commands.pasteStates(copy, { kind: 'after', state: other.pointer }) ?? commands.setStart(state.pointer),
    commands.setField([...state.path, 'Comment'], 'A comment: with\na second line'),
    commands.addItem([...state.path, 'Retry'], { ErrorEquals: ['States.ALL'] }),
    commands.changeType(state.pointer, type),
    commands.setStart(other.pointer),
    commands.moveState(state.pointer, { kind: 'after', state: other.pointer }),
    commands.addBranch(state.pointer),
    commands.wrapStates([state.pointer], 'Map'),
  ];
  return any(all) ?? commands.setStart(state.pointer);
}

describe('document', () => {
  it.each(fixtures)('should undo any commands on $name to the very same text', async ({ text, format }) => {
    const check = fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (from) => {
      const pick = chance(from);
      const document = await open(text, format);
      const texts: string[] = [text];
      for (let count = 0; count < 5; count++) {
        const command = randomCommand(document.store.getState().workflow, pick);
        await document.perform(command, 'canvas');
        if (texts.at(-1) !== textOf(document)) texts.push(textOf(document));
      }
      const all = [...texts];
      for (let at = texts.length - 2; at >= 0; at--) {
        document.undo();
        expect(textOf(document)).toBe(all[at]);
      }
      expect(document.store.getState().undoLabel).toBeNull();
      for (let at = 1; at < texts.length; at++) {
        document.redo();
        expect(textOf(document)).toBe(all[at]);
      }
    });
    await fc.assert(check, { seed, numRuns: 20 });
  });

  it('should tell every change so that a copy of the text stays the same', async () => {
    const document = await open(twoStates);
    let copy = twoStates;
    const seen: Transaction[] = [];
    document.onTransaction((transaction) => {
      copy = applyEdits(copy, transaction.edits);
      seen.push(transaction);
    });

    await document.perform(commands.renameState('/States/B', 'Last'), 'canvas');
    document.editText([{ offset: 0, length: 0, text: ' ' }]);
    document.undo();
    document.undo();
    document.redo();

    expect(copy).toBe(textOf(document));
    expect(seen.map((each) => each.origin)).toEqual(['canvas', 'text', 'history', 'history', 'history']);
    expect(seen.map((each) => each.revision)).toEqual([2, 3, 4, 5, 6]);
  });

  it('should perform commands on the newest model, in the order of calling', async () => {
    const document = await open(twoStates);
    document.editText([{ offset: twoStates.indexOf('"B": {'), length: 3, text: '"C"' }]);

    const first = document.perform(commands.renameState('/States/C', 'D'), 'canvas');
    const second = document.perform(commands.renameState('/States/D', 'E'), 'canvas');

    expect([(await first).ok, (await second).ok]).toEqual([true, true]);
    expect([...document.store.getState().workflow.states.keys()]).toEqual(['/States/A', '/States/E']);
  });

  it('should perform a command again when typing overtakes it', async () => {
    const document = await open(twoStates);

    const done = document.perform(commands.renameState('/States/B', 'Last'), 'canvas');
    await Promise.resolve();
    document.editText([{ offset: 0, length: 0, text: '\n' }]);
    const result = await done;

    expect(result.ok).toBe(true);
    expect(textOf(document)).toContain('\n{\n  "StartAt": "A"');
    expect(textOf(document)).toContain('"Last": { "Type"');
  });

  it('should refuse without changing anything', async () => {
    const document = await open(twoStates);

    const result = await document.perform(commands.renameState('/States/A', 'B'), 'canvas');

    expect(result).toEqual({ ok: false, reason: 'There is a state “B” already' });
    expect(document.store.getState()).toMatchObject({ text: twoStates, undoLabel: null, saved: 'saved' });
  });

  it('should go on working on the canvas while the text is broken', async () => {
    const document = await open(twoStates);
    const at = twoStates.indexOf('"Next": "B"');
    document.editText([{ offset: at + 8, length: 3, text: '' }]);
    await document.settled();

    const { broken, workflow, problems } = document.store.getState();
    const result = await document.perform(commands.renameState('/States/B', 'Last'), 'canvas');

    expect(broken?.range.line).toBe(4);
    expect(problems.some((problem) => problem.code === 'SYNTAX_VALUE')).toBe(true);
    expect([...workflow.states.keys()]).toEqual(['/States/A', '/States/B']);
    expect(result.ok).toBe(true);
    expect(textOf(document)).toContain('"Last": { "Type": "Pass", "End": true }');
  });

  it('should keep the objects of what did not change', async () => {
    const document = await open(fixture('order.asl.json').text);
    const before = document.store.getState().workflow;

    await document.perform(commands.setField(['States', 'Apologise', 'Comment'], 'x'), 'inspector');

    const after = document.store.getState().workflow;
    const kept = [...after.states].filter(([pointer, state]) => before.states.get(pointer) === state);
    expect(kept.length).toBe(after.states.size - 1);
    expect(after.machines).toBe(before.machines);
  });

  describe('history', () => {
    it('should join typing in one place into one step and break it at a line end', async () => {
      const document = await open('{}');
      const type = (text: string) => {
        for (const character of text) {
          const offset = textOf(document).length - 1;
          document.editText([{ offset, length: 0, text: character }]);
        }
      };
      type('"ab"');
      document.editText([{ offset: textOf(document).length - 1, length: 0, text: '\n' }]);
      type('cd');

      document.undo();
      expect(textOf(document)).toBe('{"ab"\n}');
      document.undo();
      expect(textOf(document)).toBe('{"ab"}');
      document.undo();
      expect(textOf(document)).toBe('{}');
    });

    it('should join changes of one field into one step', async () => {
      const document = await open(twoStates);
      const set = (value: string, key: string) =>
        document.perform(commands.setField(['States', 'A', 'Comment'], value), 'inspector', {
          kind: 'join',
          key,
        });
      await set('H', 'comment');
      await set('He', 'comment');
      await set('Hey', 'comment');
      await set('Other', 'again');

      document.undo();
      expect(textOf(document)).toContain('"Comment": "Hey"');
      document.undo();
      expect(textOf(document)).toBe(twoStates);
    });

    it('should make a gesture one step, or take it back', async () => {
      const document = await open(twoStates);
      const move = async (name: string) => {
        const [, last = ''] = [...document.store.getState().workflow.states.keys()];
        await document.perform(commands.renameState(last, name), 'canvas', { kind: 'gesture' });
      };
      const first = document.gesture('Drag B');
      await move('C');
      await move('D');
      first.release();
      await document.settled();
      const second = document.gesture('Drag D');
      await move('E');
      second.cancel();

      expect(textOf(document)).toContain('"D": {');
      expect(document.store.getState().undoLabel).toBe('Drag B');
      document.undo();
      expect(textOf(document)).toBe(twoStates);
    });

    it('should keep what can be redone until something is really changed', async () => {
      const document = await open(twoStates);
      await document.perform(commands.renameState('/States/B', 'C'), 'canvas');
      document.undo();
      await document.perform(commands.renameState('/States/B', 'A'), 'canvas');
      await document.perform(commands.setStart('/States/A'), 'canvas');
      document.editText([]);

      expect(document.store.getState().redoLabel).toBe('Rename “B” to “C”');
      document.editText([{ offset: 0, length: 0, text: ' ' }]);
      expect(document.store.getState().redoLabel).toBeNull();
    });

    it('should undo any typing exactly', async () => {
      const check = fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(), fc.nat(4), fc.string({ maxLength: 3 })), { minLength: 1, maxLength: 20 }),
        async (typed) => {
          const document = await open(twoStates);
          for (const [at, length, text] of typed) {
            const size = textOf(document).length;
            const offset = at % (size + 1);
            const edit: TextEdit = { offset, length: Math.min(length, size - offset), text };
            document.editText([edit]);
          }
          const after = textOf(document);
          while (document.store.getState().undoLabel !== null) document.undo();
          expect(textOf(document)).toBe(twoStates);
          while (document.store.getState().redoLabel !== null) document.redo();
          expect(textOf(document)).toBe(after);
        },
      );
      await fc.assert(check, { seed, numRuns: 50 });
    });
  });

  it('should change the format as one step that can be undone', async () => {
    const document = await open(twoStates);
    const before = document.store.getState().workflow;

    await document.switchFormat('yaml');

    expect(document.store.getState()).toMatchObject({ format: 'yaml', broken: null });
    expect(document.store.getState().workflow.definition).toEqual(before.definition);
    document.undo();
    await document.settled();
    expect(document.store.getState()).toMatchObject({ format: 'json', text: twoStates, broken: null });
  });

  it('should say what a change of the format loses, and refuse what it can’t change', async () => {
    const commented = await open('# why\nStartAt: A # first\nStates:\n  A:\n    Type: Succeed\n', 'yaml');
    const broken = await open('{"StartAt": "A", "States": {"A": {', 'json');
    const template = await open(fixture('serverless.yml').text, 'yaml');

    expect(await commented.switchFormat('json')).toEqual({ lost: ['2 comments.'] });
    expect(await broken.switchFormat('yaml')).toMatchObject({
      reason: expect.stringContaining('can’t be read at line 1'),
    });
    expect(await template.switchFormat('json')).toMatchObject({
      reason: expect.stringContaining('Serverless Framework file'),
    });
    expect(template.store.getState().text).toBe(fixture('serverless.yml').text);
  });

  it('should silence advice in one document, and show it again', async () => {
    const document = await open(
      '{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","End":true}}}',
    );
    const codes = () => document.store.getState().problems.map(({ code }) => code);
    await document.settled();
    const [advice] = document.store.getState().problems.filter(({ severity }) => severity === 'advice');
    if (!advice) throw new Error('There is advice');

    document.silence(advice.code, true);
    await document.settled();
    expect(codes()).not.toContain(advice.code);
    expect(document.store.getState().silenced).toEqual([advice.code]);

    document.silence(advice.code, false);
    await document.settled();
    expect(codes()).toContain(advice.code);
    document.silence(advice.code, true);
    await document.load({ text: twoStates, format: 'json', name: 'other' });
    expect(document.store.getState().silenced).toEqual([]);
  });

  it('should open the definitions of a template one at a time', async () => {
    const { text } = fixture('serverless.yml');
    const document = await open(text, 'yaml');
    const { places, type } = document.store.getState();

    await document.choosePlace(places[1]?.path ?? []);

    expect(places.map((place) => place.name)).toEqual(['first', 'other-one']);
    expect([type, document.store.getState().type]).toEqual(['EXPRESS', 'STANDARD']);
    expect([...document.store.getState().workflow.states.keys()]).toEqual(['/States/Only']);
    expect(textOf(document)).toBe(text);
  });

  it('should begin an empty document by the first state', async () => {
    const document = await open('', 'json');
    const item = { name: 'Wait', state: stateTypeDescriptors.Wait.create('JSONPath') };

    const result = await document.perform(commands.addState({ kind: 'start', machine: '' }, item), 'canvas');

    expect(result.ok).toBe(true);
    expect(JSON.parse(textOf(document))).toEqual({
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', Seconds: 60, End: true } },
    });
    document.undo();
    expect(textOf(document)).toBe('');
  });
});
