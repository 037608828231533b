import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/base/textEdits';
import { parseDocument } from '../../src/language/document';
import { editDocument } from '../../src/language/edits/edits';
import { definitionAt, referencesAt, renameAt, renamePlaceAt } from '../../src/language/navigation';

const jsonata = `{
  "QueryLanguage": "JSONata",
  "StartAt": "Set",
  "States": {
    "Set": { "Type": "Pass", "Assign": { "total": "{% $states.input.a %}", "other": 1 }, "Next": "Each" },
    "Each": {
      "Type": "Map",
      "Items": "{% [1..$total] %}",
      "ItemProcessor": {
        "StartAt": "In",
        "States": {
          "In": { "Type": "Pass", "Assign": { "mine": 2 }, "Output": "{% $total & \\"$total\\" & ($sum := 1; $sum + $total) %}", "End": true }
        }
      },
      "Next": "Use"
    },
    "Use": { "Type": "Pass", "Assign": { "total": "{% $total + 1 %}" }, "Output": "{% $total + $other %}", "End": true }
  }
}`;

const paths = `StartAt: Set
States:
  Set:
    Type: Pass
    Assign:
      order.$: $.order
    Next: Choose
  Choose:
    Type: Choice
    Choices:
      - Variable: $order.size # how large
        NumericGreaterThan: 3
        Next: Show
    Default: Show
  Show:
    Type: Pass
    Parameters:
      text.$: "States.Format('{} \\"of\\" {}', $order.id, $order)"
      whole.$: $order
      same.$: $.items[?(@.id == $order.id)]
    End: true
`;

const textsOf = (text: string, places: readonly { offset: number; length: number }[]): string[] =>
  places.map(({ offset, length }) => text.slice(offset, offset + length));

function renamed(text: string, format: 'json' | 'yaml', at: number, to: string): string {
  const document = parseDocument(text, format);
  const answer = renameAt(document, at, to);
  if ('reason' in answer) throw new Error(answer.reason);
  return applyEdits(text, editDocument(document, answer.change.ops).edits);
}

function refusal(text: string, format: 'json' | 'yaml', at: number, to: string): string {
  const answer = renameAt(parseDocument(text, format), at, to);
  return 'reason' in answer ? answer.reason : '';
}

describe('variables in the text', () => {
  it('should lead from a use in an inner machine to every place that sets the variable', () => {
    const document = parseDocument(jsonata, 'json');
    const at = jsonata.indexOf('$total &') + 3;
    const found = definitionAt(document, at);
    expect(textsOf(jsonata, found)).toEqual(['total', 'total']);
    expect(found[0]?.offset).toBe(jsonata.indexOf('"total"') + 1);
  });

  it('should find every reference, none of them in a text of the expression', () => {
    const document = parseDocument(jsonata, 'json');
    const found = referencesAt(document, jsonata.indexOf('"total"') + 2);
    expect(textsOf(jsonata, found)).toEqual([
      'total',
      '$total',
      '$total',
      '$total',
      'total',
      '$total',
      '$total',
    ]);
    const inText = jsonata.indexOf('\\"$total') + 2;
    expect(found.some(({ offset }) => offset === inText)).toBe(false);
  });

  it('should find references in paths and intrinsic functions of YAML', () => {
    const document = parseDocument(paths, 'yaml');
    const found = referencesAt(document, paths.indexOf('$order.size') + 1);
    expect(textsOf(paths, found)).toEqual(['order', '$order', '$order', '$order', '$order', '$order']);
  });

  it('should rename a variable wherever it is set and read, and nothing else', () => {
    const after = renamed(jsonata, 'json', jsonata.indexOf('$total +'), 'all');
    expect(after).toBe(jsonata.replaceAll('"total":', '"all":').replaceAll(/(?<!")\$total/g, '$$all'));
    const yaml = renamed(paths, 'yaml', paths.indexOf('order.$') + 1, '$parcel');
    expect(yaml).toBe(paths.replace('order.$:', 'parcel.$:').replaceAll('$order', '$parcel'));
  });

  it('should keep variables of the same name in different machines apart', () => {
    const branch = (name: string) =>
      `{ "StartAt": "${name}", "States": { "${name}": { "Type": "Pass", "Assign": { "x": 1 }, "Next": "${name}2" }, "${name}2": { "Type": "Pass", "Output": "{% $x %}", "End": true } } }`;
    const text = `{ "QueryLanguage": "JSONata", "StartAt": "P", "States": { "P": { "Type": "Parallel", "Branches": [${branch('A')}, ${branch('B')}], "End": true } } }`;
    const after = renamed(text, 'json', text.indexOf('$x'), 'y');
    expect(after).toBe(text.replace(branch('A'), branch('A').replace('"x"', '"y"').replace('$x', '$y')));
  });

  it('should refuse a name that would change a meaning', () => {
    const at = jsonata.indexOf('"total"') + 2;
    expect(refusal(jsonata, 'json', at, 'other')).toBe('There is a variable $other already, set in “Set”');
    expect(refusal(jsonata, 'json', at, 'mine')).toBe('There is a variable $mine already, set in “In”');
    expect(refusal(jsonata, 'json', at, 'states')).toBe(
      'states is reserved; a variable can’t have that name',
    );
    expect(refusal(jsonata, 'json', at, '1st')).toBe(
      'A name begins with a letter and has letters, digits and _',
    );
    expect(refusal(jsonata, 'json', at, 'count')).toBe('$count is a function of JSONata');
    const captured = jsonata.replaceAll('$sum', '$own');
    expect(refusal(captured, 'json', at, 'own')).toBe(
      'An expression in “In” uses $own for something of its own',
    );
  });

  it('should refuse while an expression that seems to use the variable can’t be read', () => {
    const text = jsonata.replace('$total + $other', '$total + ');
    expect(refusal(text, 'json', text.indexOf('"total"') + 2, 'all')).toBe(
      'An expression in “Use” that can’t be read seems to use $total. Mend it first',
    );
  });

  it('should say what a rename begins with, and why there is none elsewhere', () => {
    const document = parseDocument(jsonata, 'json');
    const at = jsonata.indexOf('$total +');
    expect(renamePlaceAt(document, at)).toEqual({ place: { offset: at + 1, length: 5 }, text: 'total' });
    expect(renamePlaceAt(document, jsonata.indexOf('"Each"') + 2)).toMatchObject({ text: 'Each' });
    expect(renamePlaceAt(document, jsonata.indexOf('"Type"') + 2)).toEqual({
      reason: 'Only names of states and variables can be renamed. Put the cursor on one.',
    });
    const lost = parseDocument(jsonata.replace('$other %}', '$nowhere %}'), 'json');
    expect(renamePlaceAt(lost, lost.text.indexOf('$nowhere') + 1)).toEqual({
      reason: 'No state sets the variable $nowhere.',
    });
  });
});
