import { documentationPage } from '../../model/stateTypes/documentation';
import type { ProblemHelp } from './rule';

const documentation = documentationPage('jsonata');
const shape = (output: string) => ({
  StartAt: 'Shape',
  QueryLanguage: 'JSONata',
  States: { Shape: { Type: 'Pass', Output: output, End: true } },
});

export const jsonataSyntax: ProblemHelp = {
  code: 'JSONATA_SYNTAX',
  severity: 'error',
  title: 'Expression that can’t be read',
  what: 'What stands between `{%` and `%}` is not a JSONata expression.',
  why: 'Step Functions refuses the definition.',
  mend: 'Correct the expression at the marked place. Text stands in quotes, parts are joined with `&`, and lists are `[…]`.',
  bad: shape('{% $states.input.total + %}'),
  good: shape('{% $states.input.total + 1 %}'),
  documentation,
};

export const jsonataDelimiters: ProblemHelp = {
  code: 'JSONATA_DELIMITERS',
  severity: 'error',
  title: 'Expression that is not opened or closed',
  what: 'A text begins with `{%` but does not end with `%}`, or the other way round.',
  why: 'Step Functions refuses expressions that are not opened and closed properly.',
  mend: 'Begin it with `{%` and end it with `%}`; nothing may stand around them.',
  bad: shape('{% $states.input'),
  good: shape('{% $states.input %}'),
  documentation,
};

export const jsonataSpaces: ProblemHelp = {
  code: 'JSONATA_BLANKS',
  severity: 'error',
  title: 'Blanks around an expression',
  what: 'A text has an expression `{% … %}` with blanks before or after it.',
  why: 'Only a text that begins with `{%` and ends with `%}` is evaluated. One that only begins or only ends so is refused; with blanks on both sides it is passed on as fixed text. In YAML a text below `|` or `>` ends with a line break, which counts as a blank.',
  mend: 'Remove the blanks; in YAML, write `|-` or `>-`.',
  bad: shape(' {% $states.input %}'),
  good: shape('{% $states.input %}'),
  documentation,
};

export const jsonataRoot: ProblemHelp = {
  code: 'JSONATA_NO_CONTEXT',
  severity: 'error',
  title: 'Data without $states',
  what: 'An expression uses `$`, `$$` or a bare field name at its top level.',
  why: 'In Step Functions an expression has no data of its own at the top level: everything is in `$states` and in variables. Step Functions refuses the definition.',
  mend: 'Begin with `$states.input` for the state’s input, or `$name` for a variable. Inside a filter or a path step, bare names are fine.',
  bad: shape('{% total * 2 %}'),
  good: shape('{% $states.input.total * 2 %}'),
  documentation,
};

export const jsonataEval: ProblemHelp = {
  code: 'JSONATA_EVAL',
  severity: 'error',
  title: '$eval is not available',
  what: 'The expression calls `$eval`.',
  why: 'Step Functions does not offer it. To read JSON from text there is `$parse`.',
  mend: 'Use `$parse` for JSON, or write the expression out.',
  bad: shape('{% $eval($states.input.text) %}'),
  good: shape('{% $parse($states.input.text) %}'),
  documentation,
};

export const jsonataFunction: ProblemHelp = {
  code: 'JSONATA_FUNCTION_UNKNOWN',
  severity: 'warning',
  title: 'Unknown function',
  what: 'The expression calls a function that is neither part of JSONata, nor added by Step Functions, nor defined in the expression.',
  why: 'The run fails with `States.QueryEvaluationError` where it is called.',
  mend: 'Correct the name. Names are written with capitals inside: `$uppercase`, `$formatNumber`.',
  bad: shape('{% $upperCase($states.input.name) %}'),
  good: shape('{% $uppercase($states.input.name) %}'),
  documentation,
};

export const statesPlace: ProblemHelp = {
  code: 'STATES_FIELD_NOT_HERE',
  severity: 'error',
  title: 'Part of $states that is not there yet',
  what: '`$states.result` is there only in `Output` and `Assign` of Task, Parallel and Map states, `$states.errorOutput` only in those of a Catcher.',
  why: 'Step Functions refuses the definition.',
  mend: 'Read `$states.input`, or move the expression to where the result is there.',
  bad: shape('{% $states.result %}'),
  good: shape('{% $states.input %}'),
  documentation: documentationPage('variables'),
};

export const statesUnknown: ProblemHelp = {
  code: 'STATES_FIELD_UNKNOWN',
  severity: 'warning',
  title: 'Unknown part of $states',
  what: '`$states` has `input`, `result`, `errorOutput` and `context`, and nothing else.',
  why: 'The expression finds nothing there, and the run most likely fails with `States.QueryEvaluationError`.',
  mend: 'Correct the name.',
  bad: shape('{% $states.imput %}'),
  good: shape('{% $states.input %}'),
  documentation: documentationPage('variables'),
};

export const jsonataLeftover: ProblemHelp = {
  code: 'JSONATA_PATH_AS_TEXT',
  severity: 'warning',
  title: 'JSONPath in a JSONata state',
  what: 'A value looks like a JSONPath (`$.order.id`), in a state whose query language is JSONata.',
  why: 'It is passed on as text, and a key that ends in `.$` keeps its `.$`.',
  mend: 'Write an expression: `{% $states.input.order.id %}`, under a key without `.$`.',
  bad: shape('$.order.id'),
  good: shape('{% $states.input.order.id %}'),
  documentation,
};
