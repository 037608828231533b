import { isArray, isObject, type JsonValue, own } from '../../base/json';
import type { Path } from '../../base/pointer';
import type { ChangeFix } from '../../model/problem';
import { documentationPage } from '../../model/stateTypes/documentation';
import type { State } from '../../model/workflow';
import { errorNames } from '../errorNames';
import { type Finding, finding, fix, nearest, type ProblemHelp, type Rule, setFix } from './rule';

const documentation = documentationPage('errors');
const call = (handling: { readonly [name: string]: JsonValue }) => ({
  Call: {
    Type: 'Task',
    Resource: 'arn:aws:lambda:eu-west-1:123456789012:function:call',
    ...handling,
    Next: 'Done',
  },
  Done: { Type: 'Succeed' },
});
const caught = (...lists: string[][]) =>
  call({ Catch: lists.map((names) => ({ ErrorEquals: names, Next: 'Done' })) });

const notAlone: ProblemHelp = {
  code: 'ALL_ERRORS_NOT_ALONE',
  severity: 'error',
  title: 'States.ALL beside other errors',
  what: '`States.ALL` stands in a list with other error names.',
  why: 'It means any error, so the others add nothing. Step Functions refuses the definition.',
  mend: 'Keep `States.ALL` alone, or remove it and keep the names.',
  bad: caught(['States.Timeout', 'States.ALL']),
  good: caught(['States.ALL']),
  documentation,
};

const notLast: ProblemHelp = {
  code: 'ALL_ERRORS_NOT_LAST',
  severity: 'error',
  title: 'States.ALL before the last entry',
  what: 'A Retrier or Catcher with `States.ALL` stands before others.',
  why: 'The first that lists the error decides, so those after it would never be used. Step Functions refuses the definition.',
  mend: 'Move it to the end.',
  bad: caught(['States.ALL'], ['States.Timeout']),
  good: caught(['States.Timeout'], ['States.ALL']),
  documentation,
};

const unknownName: ProblemHelp = {
  code: 'ERROR_NAME_UNKNOWN',
  severity: 'warning',
  title: 'Unknown error name',
  what: 'A Retrier or Catcher lists a name that begins with `States.`, but Step Functions has no such error.',
  why: 'Names that begin with `States.` are the service’s own; this one never occurs, so the entry never acts.',
  mend: 'Correct the name.',
  bad: caught(['States.TimeOut']),
  good: caught(['States.Timeout']),
  documentation,
};

const neverCaught: ProblemHelp = {
  code: 'ERROR_NEVER_CAUGHT',
  severity: 'warning',
  title: 'Error that can’t be handled',
  what: 'A Retrier or Catcher lists `States.Runtime`.',
  why: 'It ends the run at once: it is never retried or caught, not even by its name.',
  mend: 'Remove the name, and prevent the error instead: check that paths exist and data has the right type.',
  bad: caught(['States.Runtime']),
  good: caught(['States.TaskFailed']),
  documentation,
};

const already: ProblemHelp = {
  code: 'ERROR_ALREADY_LISTED',
  severity: 'warning',
  title: 'Error that an earlier entry takes',
  what: 'An error name is listed by an earlier Retrier or Catcher of the same state.',
  why: 'The first that lists the error decides; the later mention has no effect.',
  mend: 'Remove one of the two.',
  bad: caught(['PaymentDeclined'], ['PaymentDeclined']),
  good: caught(['PaymentDeclined']),
  documentation,
};

const cap: ProblemHelp = {
  code: 'RETRY_CAP_BELOW_FIRST',
  severity: 'warning',
  title: 'Longest delay below the first',
  what: 'A Retrier’s `MaxDelaySeconds` is not more than its `IntervalSeconds`.',
  why: 'Already the first delay is as long as the cap, so `BackoffRate` has no effect.',
  mend: 'Raise `MaxDelaySeconds`, or lower `IntervalSeconds`.',
  bad: call({ Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 10, MaxDelaySeconds: 5 }] }),
  good: call({ Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxDelaySeconds: 60 }] }),
  documentation,
};

const reserved: ProblemHelp = {
  code: 'ERROR_NAME_RESERVED',
  severity: 'advice',
  title: 'Error name of the service',
  what: 'A Fail state raises an error whose name begins with `States.`.',
  why: 'Such names are reserved: one may come to mean something else, and readers take it for an error of the service.',
  mend: 'Choose a name of your own, such as `OrderFailed`.',
  bad: { Stop: { Type: 'Fail', Error: 'States.OrderFailed' } },
  good: { Stop: { Type: 'Fail', Error: 'OrderFailed' } },
  documentation,
};

/** Retry and Catch: order, names and figures. */
export const errorHandling: Rule = {
  problems: [notAlone, notLast, unknownName, neverCaught, already, cap, reserved],
  checkState: (state) => [
    ...(['Retry', 'Catch'] as const).flatMap((field) => checkList(state, field)),
    ...reservedError(state),
  ],
  checkWorkflow: ({ workflow, states }) => {
    const raised = new Set([...workflow.states.values()].map((state) => raisedBy(state)));
    return states.flatMap((state) => unknownNames(state, raised));
  },
};

/** The error that a Fail state raises, when it is written out. */
function raisedBy(state: State): string | null {
  const name = state.type === 'Fail' ? own(state.value, 'Error') : undefined;
  return typeof name === 'string' ? name : null;
}

function reservedError(state: State): Finding[] {
  const name = raisedBy(state);
  if (name === null || !name.startsWith('States.')) return [];
  return [
    finding(reserved, [...state.path, 'Error'], 'Names that begin with `States.` are the service’s own.', {
      fixes: [setFix(`Change to \`${name.slice(7)}\``, [...state.path, 'Error'], name.slice(7))],
    }),
  ];
}

/** Listed names of the service that it does not have, and that no Fail state raises either. */
function unknownNames(state: State, raised: ReadonlySet<string | null>): Finding[] {
  return (['Retry', 'Catch'] as const).flatMap((field) => {
    const list = own(state.value, field);
    if (!isArray(list)) return [];
    return list.flatMap((entry, at) => {
      const errors = isObject(entry) ? own(entry, 'ErrorEquals') : undefined;
      if (!isArray(errors)) return [];
      return errors.flatMap((name, place) => {
        const unknown =
          typeof name === 'string' && name.startsWith('States.') && !isKnown(name) && !raised.has(name);
        if (!unknown || /[$#]\{/.test(name)) return [];
        const here = [...state.path, field, at, 'ErrorEquals', place];
        const meant = nearest(name, errorNames);
        return [
          finding(unknownName, here, `Step Functions has no error \`${name}\`.`, {
            fixes: [meant !== null && setFix(`Change to \`${meant}\``, here, meant)],
          }),
        ];
      });
    });
  });
}

function checkList(state: State, field: 'Retry' | 'Catch'): Finding[] {
  const list = own(state.value, field);
  if (!isArray(list) || (state.type !== 'Task' && state.type !== 'Parallel' && state.type !== 'Map'))
    return [];
  const before = new Map<string, number>();
  return list.flatMap((entry, at) => {
    const errors = isObject(entry) ? own(entry, 'ErrorEquals') : undefined;
    if (!isObject(entry) || !isArray(errors)) return [];
    const path = [...state.path, field, at, 'ErrorEquals'];
    const found = [
      ...all(errors, path, at, list.length, field),
      ...names(errors, path, at, list.length, before),
    ];
    if (field === 'Retry') found.push(...delays(entry, path.slice(0, -1)));
    return found;
  });
}

function all(errors: readonly JsonValue[], path: Path, at: number, length: number, field: string): Finding[] {
  const place = errors.indexOf('States.ALL');
  if (place < 0) return [];
  const findings: Finding[] = [];
  if (errors.length > 1) {
    findings.push(
      finding(notAlone, [...path, place], '`States.ALL` must stand alone in its list.', {
        fixes: [
          setFix('Keep `States.ALL` alone', path, ['States.ALL']),
          fix('Remove `States.ALL`', { op: 'remove', path: [...path, place] }),
        ],
      }),
    );
  }
  if (at < length - 1) {
    const what = field === 'Retry' ? 'Retrier' : 'Catcher';
    findings.push(
      finding(notLast, [...path, place], `The ${what} for \`States.ALL\` must be the last one.`, {
        fixes: [fix('Move it to the end', { op: 'move', path: path.slice(0, -1), to: length - 1 })],
      }),
    );
  }
  return findings;
}

/** Recorded: a Catcher that lists it is passed over. States.DataLimitExceeded, in contrast, was caught. */
const uncatchable: readonly string[] = ['States.Runtime'];

function names(
  errors: readonly JsonValue[],
  path: Path,
  at: number,
  length: number,
  before: Map<string, number>,
): Finding[] {
  return errors.flatMap((name, place): Finding[] => {
    if (typeof name !== 'string' || /[$#]\{/.test(name)) return [];
    const here = [...path, place];
    const earlier = before.get(name);
    if (earlier === undefined) before.set(name, at);
    if (earlier !== undefined) {
      const where = earlier === at ? 'in this list already' : `by entry ${earlier + 1} already`;
      return [
        finding(already, here, `\`${name}\` is listed ${where}.`, {
          fixes: [withoutName(name, errors, path, place, length)],
        }),
      ];
    }
    if (!uncatchable.includes(name)) return [];
    return [
      finding(neverCaught, here, `\`${name}\` can’t be retried or caught.`, {
        fixes: [withoutName(name, errors, path, place, length)],
      }),
    ];
  });
}

/** Takes a name out of its list, or out of the list of Retriers or Catchers the entry that lists nothing else. */
function withoutName(
  name: string,
  errors: readonly JsonValue[],
  path: Path,
  place: number,
  length: number,
): ChangeFix {
  if (errors.length > 1) return fix(`Remove \`${name}\``, { op: 'remove', path: [...path, place] });
  const what = path.at(-3) === 'Retry' ? 'Retrier' : 'Catcher';
  return fix(`Remove this ${what}`, { op: 'remove', path: path.slice(0, length > 1 ? -1 : -2) });
}

function isKnown(name: string): boolean {
  return errorNames.includes(name) || /^States\.Http\.StatusCode\.\d{3}$/.test(name);
}

function delays(entry: { readonly [key: string]: JsonValue }, path: Path): Finding[] {
  const first = own(entry, 'IntervalSeconds') ?? 1;
  const longest = own(entry, 'MaxDelaySeconds');
  if (typeof first !== 'number' || typeof longest !== 'number' || longest > first) return [];
  if (longest === first && first === 1) return [];
  return [
    finding(
      cap,
      [...path, 'MaxDelaySeconds'],
      `The longest delay (${longest} s) is not more than the first (${first} s).`,
    ),
  ];
}
