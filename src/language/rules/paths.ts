import { isArray, isObject, type JsonValue, own } from '../../base/json';
import type { Path } from '../../base/pointer';
import {
  arityOf,
  callsOf,
  intrinsicNames,
  intrinsicsGivingText,
  looksLikeIntrinsic,
  parseIntrinsic,
} from '../../expressions/intrinsics';
import { parsePath, parseReferencePath } from '../../expressions/jsonPath';
import { hasPlaceholder } from '../../model/resource';
import type { State } from '../../model/workflow';
import { typeName } from '../schema';
import { type ExpressionUse, expressionsOf, type TemplateUse } from './expressions';
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
  const parsed = use.field.kind === 'referencePath' ? parseReferencePath(text) : parsePath(text);
  if (!parsed.ok) {
    const asPath = use.field.kind === 'referencePath' ? parsePath(text) : parsed;
    if (asPath.ok) return [notReference(use, parsed.error.offset)];
    return [badPath(use, parsed.error)];
  }
  if (use.field.name === 'ResultPath') {
    if (parsed.value.root.kind === 'context') return [resultIntoContext(use)];
    if (parsed.value.root.kind === 'variable') return [resultIntoVariable(use)];
  }
  return contextField(use, parsed.value.ast.root.kind, text);
}

function badPath(use: ExpressionUse, error: { message: string; offset: number }): Finding {
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
  const meant = intendedPath(text);
  return finding(help.pathInvalid, use.path, `\`${text}\` is not a path: ${sentence(error.message)}`, {
    within: { start: Math.min(error.offset, text.length), end: text.length },
    fixes: [
      meant !== null && setFix(`Change to \`${meant}\``, use.path, meant),
      use.inTemplate && meant === null && literalFix(use),
    ],
  });
}

/** `order.id` → `$.order.id`; `$order.id` is a variable already. */
function intendedPath(text: string): string | null {
  const trimmed = text.trim();
  for (const candidate of [trimmed, trimmed.replace(/\.$/, ''), `$.${trimmed}`, `$${trimmed}`]) {
    if (candidate !== text && /^[\w$.[\]'"]+$/.test(candidate) && parsePath(candidate).ok) return candidate;
  }
  return null;
}

/** Takes the `.$` off the key: the value is then the text itself. */
function literalFix(use: ExpressionUse) {
  const key = String(use.path.at(-1));
  return fix('Take it as fixed text', { op: 'rename', path: use.path, to: key.slice(0, -2) });
}

/** The parser's words as the end of a sentence. */
function sentence(message: string): string {
  const text = message.replace(/\.$/, '');
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}.`;
}

function notReference(use: ExpressionUse, offset: number): Finding {
  return finding(
    help.pathNotReference,
    use.path,
    `\`${use.field.name}\` takes a path to one place, with names and indices only.`,
    { within: { start: offset, end: use.text.length } },
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

function checkIntrinsic(use: ExpressionUse, state: State): Finding[] {
  const { text } = use;
  const parsed = parseIntrinsic(text);
  if (!parsed.ok) {
    const name = /^\s*(States\.\w*)/.exec(text.slice(parsed.error.offset))?.[1];
    const meant = name !== undefined && !intrinsicNames.has(name) ? nearest(name, intrinsicNames) : null;
    return [
      finding(
        help.intrinsicInvalid,
        use.path,
        `This intrinsic function is not valid: ${sentence(parsed.error.message)}`,
        {
          within: { start: Math.min(parsed.error.offset, text.length), end: text.length },
          fixes: [
            meant !== null &&
              name !== undefined &&
              setFix(`Change to \`${meant}\``, use.path, replaceAt(text, name, meant, parsed.error.offset)),
          ],
        },
      ),
    ];
  }
  const outer = parsed.value.ast.name;
  if (
    !use.inTemplate &&
    use.field.kind === 'pathOrIntrinsic' &&
    state.type === 'Fail' &&
    !intrinsicsGivingText.has(outer)
  ) {
    return [
      finding(
        help.intrinsicText,
        use.path,
        `\`${use.field.name}\` needs text, which \`${outer}\` does not give; these do: ${listed(
          [...intrinsicsGivingText].map((name) => `\`${name}\``),
          'and',
        )}.`,
      ),
    ];
  }
  return literalArguments(use, callsOf(parsed.value.ast));
}

function replaceAt(text: string, name: string, to: string, from: number): string {
  const at = text.indexOf(name, from);
  return `${text.slice(0, at)}${to}${text.slice(at + name.length)}`;
}

type Call = ReturnType<typeof callsOf>[number];

/** What a literal argument must be, by function and place. Paths and calls are known only at run time. */
const argumentTypes: ReadonlyMap<string, readonly (LiteralType | null)[]> = new Map([
  ['States.MathAdd', ['number', 'number']],
  ['States.MathRandom', ['number', 'number', 'number']],
  ['States.ArrayRange', ['number', 'number', 'number']],
  ['States.ArrayPartition', ['array', 'number']],
  ['States.ArrayGetItem', ['array', 'number']],
  ['States.ArrayContains', ['array', null]],
  ['States.ArrayLength', ['array']],
  ['States.ArrayUnique', ['array']],
  ['States.StringSplit', ['string', 'string']],
  ['States.Base64Encode', ['string']],
  ['States.Base64Decode', ['string']],
  ['States.StringToJson', ['string']],
  ['States.Hash', [null, 'string']],
  ['States.JsonMerge', ['object', 'object', 'boolean']],
  ['States.Format', ['string']],
]);

type LiteralType = 'string' | 'number' | 'boolean' | 'array' | 'object';
const typeWords: Record<LiteralType, string> = {
  string: 'text',
  number: 'a number',
  boolean: '`true` or `false`',
  array: 'an array',
  object: 'an object',
};

/** What is known to fail from the literals alone: a text for a number, a step of 0, an unknown digest. */
function literalArguments(use: ExpressionUse, calls: readonly Call[]): Finding[] {
  return calls.flatMap((call) => {
    const fail = (message: string): Finding[] => [
      finding(help.intrinsicArguments, use.path, message, { within: { start: call.start, end: call.end } }),
    ];
    const literal = (at: number): unknown => {
      const argument = call.args[at];
      return argument && 'value' in argument ? argument.value : undefined;
    };
    const { min, max } = arityOf(call.name);
    const given = call.args.length;
    if (given < min || given > max) {
      return fail(
        `\`${call.name}\` takes ${argumentCount(min, max)}; here ${given === 1 ? 'is 1' : `are ${given}`}.`,
      );
    }
    const types = argumentTypes.get(call.name) ?? [];
    const wrong = types.findIndex((type, at) => {
      const value = literal(at);
      return type !== null && value !== undefined && typeof value !== type;
    });
    const type = types[wrong];
    if (type) return fail(`Argument ${wrong + 1} of \`${call.name}\` must be ${typeWords[type]}.`);
    return specialArguments(call, literal, fail);
  });
}

/** `2 arguments`, `2 to 3 arguments`, `at least 1 argument`. */
function argumentCount(min: number, max: number): string {
  if (max === 0) return 'no arguments';
  const few =
    min === max ? `${min}` : max === Number.POSITIVE_INFINITY ? `at least ${min}` : `${min} to ${max}`;
  return `${few} ${(max === Number.POSITIVE_INFINITY ? min : max) === 1 ? 'argument' : 'arguments'}`;
}

const digests = ['MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'];

function specialArguments(
  call: Call,
  literal: (at: number) => unknown,
  fail: (message: string) => Finding[],
): Finding[] {
  const last = literal(2);
  if (call.name === 'States.ArrayRange' && last === 0)
    return fail('The step of `States.ArrayRange` can’t be 0.');
  if (call.name === 'States.JsonMerge' && last === true) {
    return fail('`States.JsonMerge` can’t merge deeply; its third argument must be `false`.');
  }
  const algorithm = call.name === 'States.Hash' ? literal(1) : undefined;
  if (typeof algorithm === 'string' && !digests.includes(algorithm)) {
    const known = listed(
      digests.map((name) => `\`${name}\``),
      'and',
    );
    return fail(`\`States.Hash\` knows ${known}, not \`${algorithm}\`.`);
  }
  return call.name === 'States.Format' ? formatArguments(call, fail) : [];
}

function formatArguments(call: Call, fail: (message: string) => Finding[]): Finding[] {
  const [template] = call.args;
  if (template?.kind !== 'string') return [];
  const places = template.raw.replace(/\\./g, '').match(/\{\}/g)?.length ?? 0;
  const given = call.args.length - 1;
  if (places === given) return [];
  return fail(
    `The text of \`States.Format\` has ${places} \`{}\`, but ${given === 1 ? '1 value is' : `${given} values are`} given.`,
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
