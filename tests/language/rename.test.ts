import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/language/document';
import { editDocument } from '../../src/language/edits/edits';
import type { Format } from '../../src/language/messages';
import { definitionAt, referencesAt, renameAt } from '../../src/language/navigation';

/** A workflow in which every kind of place names a state. */
const yaml = `StartAt: Choose # first
States:
  Choose:
    Type: Choice
    Choices:
      - { Variable: $.a, IsPresent: true, Next: Each } # rule
    Default: Other
  Each:
    Type: Map
    ItemProcessor:
      StartAt: Inner
      States:
        Inner:
          Type: Task
          Resource: arn:aws:states:::lambda:invoke
          Parameters: { FunctionName: f }
          Catch:
            - ErrorEquals: [States.ALL]
              Next: Caught # handler
          Next: Caught
        # what is caught
        Caught: { Type: Succeed }
    Next: Other
  "Other":
    Type: Pass
    Comment: Other # not a name
    End: true
`;
const json = JSON.stringify(parseDocument(yaml, 'yaml').workflow.definition, null, 2);

const odd = [
  'Yes',
  'null',
  '1',
  '1.0',
  'a: b',
  '#x',
  '- a',
  '{x}',
  '[x',
  '"q"',
  "it's",
  'a \\ b',
  '%x',
  '&x',
  '*x',
  '!x',
  '|',
  '2020-01-01',
  'äöü 漢字 🎉',
  'a\tb',
  '~',
  '? x',
  '<<',
  'a #b',
  'end:',
  '__proto__',
  'constructor',
];

const shape = (text: string, format: Format, back: readonly [string, string]) => {
  const { workflow, syntaxProblems } = parseDocument(text, format);
  const named = (name: string | null) => (name === back[0] ? back[1] : name);
  return {
    problems: syntaxProblems.length,
    starts: [...workflow.machines.values()].map((machine) => named(machine.start?.targetName ?? null)),
    states: [...workflow.states.values()].map((state) => [
      named(state.name),
      state.transitions.map((each) => [each.kind, named(each.targetName), each.target !== null]),
    ]),
  };
};

const comments = (text: string): string[] =>
  text.match(/# (first|rule|handler|what is caught|not a name)/g) ?? [];

describe.each([
  ['json', json],
  ['yaml', yaml],
] as const)('renaming in %s', (format, text) => {
  const document = parseDocument(text, format);
  const places = [...document.workflow.states.values()].map(({ name, path }) => [name, path] as const);

  it.each(odd)('should let any state be called %j, wherever it is named', (to) => {
    for (const [name, path] of places) {
      const result = renameAt(document, (document.placeOf(path, 'key')?.offset ?? 0) + 1, to);
      if (!('change' in result)) throw new Error(`${name}: ${result.reason}`);

      const after = editDocument(document, result.change.ops).document.text;

      expect(shape(after, format, [to, name]), after).toEqual(shape(text, format, [to, name]));
      expect(comments(after)).toEqual(comments(text));
    }
  });

  it('should say why a name can’t be taken', () => {
    const at = (document.placeOf(['States', 'Other'], 'key')?.offset ?? 0) + 1;

    for (const name of ['', ' ', 'Each', 'Caught', 'x'.repeat(81)]) {
      expect(renameAt(document, at, name), name).toHaveProperty('reason');
    }
  });

  it('should lead from every place that names a state to it, and to all others', () => {
    for (const [name, path] of places) {
      const key = document.placeOf(path, 'key');
      const all = referencesAt(document, (key?.offset ?? 0) + 1);

      expect(all[0]).toEqual(key);
      for (const { offset, length } of all) {
        expect(text.slice(offset, offset + length).replaceAll('"', '')).toBe(name);
        expect(definitionAt(document, offset + 1)).toEqual([key]);
        expect(referencesAt(document, offset + 1)).toEqual(all);
      }
    }
  });
});
