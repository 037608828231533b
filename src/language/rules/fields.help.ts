import { documentationPage } from '../../model/stateTypes/documentation';
import type { ProblemHelp } from './rule';

const documentation = documentationPage('structure');

export const definitionType: ProblemHelp = {
  code: 'DEFINITION_NOT_OBJECT',
  severity: 'error',
  title: 'Not a definition',
  what: 'The text is a value, but not an object with `StartAt` and `States`.',
  why: 'Step Functions refuses anything else as a definition.',
  mend: 'Write an object with `StartAt`, the name of the first state, and `States`.',
  bad: ['A'],
  good: { StartAt: 'A', States: { A: { Type: 'Succeed' } } },
  documentation,
};

export const fieldUnknown: ProblemHelp = {
  code: 'FIELD_UNKNOWN',
  severity: 'error',
  title: 'Unknown field',
  what: 'A state, or a part of it, has a field that does not exist there.',
  why: 'Step Functions refuses a definition with unknown fields; most often the name is mistyped, or the field belongs to another state type.',
  mend: 'Correct the name, or remove the field. For notes, use `Comment`.',
  bad: { Pause: { Type: 'Wait', Second: 10, Seconds: 5, End: true } },
  good: { Pause: { Type: 'Wait', Seconds: 5, End: true } },
  documentation,
};

export const fieldOtherLanguage: ProblemHelp = {
  code: 'FIELD_OTHER_LANGUAGE',
  severity: 'error',
  title: 'Field of the other query language',
  what: 'The field exists, but only in the other query language: `InputPath`, `Parameters`, `ResultSelector`, `ResultPath` and `OutputPath` are JSONPath; `Arguments` and `Output` are JSONata.',
  why: 'Step Functions refuses a state that mixes the two. A state has the language of the whole workflow unless it names its own: it does not take that of a Map or Parallel around it.',
  mend: 'Remove the field, or write what it does in the state’s own language; or give the state another `QueryLanguage`.',
  bad: { Shape: { Type: 'Pass', QueryLanguage: 'JSONata', ResultPath: '$.x', End: true } },
  good: {
    Shape: { Type: 'Pass', QueryLanguage: 'JSONata', Output: { x: '{% $states.input %}' }, End: true },
  },
  documentation: documentationPage('jsonata'),
};

export const fieldMissing: ProblemHelp = {
  code: 'FIELD_MISSING',
  severity: 'error',
  title: 'Missing field',
  what: 'A field that must be there is not.',
  why: 'Step Functions refuses the definition.',
  mend: 'Add the field.',
  bad: { Call: { Type: 'Task', End: true } },
  good: {
    Call: { Type: 'Task', Resource: 'arn:aws:lambda:eu-west-1:123456789012:function:call', End: true },
  },
  documentation,
};

export const fieldsExclude: ProblemHelp = {
  code: 'FIELDS_EXCLUDE',
  severity: 'error',
  title: 'Fields that exclude each other',
  what: 'Two fields say the same thing in two ways, such as `Seconds` and `SecondsPath`.',
  why: 'Only one can hold, and Step Functions refuses both together.',
  mend: 'Remove one of the two.',
  bad: { Pause: { Type: 'Wait', Seconds: 5, SecondsPath: '$.seconds', End: true } },
  good: { Pause: { Type: 'Wait', SecondsPath: '$.seconds', End: true } },
  documentation,
};

export const fieldType: ProblemHelp = {
  code: 'FIELD_TYPE',
  severity: 'error',
  title: 'Value of the wrong type',
  what: 'A field holds a value of another type than it takes, such as text for a number.',
  why: 'Step Functions refuses the definition. A placeholder such as `${Name}` may stand for any value.',
  mend: 'Write a value of the right type.',
  bad: { Pause: { Type: 'Wait', Seconds: '5', End: true } },
  good: { Pause: { Type: 'Wait', Seconds: 5, End: true } },
  documentation,
};

export const fieldRange: ProblemHelp = {
  code: 'FIELD_RANGE',
  severity: 'error',
  title: 'Number out of range',
  what: 'A number is smaller or larger than the field takes.',
  why: 'Step Functions refuses the definition. A few numbers are a warning only, as the service takes them against its own guide, such as an `IntervalSeconds` of 0.',
  mend: 'Choose a number within the range.',
  bad: { Pause: { Type: 'Wait', Seconds: -1, End: true } },
  good: { Pause: { Type: 'Wait', Seconds: 0, End: true } },
  documentation,
};

export const fieldValue: ProblemHelp = {
  code: 'FIELD_VALUE',
  severity: 'error',
  title: 'Not one of the possible values',
  what: 'The field takes one of a few fixed values, in capitals as written in the documentation, and this is none of them.',
  why: 'Step Functions refuses the definition.',
  mend: 'Choose one of the values.',
  bad: { Shape: { Type: 'Pass', QueryLanguage: 'JSONPAth', End: true } },
  good: { Shape: { Type: 'Pass', QueryLanguage: 'JSONPath', End: true } },
  documentation,
};

export const listEmpty: ProblemHelp = {
  code: 'LIST_EMPTY',
  severity: 'error',
  title: 'Empty list',
  what: 'A list that needs at least one entry has none.',
  why: 'Step Functions refuses the definition: an empty list of errors, rules or branches does nothing.',
  mend: 'Add an entry, or remove the whole field.',
  bad: {
    Call: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:eu-west-1:123456789012:function:call',
      Retry: [{ ErrorEquals: [] }],
      End: true,
    },
  },
  good: {
    Call: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:eu-west-1:123456789012:function:call',
      Retry: [{ ErrorEquals: ['States.ALL'] }],
      End: true,
    },
  },
  documentation: documentationPage('errors'),
};

export const nestedNext: ProblemHelp = {
  code: 'CHOICE_NESTED_NEXT',
  severity: 'error',
  title: 'Next inside a nested condition',
  what: '`Next`, `Assign` and `Output` belong to the rule as a whole; a condition inside `And`, `Or` or `Not` only compares.',
  why: 'Step Functions refuses the definition.',
  mend: 'Remove it from the nested condition, and put it beside the outermost one.',
  bad: {
    Route: {
      Type: 'Choice',
      Choices: [{ Not: { Variable: '$.open', BooleanEquals: true, Next: 'Done' }, Next: 'Done' }],
      Default: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
  good: {
    Route: {
      Type: 'Choice',
      Choices: [{ Not: { Variable: '$.open', BooleanEquals: true }, Next: 'Done' }],
      Default: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
  documentation: documentationPage('choice'),
};

export const fieldOld: ProblemHelp = {
  code: 'FIELD_OLD',
  severity: 'advice',
  title: 'Older name of a field',
  what: 'The field has a newer name: `ItemProcessor` for `Iterator`, `ItemSelector` for `Parameters` of a Map.',
  why: 'The older one still works, but lacks what was added since, such as the distributed mode.',
  mend: 'Rename it.',
  bad: {
    Each: {
      Type: 'Map',
      Iterator: { StartAt: 'One', States: { One: { Type: 'Pass', End: true } } },
      End: true,
    },
  },
  good: {
    Each: {
      Type: 'Map',
      ItemProcessor: { StartAt: 'One', States: { One: { Type: 'Pass', End: true } } },
      End: true,
    },
  },
  documentation: documentationPage('map'),
};
