import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/base/json';
import { valueAt } from '../../src/base/pointer';
import { parseDocument } from '../../src/language/document';
import { applyOps } from '../../src/model/change';
import type { Command } from '../../src/model/commands';
import * as commands from '../../src/model/commands';
import { stateTypeDescriptors } from '../../src/model/stateTypes';
import type { StateType, Workflow } from '../../src/model/workflow';

const model = (definition: JsonValue): Workflow => parseDocument(JSON.stringify(definition), 'json').workflow;

/** What a definition is after a command; the reason in its place when the command refuses. */
function changed(definition: JsonValue, command: Command): JsonValue {
  const result = command(model(definition));
  return result.ok ? applyOps(definition, result.change.ops) : result.reason;
}

function selected(definition: JsonValue, command: Command): string | undefined {
  const result = command(model(definition));
  return result.ok ? result.change.select : undefined;
}

const item = (type: StateType) => ({
  name: stateTypeDescriptors[type].defaultName,
  state: stateTypeDescriptors[type].create('JSONPath'),
});

const pass = (next: string | null): JsonValue =>
  next === null ? { Type: 'Pass', End: true } : { Type: 'Pass', Next: next };

const chain = { StartAt: 'A', States: { A: pass('B'), B: pass('C'), C: pass(null) } };

const branching = {
  StartAt: 'Try',
  States: {
    Try: {
      Type: 'Task',
      Resource: 'x',
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Mend' }],
      Next: 'Which',
    },
    Which: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.a', IsNull: true, Next: 'Mend' },
        { Variable: '$.b', IsNull: true, Next: 'End' },
      ],
      Default: 'End',
    },
    Mend: pass('Try'),
    End: { Type: 'Succeed' },
  },
};

const nested: JsonValue = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Left', States: { Left: pass(null) } },
        { StartAt: 'Right', States: { Right: pass(null) } },
      ],
      Next: 'Last',
    },
    Last: pass(null),
  },
};

describe('adding a state', () => {
  it('should put it between a state and what followed, right after it in the text', () => {
    const command = commands.addState({ kind: 'after', state: '/States/A' }, item('Wait'));
    const definition = changed(chain, command);

    expect(definition).toEqual({
      StartAt: 'A',
      States: {
        A: pass('Wait'),
        Wait: { Type: 'Wait', Seconds: 60, Next: 'B' },
        B: pass('C'),
        C: pass(null),
      },
    });
    expect(JSON.stringify(definition)).toContain('{"A":{"Type":"Pass","Next":"Wait"},"Wait":');
    expect(selected(chain, command)).toBe('/States/Wait');
  });

  it('should end the path after a state that ended it', () => {
    const definition = changed(chain, commands.addState({ kind: 'after', state: '/States/C' }, item('Pass')));

    expect(definition).toMatchObject({ States: { C: { Next: 'Pass' }, Pass: { Type: 'Pass', End: true } } });
    expect(JSON.stringify(definition)).not.toContain('"C":{"Type":"Pass","End"');
  });

  it('should put it on a Choice rule, a Catcher and the start', () => {
    const on = (id: string) =>
      changed(branching, commands.addState({ kind: 'transition', id }, item('Pass')));

    expect(on('/States/Which/Choices/1/Next')).toMatchObject({
      States: {
        Which: { Choices: [{ Next: 'Mend' }, { Next: 'Pass' }], Default: 'End' },
        Pass: { Next: 'End' },
      },
    });
    expect(on('/States/Try/Catch/0/Next')).toMatchObject({
      States: { Try: { Catch: [{ Next: 'Pass' }], Next: 'Which' }, Pass: { Next: 'Mend' } },
    });
    expect(on('/StartAt')).toMatchObject({ StartAt: 'Pass', States: { Pass: { Next: 'Try' } } });
  });

  it('should give a Choice its Default, also where the path ended', () => {
    expect(
      changed(chain, commands.addState({ kind: 'after', state: '/States/B' }, item('Choice'))),
    ).toMatchObject({
      States: { B: { Next: 'Choice' }, Choice: { Type: 'Choice', Default: 'C' } },
    });
    expect(
      changed(chain, commands.addState({ kind: 'after', state: '/States/C' }, item('Choice'))),
    ).toMatchObject({
      States: { C: { Next: 'Choice' }, Choice: { Default: 'Done' }, Done: { Type: 'Succeed' } },
    });
  });

  it('should say that a state which ends the path ends it, and give it no Next', () => {
    const result = commands.addState({ kind: 'after', state: '/States/A' }, item('Fail'))(model(chain));

    expect(result).toMatchObject({ ok: true, change: { label: expect.stringContaining('ends the path') } });
    expect(
      changed(chain, commands.addState({ kind: 'after', state: '/States/A' }, item('Succeed'))),
    ).toMatchObject({
      States: { Succeed: { Type: 'Succeed' } },
    });
  });

  it('should refuse to follow a state that ends the path', () => {
    expect(
      changed(branching, commands.addState({ kind: 'after', state: '/States/End' }, item('Pass'))),
    ).toMatch(/Nothing can follow “End”/);
  });

  it('should fill an empty workflow, an empty branch and a new branch', () => {
    const empty = {
      StartAt: 'P',
      States: { P: { Type: 'Parallel', Branches: [{ States: {} }], End: true } },
    };
    const start = { kind: 'start', machine: '' } as const;
    const first = { StartAt: 'Pass', States: { Pass: pass(null) } };
    const branch = (index: number) =>
      changed(empty, commands.addState({ kind: 'branch', state: '/States/P', index }, item('Pass')));

    expect(changed({}, commands.addState(start, item('Pass')))).toEqual(first);
    expect(branch(0)).toMatchObject({ States: { P: { Branches: [first] } } });
    expect(branch(1)).toMatchObject({ States: { P: { Branches: [{ States: {} }, first] } } });
  });

  it('should find a name that is unique in the whole workflow', () => {
    const added = changed(
      nested,
      commands.addState({ kind: 'start', machine: '' }, { name: 'Left', state: {} }),
    );

    expect(added).toMatchObject({ StartAt: 'Left 2' });
    expect(commands.uniqueName(model({ States: { Wait: {}, 'Wait 2': {} } }), 'Wait')).toBe('Wait 3');
    expect(commands.uniqueName(model({ States: { ['x'.repeat(80)]: {} } }), 'x'.repeat(80))).toHaveLength(80);
  });
});

describe('deleting states', () => {
  it('should lead to what followed, past all that goes', () => {
    expect(changed(chain, commands.deleteStates(['/States/B']))).toEqual({
      StartAt: 'A',
      States: { A: pass('C'), C: pass(null) },
    });
    expect(changed(chain, commands.deleteStates(['/States/A', '/States/B']))).toEqual({
      StartAt: 'C',
      States: { C: pass(null) },
    });
  });

  it('should end the path where nothing followed', () => {
    expect(changed(chain, commands.deleteStates(['/States/C']))).toMatchObject({ States: { B: pass(null) } });
  });

  it('should lead rules, defaults and Catchers on, and drop those that would lead nowhere or back', () => {
    expect(changed(branching, commands.deleteStates(['/States/Mend']))).toEqual({
      StartAt: 'Try',
      States: {
        Try: { Type: 'Task', Resource: 'x', Next: 'Which' },
        Which: {
          Type: 'Choice',
          Choices: [
            { Variable: '$.a', IsNull: true, Next: 'Try' },
            { Variable: '$.b', IsNull: true, Next: 'End' },
          ],
          Default: 'End',
        },
        End: { Type: 'Succeed' },
      },
    });
    expect(changed(branching, commands.deleteStates(['/States/End']))).toMatchObject({
      States: { Which: { Choices: [{ Next: 'Mend' }] } },
    });
    expect(JSON.stringify(changed(branching, commands.deleteStates(['/States/End'])))).not.toContain(
      'Default',
    );
  });

  it('should leave an empty machine when all goes, and count what lies inside once', () => {
    expect(changed(chain, commands.deleteStates(['/States/A', '/States/B', '/States/C']))).toEqual({
      States: {},
    });
    const inside = ['/States/Both', '/States/Both/Branches/0/States/Left'];
    expect(changed(nested, commands.deleteStates(inside))).toEqual({
      StartAt: 'Last',
      States: { Last: pass(null) },
    });
  });
});

describe('renaming a state', () => {
  it('should rename all that leads to it', () => {
    const definition = changed(branching, commands.renameState('/States/Mend', 'Repair'));

    expect(definition).toMatchObject({
      States: {
        Try: { Catch: [{ Next: 'Repair' }] },
        Which: { Choices: [{ Next: 'Repair' }, { Next: 'End' }] },
      },
    });
    expect(JSON.stringify(definition)).not.toContain('Mend');
  });

  it('should rename a state that leads to itself, and the first state', () => {
    const loop = { StartAt: 'A', States: { A: { Type: 'Choice', Choices: [], Default: 'A' } } };

    expect(changed(loop, commands.renameState('/States/A', 'B'))).toEqual({
      StartAt: 'B',
      States: { B: { Type: 'Choice', Choices: [], Default: 'B' } },
    });
  });

  it('should refuse names that are taken anywhere, too long or empty', () => {
    expect(changed(nested, commands.renameState('/States/Last', 'Left'))).toBe(
      'There is a state “Left” already',
    );
    expect(changed(chain, commands.renameState('/States/A', 'x'.repeat(81)))).toMatch(/80 characters/);
    expect(changed(chain, commands.renameState('/States/A', '  '))).toBe('A state needs a name');
  });
});

describe('transitions', () => {
  it('should lead a state elsewhere by the kind it has room for', () => {
    expect(changed(chain, commands.connect('/States/C', '/States/A'))).toMatchObject({
      States: { C: { Next: 'A' } },
    });
    expect(changed(branching, commands.connect('/States/Which', '/States/Try'))).toMatchObject({
      States: { Which: { Choices: [{}, {}, { Next: 'Try' }] } },
    });
    expect(changed(branching, commands.connect('/States/Try', '/States/End', 'catch'))).toMatchObject({
      States: { Try: { Catch: [{ Next: 'Mend' }, { ErrorEquals: ['States.ALL'], Next: 'End' }] } },
    });
  });

  it('should refuse what AWS refuses, with the reason', () => {
    expect(changed(nested, commands.connect('/States/Last', '/States/Both/Branches/0/States/Left'))).toBe(
      '“Left” is inside “Both”, and no transition crosses its border',
    );
    expect(changed(branching, commands.connect('/States/End', '/States/Try'))).toMatch(
      /a Succeed state ends the path/,
    );
    expect(changed(chain, commands.connect('/States/A', '/States/C', 'catch'))).toBe(
      'A Pass state can’t catch errors',
    );
    expect(changed(chain, commands.disconnect('/StartAt'))).toMatch(/needs a first state/);
  });

  it('should take a transition away', () => {
    expect(changed(chain, commands.disconnect('/States/A/Next'))).toMatchObject({
      States: { A: pass(null) },
    });
    expect(changed(branching, commands.disconnect('/States/Try/Catch/0/Next'))).toEqual({
      ...branching,
      States: { ...branching.States, Try: { Type: 'Task', Resource: 'x', Next: 'Which' } },
    });
    expect(changed(branching, commands.disconnect('/States/Which/Choices/0/Next'))).toMatchObject({
      States: { Which: { Choices: [{ Variable: '$.b' }] } },
    });
  });

  it('should lead one that is there to another state', () => {
    expect(changed(branching, commands.retarget('/States/Which/Default', '/States/Mend'))).toMatchObject({
      States: { Which: { Default: 'Mend' } },
    });
    expect(changed(chain, commands.retarget('/StartAt', '/States/B'))).toMatchObject({ StartAt: 'B' });
  });
});

describe('copies', () => {
  it('should put a duplicate after the original', () => {
    expect(changed(chain, commands.duplicateStates(['/States/A']))).toEqual({
      StartAt: 'A',
      States: { A: pass('A 2'), 'A 2': pass('B'), B: pass('C'), C: pass(null) },
    });
  });

  it('should duplicate several with the transitions between them, and rename what is inside', () => {
    expect(changed(chain, commands.duplicateStates(['/States/A', '/States/B']))).toMatchObject({
      States: { B: { Next: 'A 2' }, 'A 2': { Next: 'B 2' }, 'B 2': { Next: 'C' } },
    });
    expect(changed(nested, commands.duplicateStates(['/States/Both']))).toMatchObject({
      States: {
        Both: { Next: 'Both 2' },
        'Both 2': {
          Branches: [{ StartAt: 'Left 2', States: { 'Left 2': {} } }, { StartAt: 'Right 2' }],
          Next: 'Last',
        },
      },
    });
  });

  it('should paste what was copied, with names that are free', () => {
    const text = commands.serialiseStates(model(chain), ['/States/A', '/States/B']) ?? '';
    const paste = commands.pasteStates(text, { kind: 'after', state: '/States/B' });

    expect(JSON.parse(text)).toEqual({ StartAt: 'A', States: { A: pass('B'), B: pass(null) } });
    expect(paste && changed(chain, paste)).toEqual({
      StartAt: 'A',
      States: { A: pass('B'), B: pass('A 2'), 'A 2': pass('B 2'), 'B 2': pass('C'), C: pass(null) },
    });
    expect(commands.pasteStates('no states', null)).toBeNull();
  });

  it('should paste a single state and drop what leads nowhere in its new place', () => {
    const text = JSON.stringify({ Type: 'Task', Resource: 'x', Next: 'Gone', Catch: [{ Next: 'Gone' }] });
    const paste = commands.pasteStates(text, null);

    expect(paste && changed(chain, paste)).toMatchObject({
      States: { C: { Next: 'Task' }, Task: { Type: 'Task', Resource: 'x', End: true } },
    });
    expect(JSON.stringify(paste && changed(chain, paste))).not.toContain('Gone');
  });
});

describe('other commands', () => {
  it('should move a state to another place and close the gap', () => {
    expect(changed(chain, commands.moveState('/States/A', { kind: 'after', state: '/States/C' }))).toEqual({
      StartAt: 'B',
      States: { B: pass('C'), C: pass('A'), A: pass(null) },
    });
    const target = { kind: 'after', state: '/States/Both/Branches/0/States/Left' } as const;
    expect(changed(nested, commands.moveState('/States/Last', target))).toMatchObject({
      States: {
        Both: { Branches: [{ States: { Left: { Next: 'Last' }, Last: pass(null) } }, {}], End: true },
      },
    });
  });

  it('should set, make and remove fields', () => {
    expect(changed(chain, commands.setField(['States', 'A', 'Parameters', 'x'], 1))).toMatchObject({
      States: { A: { Parameters: { x: 1 } } },
    });
    expect(JSON.stringify(changed(chain, commands.setField(['States', 'A', 'Comment'], 'c')))).toContain(
      '"A":{"Type":"Pass","Comment":"c","Next":"B"}',
    );
    expect(changed(chain, commands.removeField(['States', 'A', 'Comment']))).toEqual(chain);
  });

  it('should add, move and remove entries of lists', () => {
    const list = ['States', 'A', 'Retry'];
    const one = { ...chain, States: { ...chain.States, A: { Type: 'Task', Retry: [1, 2, 3] } } };

    expect(changed(chain, commands.addItem(list, {}))).toMatchObject({ States: { A: { Retry: [{}] } } });
    expect(changed(one, commands.moveItem(list, 0, 2))).toMatchObject({
      States: { A: { Retry: [2, 3, 1] } },
    });
    expect(changed(one, commands.removeItem(list, 1))).toMatchObject({ States: { A: { Retry: [1, 3] } } });
  });

  it('should add, remove and reorder branches', () => {
    const starts = (definition: JsonValue): unknown[] =>
      [0, 1, 2].map((at) => valueAt(definition, ['States', 'Both', 'Branches', at, 'StartAt']));

    expect(starts(changed(nested, commands.addBranch('/States/Both')))).toEqual(['Left', 'Right', undefined]);
    expect(starts(changed(nested, commands.removeBranch('/States/Both', 0)))).toEqual([
      'Right',
      undefined,
      undefined,
    ]);
    expect(starts(changed(nested, commands.moveBranch('/States/Both', 0, 1)))).toEqual([
      'Right',
      'Left',
      undefined,
    ]);
  });

  it('should keep what two types share when a state changes its type', () => {
    expect(changed(chain, commands.changeType('/States/A', 'Wait'))).toMatchObject({
      States: { A: { Type: 'Wait', Seconds: 60, Next: 'B' } },
    });
    expect(changed(chain, commands.changeType('/States/A', 'Choice'))).toMatchObject({
      States: { A: { Type: 'Choice', Choices: [], Default: 'B' } },
    });
    expect(changed(branching, commands.changeType('/States/Which', 'Pass'))).toMatchObject({
      States: { Which: { Type: 'Pass', Next: 'End' } },
    });
  });

  it('should put states into a Map that takes their place', () => {
    expect(changed(chain, commands.wrapStates(['/States/A', '/States/B'], 'Map'))).toEqual({
      StartAt: 'Map',
      States: {
        Map: {
          Type: 'Map',
          ItemProcessor: {
            ProcessorConfig: { Mode: 'INLINE' },
            StartAt: 'A',
            States: { A: pass('B'), B: pass(null) },
          },
          Next: 'C',
        },
        C: pass(null),
      },
    });
    expect(changed(branching, commands.wrapStates(['/States/Which'], 'Parallel'))).toMatch(
      /leads out of these states/,
    );
  });
});
