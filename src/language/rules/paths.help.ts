import { documentationPage } from '../../model/stateTypes/documentation';
import type { ProblemHelp } from './rule';

const documentation = documentationPage('inputPath');
const intrinsics = documentationPage('intrinsics');

export const pathInvalid: ProblemHelp = {
  code: 'PATH_INVALID',
  severity: 'error',
  title: 'Path that can’t be read',
  what: 'A field that takes a JSONPath holds something else.',
  why: 'Step Functions refuses the definition.',
  mend: 'Write a path: `$` is the input, `$.order.items[0].id` a part of it, `$$.Execution.Id` the context, `$name` a variable.',
  bad: { Pick: { Type: 'Pass', InputPath: 'order.id', End: true } },
  good: { Pick: { Type: 'Pass', InputPath: '$.order.id', End: true } },
  documentation,
};

export const pathNotReference: ProblemHelp = {
  code: 'PATH_NOT_REFERENCE',
  severity: 'error',
  title: 'Path to more than one place',
  what: 'The field takes a Reference Path: names and indices that lead to one place. So do `ResultPath`, `ItemsPath`, `Variable` and the operands of a Choice rule, and the fields that take a figure or a time from a path, such as `SecondsPath`.',
  why: 'Filters, wildcards, slices and functions (`[?(…)]`, `[*]`, `..`, `[0:2]`, `length()`) may mean many places or none. `ResultPath` can’t write into the context object or a variable, and the figures of a Map can’t be read from the context object. Step Functions refuses the definition.',
  mend: 'Write a path of names and indices such as `$.result`. Where data has to be picked or counted first, do so in a Pass state before it, in `Parameters` or `Assign`, where all paths and intrinsic functions work.',
  bad: { Mark: { Type: 'Pass', Result: true, ResultPath: '$.items[*].seen', End: true } },
  good: { Mark: { Type: 'Pass', Result: true, ResultPath: '$.seen', End: true } },
  documentation: documentationPage('resultPath'),
};

export const intrinsicInvalid: ProblemHelp = {
  code: 'INTRINSIC_INVALID',
  severity: 'error',
  title: 'Intrinsic function that can’t be read',
  what: 'A call of an intrinsic function has an unknown name, the wrong number of arguments, or can’t be parsed.',
  why: "Step Functions refuses the definition. Text stands in single quotes, in which only `\\'`, `\\{`, `\\}` and `\\\\` are escapes; calls may be nested ten deep.",
  mend: 'Correct the name or the arguments.',
  bad: { Say: { Type: 'Pass', Parameters: { 'text.$': "States.Fromat('Hello {}', $.name)" }, End: true } },
  good: { Say: { Type: 'Pass', Parameters: { 'text.$': "States.Format('Hello {}', $.name)" }, End: true } },
  documentation: intrinsics,
};

export const intrinsicHere: ProblemHelp = {
  code: 'INTRINSIC_NOT_HERE',
  severity: 'error',
  title: 'Intrinsic function where a path stands',
  what: 'The field takes a path, and holds a call of an intrinsic function.',
  why: 'Intrinsic functions work in payload templates (keys that end in `.$`), and in `ErrorPath` and `CausePath`. Step Functions refuses them elsewhere.',
  mend: 'Compute the value in the `Parameters`, `ResultSelector` or `Assign` of a state before, and name its place here.',
  bad: { Pick: { Type: 'Pass', InputPath: 'States.StringToJson($.text)', End: true } },
  good: { Pick: { Type: 'Pass', Parameters: { 'data.$': 'States.StringToJson($.text)' }, End: true } },
  documentation: intrinsics,
};

export const intrinsicText: ProblemHelp = {
  code: 'INTRINSIC_NOT_TEXT',
  severity: 'error',
  title: 'Intrinsic function that gives no text',
  what: '`ErrorPath` and `CausePath` need text, and the function gives something else.',
  why: 'Step Functions refuses the definition.',
  mend: 'Put the value into text with `States.Format` or `States.JsonToString`.',
  bad: { Stop: { Type: 'Fail', CausePath: 'States.ArrayLength($.items)' } },
  good: { Stop: { Type: 'Fail', CausePath: "States.Format('{} items', States.ArrayLength($.items))" } },
  documentation: documentationPage('fail'),
};

export const intrinsicArguments: ProblemHelp = {
  code: 'INTRINSIC_ARGUMENTS',
  severity: 'error',
  title: 'Intrinsic function that will fail',
  what: 'The arguments of an intrinsic function can be read, but the call fails whenever it runs.',
  why: 'The run ends here with `States.Runtime`, which can’t be retried or caught.',
  mend: 'Give the function as many arguments as it takes, each of the kind it takes; the message says which one is wrong.',
  bad: { Say: { Type: 'Pass', Parameters: { 'text.$': "States.Format('{} and {}', $.name)" }, End: true } },
  good: { Say: { Type: 'Pass', Parameters: { 'text.$': "States.Format('{}', $.name)" }, End: true } },
  documentation: intrinsics,
};

export const contextUnknown: ProblemHelp = {
  code: 'CONTEXT_FIELD_UNKNOWN',
  severity: 'warning',
  title: 'Unknown field of the context object',
  what: 'A path reads a field that the context object (`$$`) does not have.',
  why: 'The run fails where the path is read.',
  mend: 'Choose `Execution`, `State`, `StateMachine`, `Task` or `Map`.',
  bad: { Pick: { Type: 'Pass', Parameters: { 'id.$': '$$.Executon.Id' }, End: true } },
  good: { Pick: { Type: 'Pass', Parameters: { 'id.$': '$$.Execution.Id' }, End: true } },
  documentation: documentationPage('contextObject'),
};

export const dynamicType: ProblemHelp = {
  code: 'TEMPLATE_NOT_A_PATH',
  severity: 'error',
  title: 'Fixed value under a key with .$',
  what: 'A key that ends in `.$` says that its value is a path or an intrinsic function, and it holds a number, an object or the like.',
  why: 'Step Functions refuses the definition.',
  mend: 'Take the `.$` off the key, or write a path.',
  bad: { Shape: { Type: 'Pass', Parameters: { 'count.$': 3 }, End: true } },
  good: { Shape: { Type: 'Pass', Parameters: { count: 3 }, End: true } },
  documentation,
};

export const templateTwice: ProblemHelp = {
  code: 'TEMPLATE_KEY_TWICE',
  severity: 'error',
  title: 'Two keys that become one',
  what: 'An object has a key both with and without `.$`. The `.$` is taken off, so both give the same field.',
  why: 'Step Functions refuses the definition.',
  mend: 'Remove or rename one of the two.',
  bad: { Shape: { Type: 'Pass', Parameters: { id: 1, 'id.$': '$.id' }, End: true } },
  good: { Shape: { Type: 'Pass', Parameters: { 'id.$': '$.id' }, End: true } },
  documentation,
};

export const noDollar: ProblemHelp = {
  code: 'TEMPLATE_NO_DOLLAR',
  severity: 'warning',
  title: 'Path that is not evaluated',
  what: 'A value in a payload template looks like a path or an intrinsic function, but its key does not end in `.$`.',
  why: 'The text itself is passed on, not what it names. Step Functions accepts it.',
  mend: 'Add `.$` to the key.',
  bad: { Shape: { Type: 'Pass', Parameters: { id: '$.order.id' }, End: true } },
  good: { Shape: { Type: 'Pass', Parameters: { 'id.$': '$.order.id' }, End: true } },
  documentation,
};

export const resultStatic: ProblemHelp = {
  code: 'PASS_RESULT_STATIC',
  severity: 'warning',
  title: 'Path in a fixed result',
  what: 'The `Result` of a Pass state has a key that ends in `.$`.',
  why: '`Result` is taken as it stands: the path is not evaluated, and the key keeps its `.$`.',
  mend: 'Use `Parameters`, in which paths are evaluated.',
  bad: { Shape: { Type: 'Pass', Result: { 'id.$': '$.order.id' }, End: true } },
  good: { Shape: { Type: 'Pass', Parameters: { 'id.$': '$.order.id' }, End: true } },
  documentation: documentationPage('pass'),
};
