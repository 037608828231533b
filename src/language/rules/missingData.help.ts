import { documentationPage } from '../../model/stateTypes/documentation';
import type { ProblemHelp } from './rule';

export const dataMissing: ProblemHelp = {
  code: 'DATA_MISSING',
  severity: 'warning',
  title: 'Data that is never there',
  what: 'A path or an expression reads something that the states before certainly do not hand on: all that can stand there is written in the definition, and this is not among it.',
  why: 'When the state runs, the path finds nothing: the execution fails with `States.Runtime`, or with `States.QueryEvaluationError` in JSONata.',
  mend: 'Correct the name, or hand the data on in the states before: with `ResultPath`, which puts a result beside the input instead of in its place, with `Output`, or in a variable.',
  bad: {
    Prepare: { Type: 'Pass', Result: { total: 12 }, Next: 'Use' },
    Use: { Type: 'Pass', Parameters: { 'sum.$': '$.totl' }, End: true },
  },
  good: {
    StartAt: 'Prepare',
    States: {
      Prepare: { Type: 'Pass', Result: { total: 12 }, Next: 'Use' },
      Use: { Type: 'Pass', Parameters: { 'sum.$': '$.total' }, End: true },
    },
  },
  documentation: documentationPage('inputOutput'),
};
