import { type Environment, noVariables } from '../../expressions/environment';
import { ExpressionError } from '../../expressions/errors';
import {
  arityOf,
  callsOf,
  intrinsicNames,
  intrinsicsGivingText,
  parseIntrinsic,
} from '../../expressions/intrinsics';
import type { State } from '../../model/workflow';
import type { ExpressionUse } from './expressions';
import * as help from './paths.help';
import { type Finding, finding, listed, nearest, setFix } from './rule';

/** Calls of intrinsic functions: that they can be read, and that they do not fail for certain. */

/** The problems of a text that is meant as a call. */
export function checkIntrinsic(use: ExpressionUse, state: State): Finding[] {
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
  const calls = callsOf(parsed.value.ast);
  const certain = literalArguments(use, calls);
  return certain.length > 0 ? certain : failing(use, calls);
}

/** The innermost call of literals alone that fails when it is tried. */
function failing(use: ExpressionUse, calls: readonly Call[]): Finding[] {
  const call = calls.findLast((each) => {
    const parsed = parseIntrinsic(use.text.slice(each.start, each.end));
    return parsed.ok && parsed.value.references.length === 0 && fails(parsed.value.evaluate);
  });
  if (!call) return [];
  const message = `\`${call.name}\` fails with these arguments.`;
  return [
    finding(help.intrinsicArguments, use.path, message, { within: { start: call.start, end: call.end } }),
  ];
}

const nothing: Environment = {
  input: null,
  context: null,
  variables: noVariables,
  now: () => 0,
  random: () => 0,
  uuid: () => '',
};

function fails(evaluate: (environment: Environment) => unknown): boolean {
  try {
    evaluate(nothing);
    return false;
  } catch (error) {
    if (error instanceof ExpressionError) return true;
    throw error;
  }
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
    return specialArguments(use, call, literal, fail);
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

/** Most items that States.ArrayRange gives. */
const longestRange = 1000;

function specialArguments(
  use: ExpressionUse,
  call: Call,
  literal: (at: number) => unknown,
  fail: (message: string) => Finding[],
): Finding[] {
  const last = literal(2);
  if (call.name === 'States.ArrayRange' && last === 0)
    return fail('The step of `States.ArrayRange` can’t be 0.');
  if (call.name === 'States.ArrayRange') {
    const [first, end, step] = [literal(0), literal(1), last];
    const known = typeof first === 'number' && typeof end === 'number' && typeof step === 'number';
    if (known && (end - first) / step >= longestRange) {
      return fail(`\`States.ArrayRange\` gives at most 1,000 numbers; these are more.`);
    }
  }
  const size = call.name === 'States.ArrayPartition' ? literal(1) : undefined;
  if (typeof size === 'number' && size < 1) {
    return fail('`States.ArrayPartition` makes arrays of 1 item or more.');
  }
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
  return call.name === 'States.Format' ? formatArguments(use, call, fail) : [];
}

/** A pair of braces, what a backslash takes the meaning of, or a brace alone. */
const bracePattern = /\\.|\{\}|[{}]/gs;

const looseBraces = (raw: string) => [...raw.matchAll(bracePattern)].filter(([found]) => found.length === 1);

function formatArguments(use: ExpressionUse, call: Call, fail: (message: string) => Finding[]): Finding[] {
  const [template] = call.args;
  if (template?.kind !== 'string') return [];
  const loose = looseBraces(template.raw);
  if (loose.length > 0) {
    const [brace] = loose;
    const start = template.start + 1 + (brace?.index ?? 0);
    const { raw } = template;
    const escaped = raw.replace(bracePattern, (found) => (found.length === 1 ? `\\${found}` : found));
    return [
      finding(
        help.intrinsicArguments,
        use.path,
        `A \`${brace?.[0]}\` alone can’t stand in the text of \`States.Format\`; write \`\\${brace?.[0]}\` for the character itself.`,
        {
          within: { start, end: start + 1 },
          fixes: [
            setFix(
              'Put a backslash before braces that stand for themselves',
              use.path,
              use.text.replace(raw, () => escaped),
            ),
          ],
        },
      ),
    ];
  }
  const places = template.raw.replace(/\\./g, '').match(/\{\}/g)?.length ?? 0;
  const given = call.args.length - 1;
  if (places === given) return [];
  return fail(
    `The text of \`States.Format\` has ${places} \`{}\`, but ${given === 1 ? '1 value is' : `${given} values are`} given.`,
  );
}

/** A parser's words as the end of a sentence. */
export function sentence(message: string): string {
  const text = message.replace(/\.$/, '');
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}.`;
}
