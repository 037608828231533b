import { documentationPage } from '../../model/stateTypes/documentation';
import type { ProblemHelp } from './rule';

const documentation = documentationPage('variables');

export const variableUndefined: ProblemHelp = {
  code: 'VARIABLE_UNDEFINED',
  severity: 'warning',
  title: 'Variable that is never set',
  what: 'A path or expression reads a variable that no state sets.',
  why: 'The run fails where it is read. Step Functions accepts the definition.',
  mend: 'Correct the name, or set the variable in the `Assign` of a state before.',
  bad: {
    Set: { Type: 'Pass', Assign: { total: 1 }, Next: 'Read' },
    Read: { Type: 'Pass', InputPath: '$totla', End: true },
  },
  good: {
    Set: { Type: 'Pass', Assign: { total: 1 }, Next: 'Read' },
    Read: { Type: 'Pass', InputPath: '$total', End: true },
  },
  documentation,
};

export const variableNotYet: ProblemHelp = {
  code: 'VARIABLE_NOT_SET_YET',
  severity: 'warning',
  title: 'Variable read before it is set',
  what: 'A variable is read in a state that runs before every state that sets it. What a state assigns can be read only in the states after it.',
  why: 'The run fails where it is read.',
  mend: 'Set the variable in an earlier state, or read the data itself.',
  bad: { Both: { Type: 'Pass', Assign: { total: 1, 'same.$': '$total' }, End: true } },
  good: {
    First: { Type: 'Pass', Assign: { total: 1 }, Next: 'Second' },
    Second: { Type: 'Pass', Assign: { 'same.$': '$total' }, End: true },
  },
  documentation,
};

export const variableScope: ProblemHelp = {
  code: 'VARIABLE_OUT_OF_SCOPE',
  severity: 'warning',
  title: 'Variable of another scope',
  what: 'A variable is read where it can’t be seen: it is set inside another branch or iteration, or outside of a distributed Map.',
  why: 'Branches and iterations have variables of their own, which end with them; child executions of a distributed Map see none from outside. The run fails where it is read.',
  mend: 'Hand the value on as output of the branch, or as input through `ItemSelector`.',
  bad: {
    Both: {
      Type: 'Parallel',
      Branches: [{ StartAt: 'Set', States: { Set: { Type: 'Pass', Assign: { total: 1 }, End: true } } }],
      Next: 'Read',
    },
    Read: { Type: 'Pass', InputPath: '$total', End: true },
  },
  good: {
    Both: {
      Type: 'Parallel',
      Branches: [{ StartAt: 'Set', States: { Set: { Type: 'Pass', Result: 1, End: true } } }],
      Next: 'Read',
    },
    Read: { Type: 'Pass', InputPath: '$[0]', End: true },
  },
  documentation,
};

export const variableShadows: ProblemHelp = {
  code: 'VARIABLE_SHADOWS',
  severity: 'error',
  title: 'Variable of the workflow around',
  what: 'A branch or iteration sets a variable whose name the workflow around it uses too.',
  why: 'Inner states can read the variables around them but not set them, and names must differ. Step Functions refuses the definition.',
  mend: 'Choose another name, and hand the value on as output.',
  bad: {
    Set: { Type: 'Pass', Assign: { total: 1 }, Next: 'Both' },
    Both: {
      Type: 'Parallel',
      Branches: [{ StartAt: 'Again', States: { Again: { Type: 'Pass', Assign: { total: 2 }, End: true } } }],
      End: true,
    },
  },
  good: {
    Set: { Type: 'Pass', Assign: { total: 1 }, Next: 'Both' },
    Both: {
      Type: 'Parallel',
      Branches: [{ StartAt: 'Again', States: { Again: { Type: 'Pass', Assign: { part: 2 }, End: true } } }],
      End: true,
    },
  },
  documentation,
};

export const variableName: ProblemHelp = {
  code: 'VARIABLE_NAME',
  severity: 'error',
  title: 'Name that no variable can have',
  what: 'A key of `Assign` is no name: it has a `.`, a bracket, a blank or the like, or more than 80 characters.',
  why: 'A variable is set as a whole; parts of it can’t be assigned. Step Functions refuses the definition.',
  mend: 'Use letters, digits and `_`, beginning with a letter.',
  bad: { Set: { Type: 'Pass', Assign: { 'order.total': 1 }, End: true } },
  good: { Set: { Type: 'Pass', Assign: { orderTotal: 1 }, End: true } },
  documentation,
};

export const variableReserved: ProblemHelp = {
  code: 'VARIABLE_RESERVED',
  severity: 'error',
  title: 'Reserved name',
  what: 'A key of `Assign` is `states`.',
  why: '`$states` is the service’s own. Step Functions refuses the definition.',
  mend: 'Choose another name.',
  bad: { Set: { Type: 'Pass', Assign: { states: 1 }, End: true } },
  good: { Set: { Type: 'Pass', Assign: { phases: 1 }, End: true } },
  documentation,
};
