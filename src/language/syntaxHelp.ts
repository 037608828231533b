import type { Severity } from '../model/problem';
import { documentationPage } from '../model/stateTypes/documentation';

/** The pages of problems with the text itself, which the readers of JSON and YAML report. */

/** What a page says; the examples are texts, since none of them is a definition yet. */
export interface SyntaxHelp {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly what: string;
  readonly why: string;
  readonly mend: string;
  readonly bad: string;
  readonly good: string;
  readonly format: 'json' | 'yaml';
  readonly documentation: string;
}

type Page = readonly [title: string, what: string, mend: string, bad: string, good: string];

const unread = 'Until then, what stands here can’t be read, and Step Functions refuses the text.';
const documentation = documentationPage('structure');

const json: Readonly<Record<string, Page>> = {
  SYNTAX_UNEXPECTED: [
    'Something unexpected',
    'A sign stands where a value, a name or a bracket should.',
    'Remove it, or add what is missing before it.',
    '{ "StartAt": ]"A" }',
    '{ "StartAt": "A" }',
  ],
  SYNTAX_AFTER_END: [
    'Text after the end',
    'Something follows the closing bracket of the definition.',
    'Remove it, or move the bracket to the end.',
    '{ "StartAt": "A" } }',
    '{ "StartAt": "A" }',
  ],
  SYNTAX_COMMENT: [
    'Comment in JSON',
    'The text has a comment (`//` or `/* */`), which JSON does not have.',
    'Use the `Comment` field, or write the definition in YAML.',
    '{ "StartAt": "A" // first\n}',
    '{ "Comment": "first", "StartAt": "A" }',
  ],
  SYNTAX_COMMENT_UNCLOSED: [
    'Comment that never ends',
    'A comment begins with `/*`, and its `*/` is missing.',
    'End the comment, or remove it.',
    '{ "StartAt": "A" } /* first',
    '{ "StartAt": "A" }',
  ],
  SYNTAX_NUMBER: [
    'Number that can’t be read',
    'A number is not complete, or too large to be held.',
    'Write digits, a point and an exponent as JSON has them: `12`, `-0.5`, `1e3`.',
    '{ "TimeoutSeconds": 1. }',
    '{ "TimeoutSeconds": 1 }',
  ],
  SYNTAX_TEXT_UNCLOSED: [
    'Text without a closing quote',
    'A text begins with a quote and has none at its end in the same line.',
    'Add the closing quote.',
    '{ "StartAt": "A }',
    '{ "StartAt": "A" }',
  ],
  SYNTAX_TEXT_LINES: [
    'Text over several lines',
    'A text goes on in the next line, which JSON does not allow.',
    'Write `\\n` for each line break.',
    '{ "Comment": "one\ntwo" }',
    '{ "Comment": "one\\ntwo" }',
  ],
  SYNTAX_CHARACTER: [
    'Character that must be escaped',
    'A text holds a tab or another control character as it is.',
    'Write `\\t`, `\\n` or `\\u` with four digits.',
    '{ "Comment": "a\tb" }',
    '{ "Comment": "a\\tb" }',
  ],
  SYNTAX_ESCAPE: [
    'Unknown escape',
    'A backslash is followed by a character that makes no escape in JSON.',
    'Write `\\\\` for a backslash.',
    '{ "Comment": "\\d" }',
    '{ "Comment": "\\\\d" }',
  ],
  SYNTAX_QUOTES: [
    'Other quotes than JSON’s',
    'A text or a field name has single quotes, or none.',
    'Use double quotes.',
    '{ \'StartAt\': "A" }',
    '{ "StartAt": "A" }',
  ],
  SYNTAX_WORD: [
    'Word that is no value',
    'A word stands where a value should, and it is none of `true`, `false` and `null`.',
    'Put text into double quotes.',
    '{ "End": True }',
    '{ "End": true }',
  ],
  SYNTAX_COMMA: [
    'Comma missing, or one too many',
    'Between two entries there is no comma, or there are two.',
    'Put one comma between entries.',
    '{ "StartAt": "A" "States": {} }',
    '{ "StartAt": "A", "States": {} }',
  ],
  SYNTAX_TRAILING_COMMA: [
    'Comma after the last entry',
    'A comma follows the last entry of an object or list.',
    'Remove it.',
    '{ "StartAt": "A", }',
    '{ "StartAt": "A" }',
  ],
  SYNTAX_COLON: [
    'Name without a value',
    'A field name has no `:` and no value.',
    'Add both.',
    '{ "StartAt" }',
    '{ "StartAt": "A" }',
  ],
  SYNTAX_VALUE: [
    'Missing value',
    'After the `:` there is no value.',
    'Add the value.',
    '{ "StartAt": }',
    '{ "StartAt": "A" }',
  ],
  SYNTAX_BRACKET: [
    'Brackets that don’t match',
    'A bracket is missing, or closes nothing.',
    'Add or remove a bracket at the marked place.',
    '{\n  "States": {\n    "A": {\n  },\n  "StartAt": "A"\n}',
    '{\n  "States": {\n    "A": {}\n  },\n  "StartAt": "A"\n}',
  ],
  SYNTAX_END: [
    'Text that ends too early',
    'The text ends while brackets are still open.',
    'Add the closing brackets.',
    '{ "StartAt": "A"',
    '{ "StartAt": "A" }',
  ],
  SYNTAX_DUPLICATE_KEY: [
    'Field written twice',
    'An object has the same name twice. Only the last one counts.',
    'Remove one of the two; for two states, rename one.',
    '{ "StartAt": "A", "StartAt": "B" }',
    '{ "StartAt": "B" }',
  ],
  SYNTAX_DEPTH: [
    'Nested too deeply',
    'Objects and lists are nested so deeply that what lies inside is not read.',
    'Make the data flatter, or pass it as text.',
    '[[[[ … ]]]]',
    '[ … ]',
  ],
  SYNTAX_PLACEHOLDER: [
    'Placeholder without quotes',
    'A placeholder such as `${Name}` stands without quotes. It becomes JSON once a template tool (SAM, Terraform) has replaced it.',
    'Nothing, when a tool replaces it by a whole value. Otherwise put it into quotes.',
    '{ "TimeoutSeconds": ${Limit} }',
    '{ "TimeoutSeconds": "${Limit}" }',
  ],
  WORKFLOW_ELSEWHERE: [
    'Workflow in another file',
    'The template has a workflow whose definition stands somewhere else: in another file, in Amazon S3, in a parameter.',
    'Open the other file. The command line follows the path of a file by itself.',
    'DefinitionUri: order.asl.json',
    'Definition:\n  StartAt: A',
  ],
};

const yaml: Readonly<Record<string, Page>> = {
  SYNTAX_BAD_INDENT: [
    'Indentation that does not fit',
    'A line is indented in a way that fits nothing above it.',
    'Indent entries of one object alike.',
    'States:\n  A:\n    Type: Pass\n   End: true',
    'States:\n  A:\n    Type: Pass\n    End: true',
  ],
  SYNTAX_TAB_AS_INDENT: [
    'Tab as indentation',
    'A line is indented with a tab, which YAML does not allow.',
    'Use spaces.',
    'States:\n\tA: {}',
    'States:\n  A: {}',
  ],
  SYNTAX_MISSING_CHAR: [
    'Something missing',
    'A bracket, a quote, a colon or a space is missing.',
    'Add it at the marked place.',
    'StartAt: "A',
    'StartAt: "A"',
  ],
  SYNTAX_ALIAS: [
    'Unknown alias',
    'An alias `*name` has no anchor `&name` above it, or stands for too much.',
    'Set the anchor above, or write the value out.',
    'Retry: *usual',
    'Retry: []',
  ],
  SYNTAX_DOCUMENTS: [
    'Several documents',
    'The text has several documents, parted by `---`. Only the first is read.',
    'Keep one document in a file.',
    'StartAt: A\n---\nStartAt: B',
    'StartAt: A',
  ],
};

const severities: Readonly<Record<string, Severity>> = {
  WORKFLOW_ELSEWHERE: 'advice',
};
const reasons: Readonly<Record<string, string>> = {
  SYNTAX_COMMENT: 'Step Functions reads strict JSON and refuses comments.',
  SYNTAX_TRAILING_COMMA: 'Step Functions reads strict JSON and refuses it.',
  SYNTAX_DUPLICATE_KEY:
    'Readers of JSON drop one of them without a word; of two states with one name only the last would be left.',
  SYNTAX_PLACEHOLDER:
    'As it stands the text is no JSON, and Step Functions refuses it. It is drawn and checked as if the placeholder were a value.',
  SYNTAX_DOCUMENTS: 'What stands in the others would be lost.',
  WORKFLOW_ELSEWHERE: 'It is not drawn here, and its problems are not looked for.',
};

/** Pages of all codes that the readers give, besides rarer ones of YAML. */
export const syntaxPages: readonly SyntaxHelp[] = [
  ...Object.entries(json).map(([code, page]) => makePage(code, page, 'json')),
  ...Object.entries(yaml).map(([code, page]) => makePage(code, page, 'yaml')),
];

const byCode: ReadonlyMap<string, SyntaxHelp> = new Map(syntaxPages.map((page) => [page.code, page]));

/** The page of a syntax problem; rarer ones of YAML share one text. */
export function syntaxHelp(code: string): SyntaxHelp | undefined {
  const page = byCode.get(code);
  if (page || !code.startsWith('SYNTAX_')) return page;
  return makePage(
    code,
    [
      'Text that is no YAML',
      'The reader of YAML could not make sense of the marked place.',
      'Correct it as the message says.',
      'States: { A: }}',
      'States: { A: {} }',
    ],
    'yaml',
  );
}

function makePage(code: string, [title, what, mend, bad, good]: Page, format: 'json' | 'yaml'): SyntaxHelp {
  const severity = severities[code] ?? 'error';
  return {
    code,
    severity,
    title,
    what,
    why: reasons[code] ?? unread,
    mend,
    bad,
    good,
    format,
    documentation,
  };
}
