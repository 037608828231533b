import { isArray, isObject, type JsonValue, own } from '../../base/json';
import type { Path } from '../../base/pointer';
import { looksLikeIntrinsic, parseIntrinsic } from '../../expressions/intrinsics';
import { parsePath, parseReferencePath } from '../../expressions/jsonPath';
import { hasPlaceholder } from '../../model/resource';
import type { State } from '../../model/workflow';
import { typeName } from '../schema';
import { type ExpressionUse, expressionsOf, type TemplateUse } from './expressions';
import { checkIntrinsic, sentence } from './intrinsics';
import * as help from './paths.help';
import { type Finding, finding, fix, listed, nearest, type Rule, setFix } from './rule';

/** JSONPath: paths, reference paths, intrinsic functions, and the keys of payload templates. */
export const paths: Rule = {
  problems: Object.values(help),
  checkState: (state) => {
    if (state.queryLanguage !== 'JSONPath') return [];
    const { uses, templates } = expressionsOf(state);
    return [
      ...uses.flatMap((use) => checkUse(use, state)),
      ...templates.flatMap((template) => checkTemplate(template)),
      ...staticResult(state),
    ];
  },
};

function checkUse(use: ExpressionUse, state: State): Finding[] {
  const { text } = use;
  if (hasPlaceholder(text)) return [];
  if (looksLikeIntrinsic(text)) {
    return use.inTemplate || use.field.kind === 'pathOrIntrinsic'
      ? checkIntrinsic(use, state)
      : [intrinsicHere(use)];
  }
  const reference = isReference(use, state);
  const parsed = reference ? parseReferencePath(text) : parsePath(text);
  if (!parsed.ok) {
    const asPath = reference ? parsePath(text) : parsed;
    if (asPath.ok) return [notReference(use, parsed.error.offset)];
    return [badPath(use, parsed.error, reference ? parseReferencePath : parsePath)];
  }
  if (use.field.name === 'ResultPath') {
    if (parsed.value.root.kind === 'context') return [resultIntoContext(use)];
    if (parsed.value.root.kind === 'variable') return [resultIntoVariable(use)];
  }
  if (use.field.ofData && parsed.value.root.kind === 'context') return [contextHere(use)];
  return contextField(use, parsed.value.ast.root.kind, text);
}

/** Whether a field takes a path to one place only: those of the errors of a Fail state do, that of a role does not. */
const isReference = ({ field, inTemplate }: ExpressionUse, { type }: State): boolean =>
  field.kind === 'referencePath' || (field.kind === 'pathOrIntrinsic' && type === 'Fail' && !inTemplate);

function badPath(
  use: ExpressionUse,
  error: { message: string; offset: number },
  parse: typeof parsePath,
): Finding {
  const { text } = use;
  if (text.startsWith('{%')) {
    return finding(
      help.pathInvalid,
      use.path,
      'A JSONata expression can’t stand here: this state’s query language is JSONPath.',
      {
        why: 'JSONPath states take paths such as `$.order.id`.',
      },
    );
  }
  const meant = intendedPath(text, parse);
  return finding(help.pathInvalid, use.path, `\`${text}\` is not a path: ${sentence(error.message)}`, {
    within: { start: Math.min(error.offset, text.length), end: text.length },
    fixes: [
      meant !== null && setFix(`Change to \`${meant}\``, use.path, meant),
      use.inTemplate && meant === null && literalFix(use),
    ],
  });
}

/** `order.id` → `$.order.id`; `$order.id` is a variable already. */
function intendedPath(text: string, parse: typeof parsePath): string | null {
  const trimmed = text.trim();
  for (const candidate of [trimmed, trimmed.replace(/\.$/, ''), `$.${trimmed}`, `$${trimmed}`]) {
    if (candidate !== text && /^[\w$.[\]'"]+$/.test(candidate) && parse(candidate).ok) return candidate;
  }
  return null;
}

/** Takes the `.$` off the key: the value is then the text itself. */
function literalFix(use: ExpressionUse) {
  const key = String(use.path.at(-1));
  return fix('Take it as fixed text', { op: 'rename', path: use.path, to: key.slice(0, -2) });
}

function notReference(use: ExpressionUse, offset: number): Finding {
  return finding(
    help.pathNotReference,
    use.path,
    `\`${use.field.name}\` takes a path to one place, with names and indices only.`,
    { within: { start: offset, end: use.text.length }, fixes: [allOf(use)] },
  );
}

/** `$.orders[*]` for items are those of `$.orders`. */
function allOf({ field, text, path }: ExpressionUse) {
  const array = field.name === 'ItemsPath' ? text.replace(/(?:\[\s*\*\s*\]|\.\*)$/, '') : text;
  return array !== text && parseReferencePath(array).ok && setFix(`Change to \`${array}\``, path, array);
}

function contextHere(use: ExpressionUse): Finding {
  return finding(
    help.pathNotReference,
    use.path,
    `\`${use.field.name}\` can’t read the context object, only the state’s data or a variable.`,
    { why: 'Put the figure into a variable with `Assign` in a state before, and name that here.' },
  );
}

function resultIntoContext(use: ExpressionUse): Finding {
  return finding(help.pathNotReference, use.path, '`ResultPath` can’t write into the context object.', {
    fixes: [setFix('Change to `$.result`', use.path, '$.result')],
  });
}

function resultIntoVariable(use: ExpressionUse): Finding {
  return finding(
    help.pathNotReference,
    use.path,
    '`ResultPath` can’t write into a variable; `Assign` does that.',
    {
      fixes: [setFix('Change to `$.result`', use.path, '$.result')],
    },
  );
}

function intrinsicHere(use: ExpressionUse): Finding {
  return finding(
    help.intrinsicHere,
    use.path,
    `\`${use.field.name}\` takes a path; an intrinsic function can’t stand here.`,
  );
}

const contextFields: readonly string[] = ['Execution', 'State', 'StateMachine', 'Task', 'Map'];

/** The context object has fixed fields; another name fails at run time. */
function contextField(use: ExpressionUse, root: string, text: string): Finding[] {
  if (root !== 'context') return [];
  const name = /^\$\$\.(\w+)/.exec(text)?.[1];
  if (name === undefined || contextFields.includes(name)) return [];
  const meant = nearest(name, contextFields);
  return [
    finding(help.contextUnknown, use.path, `The context object has no field \`${name}\`.`, {
      why: `It has ${listed(contextFields, 'and')}.`,
      fixes: [meant !== null && setFix(`Change to \`${meant}\``, use.path, text.replace(name, meant))],
    }),
  ];
}

function checkTemplate(template: TemplateUse): Finding[] {
  const findings: Finding[] = [];
  visit(template.value, template.path, findings, 0);
  return findings;
}

function visit(value: JsonValue, path: Path, findings: Finding[], depth: number): void {
  if (depth > 100) return;
  if (isArray(value)) {
    value.forEach((item, at) => {
      visit(item, [...path, at], findings, depth + 1);
    });
    return;
  }
  if (!isObject(value)) return;
  for (const key of Object.keys(value)) {
    const member = value[key];
    const at = [...path, key];
    if (member === undefined) continue;
    if (!key.endsWith('.$')) {
      if (typeof member === 'string') forgottenDollar(member, key, at, value, findings);
      visit(member, at, findings, depth + 1);
      continue;
    }
    if (typeof member !== 'string') {
      findings.push(
        finding(
          help.dynamicType,
          at,
          `The key \`${key}\` ends in \`.$\`, so it takes a path or an intrinsic function; this is ${typeName(member)}.`,
          {
            fixes: [
              own(value, key.slice(0, -2)) === undefined &&
                fix('Take it as a fixed value', { op: 'rename', path: at, to: key.slice(0, -2) }),
            ],
          },
        ),
      );
    }
    if (Object.hasOwn(value, key.slice(0, -2))) {
      findings.push(
        finding(
          help.templateTwice,
          at,
          `\`${key}\` and \`${key.slice(0, -2)}\` would both become \`${key.slice(0, -2)}\`.`,
          {
            part: 'key',
            fixes: [
              fix(`Remove \`${key.slice(0, -2)}\``, { op: 'remove', path: [...path, key.slice(0, -2)] }),
              fix(`Remove \`${key}\``, { op: 'remove', path: at }),
            ],
          },
        ),
      );
    }
  }
}

/** A text that is certainly a path or a call, under a key without `.$`. */
function forgottenDollar(
  text: string,
  key: string,
  path: Path,
  object: JsonValue,
  findings: Finding[],
): void {
  const isPath = /^\$\$?[.[]/.test(text) && parsePath(text).ok;
  const isCall = looksLikeIntrinsic(text) && parseIntrinsic(text).ok;
  if (!isPath && !isCall) return;
  if (isObject(object) && Object.hasOwn(object, `${key}.$`)) return;
  findings.push(
    finding(
      help.noDollar,
      path,
      `\`${text}\` is taken as fixed text, since the key \`${key}\` does not end in \`.$\`.`,
      {
        fixes: [fix(`Rename to \`${key}.$\``, { op: 'rename', path, to: `${key}.$` })],
      },
    ),
  );
}

/** Paths in a Pass state's Result are not evaluated. */
function staticResult(state: State): Finding[] {
  if (state.type !== 'Pass') return [];
  const result = own(state.value, 'Result');
  if (!isObject(result)) return [];
  const key = Object.keys(result).find((each) => each.endsWith('.$') && typeof result[each] === 'string');
  if (key === undefined) return [];
  return [
    finding(
      help.resultStatic,
      [...state.path, 'Result', key],
      '`Result` is fixed data: paths in it are not evaluated.',
      {
        part: 'key',
        fixes: [
          own(state.value, 'Parameters') === undefined &&
            fix('Rename `Result` to `Parameters`', {
              op: 'rename',
              path: [...state.path, 'Result'],
              to: 'Parameters',
            }),
        ],
      },
    ),
  ];
}
