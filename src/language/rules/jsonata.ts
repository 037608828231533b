import { isArray, isObject, type JsonObject, type JsonValue } from '../../base/json';
import type { Path } from '../../base/pointer';
import {
  analyseJsonata,
  isJsonataString,
  jsonataSource,
  jsonataSourceOffset,
} from '../../expressions/jsonata';
import type { PathOp } from '../../model/change';
import { hasPlaceholder } from '../../model/resource';
import { childFields, fieldsIn, stateTypeDescriptors } from '../../model/stateTypes';
import type { FieldDescriptor } from '../../model/stateTypes/types';
import type { State } from '../../model/workflow';
import { jsonataFunctionNames, statesFields } from '../jsonataNames';
import { type ExpressionUse, expressionsOf } from './expressions';
import * as help from './jsonata.help';
import { type Finding, finding, fix, listed, nearest, type Rule, setFix } from './rule';

/** JSONata: delimiters, syntax, what an expression may refer to at its place. Variables have a rule of their own. */
export const jsonata: Rule = {
  problems: Object.values(help),
  checkState: (state) => {
    if (state.queryLanguage !== 'JSONata' || state.type === null) return [];
    const fields = fieldsIn(stateTypeDescriptors[state.type].fields, 'JSONata');
    return [
      ...expressionsOf(state).uses.flatMap((use) => checkExpression(use, state)),
      ...delimiters(state.value, state.path, fields),
    ];
  },
};

function checkExpression(use: ExpressionUse, state: State): Finding[] {
  if (hasPlaceholder(use.text)) return [];
  const start = jsonataSourceOffset(use.text);
  const source = jsonataSource(use.text);
  const analysed = analyseJsonata(source);
  const within = (offset: number, length: number) => ({
    start: start + offset,
    end: start + offset + length,
  });
  if (!analysed.ok) {
    const at = Math.min(analysed.error.offset, source.length);
    const text =
      source === ''
        ? 'This expression is empty.'
        : `This expression can’t be read: ${lower(analysed.error.message)}.`;
    return [
      finding(help.jsonataSyntax, use.path, text, { within: within(at, Math.max(1, source.length - at)) }),
    ];
  }
  const { refused, functions, states } = analysed.value;
  const replaced = (offset: number, length: number, by: string): string =>
    use.text.slice(0, start + offset) + by + use.text.slice(start + offset + length);
  return [
    ...refused.map(({ message, offset }) => {
      const name = /'([^']*)'/.exec(message)?.[1] ?? '';
      const isRoot = name === '$' || name === '$$';
      const by = isRoot ? '$states.input' : `$states.input.${name}`;
      const length = source.startsWith(name, offset) ? name.length : name.length + 2;
      return finding(
        help.jsonataRoot,
        use.path,
        `\`${name}\` means nothing here; the data is in \`$states.input\`.`,
        {
          within: within(offset, length),
          fixes: [
            source.startsWith(name, offset) &&
              setFix(`Change to \`${by}\``, use.path, replaced(offset, length, by)),
          ],
        },
      );
    }),
    ...functions.flatMap(({ name, offset }) => {
      if (jsonataFunctionNames.has(name)) return [];
      const place = within(offset, name.length + 1);
      if (name === 'eval') {
        return [
          finding(help.jsonataEval, use.path, '`$eval` is not available in Step Functions.', {
            within: place,
          }),
        ];
      }
      const meant = nearest(name, jsonataFunctionNames);
      return [
        finding(help.jsonataFunction, use.path, `There is no function \`$${name}\`.`, {
          within: place,
          fixes: [
            meant !== null &&
              setFix(`Change to \`$${meant}\``, use.path, replaced(offset, name.length + 1, `$${meant}`)),
          ],
        }),
      ];
    }),
    ...states.flatMap(({ path, offset }) => {
      const [name] = path;
      if (name === undefined) return [];
      const place = within(offset, '$states.'.length + name.length);
      const message = statesProblem(name, use, state);
      if (message === null) return [];
      const meant = (statesFields as readonly string[]).includes(name) ? null : nearest(name, statesFields);
      const known = (statesFields as readonly string[]).includes(name);
      return [
        finding(known ? help.statesPlace : help.statesUnknown, use.path, message, {
          within: place,
          fixes: [
            meant !== null &&
              setFix(
                `Change to \`$states.${meant}\``,
                use.path,
                replaced(offset, '$states.'.length + name.length, `$states.${meant}`),
              ),
          ],
        }),
      ];
    }),
  ];
}

/** Why a field of `$states` can't be read at a place; null when it can. */
function statesProblem(name: string, use: ExpressionUse, state: State): string | null {
  if (name === 'input' || name === 'context') return null;
  if (name === 'result') {
    if (use.moment === 'result') return null;
    return state.type === 'Task' || state.type === 'Parallel' || state.type === 'Map'
      ? '`$states.result` can be read only in `Output` and `Assign`, when the result is there.'
      : `A ${state.type ?? ''} state has no \`$states.result\`.`;
  }
  if (name === 'errorOutput') {
    return use.moment === 'error'
      ? null
      : '`$states.errorOutput` can be read only in the `Output` and `Assign` of a Catcher.';
  }
  return `\`$states\` has no field \`${name}\`; it has ${listed(
    statesFields.map((field) => `\`${field}\``),
    'and',
  )}.`;
}

function lower(message: string): string {
  const text = message.replace(/\.$/, '');
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

/** Texts that were meant as expressions and are none. */
function delimiters(value: JsonValue, path: Path, fields: readonly FieldDescriptor[], depth = 0): Finding[] {
  if (!isObject(value) || depth > 50) return [];
  return fields.flatMap((field) => {
    const member = Object.hasOwn(value, field.name) ? value[field.name] : undefined;
    if (member === undefined) return [];
    const at = [...path, field.name];
    if (field.kind.endsWith('ata')) return texts(member, at, field, 0);
    const inner = childFields(field);
    if (!inner || field.kind === 'machine' || field.kind === 'machines') return [];
    const own = fieldsIn(inner, 'JSONata');
    return isArray(member)
      ? member.flatMap((item, index) => delimiters(item, [...at, index], own, depth + 1))
      : delimiters(member, at, own, depth + 1);
  });
}

function texts(
  value: JsonValue,
  path: Path,
  field: FieldDescriptor,
  depth: number,
  around: JsonObject = {},
): Finding[] {
  if (depth > 50) return [];
  if (typeof value === 'string') return [...delimited(value, path), ...leftover(value, path, around)];
  if (isArray(value)) return value.flatMap((item, at) => texts(item, [...path, at], field, depth + 1));
  if (!isObject(value)) return [];
  return Object.keys(value).flatMap((key) =>
    texts(value[key] ?? null, [...path, key], field, depth + 1, value),
  );
}

/** A JSONPath, which JSONata takes for plain text: what remains when a state changes its language. */
function leftover(text: string, path: Path, around: JsonObject): Finding[] {
  const key = String(path.at(-1));
  const dynamic = key.endsWith('.$') && text.startsWith('$');
  if (!dynamic && !/^\$\$?\.[A-Za-z_]/.test(text)) return [];
  const simple = /^\$(\$?)((?:\.[A-Za-z_]\w*|\[\d+\])*)$/.exec(text);
  const data = simple && `{% $states.${simple[1] === '$' ? 'context' : 'input'}${simple[2] ?? ''} %}`;
  const plain = key.endsWith('.$') ? key.slice(0, -2) : key;
  const renamed: PathOp[] = plain === key ? [] : [{ op: 'rename', path, to: plain }];
  const isFree = plain === key || !Object.hasOwn(around, plain);
  return [
    finding(
      help.jsonataLeftover,
      path,
      `\`${text}\` is taken as fixed text: in JSONata expressions stand in \`{% … %}\`.`,
      {
        fixes: [
          data !== null &&
            isFree &&
            fix(`Change to \`${data}\``, { op: 'set', path, value: data }, ...renamed),
        ],
      },
    ),
  ];
}

/** Whether an expression can be read, and refers to nothing that is not there. */
function isSound(expression: string): boolean {
  const analysed = analyseJsonata(jsonataSource(expression));
  return analysed.ok && analysed.value.refused.length === 0;
}

function delimited(text: string, path: Path): Finding[] {
  if (isJsonataString(text) || hasPlaceholder(text)) return [];
  const trimmed = text.trim();
  if (isJsonataString(trimmed)) {
    const message = 'An expression must begin with `{%` and end with `%}`, without blanks around them.';
    // With blanks on both sides it is plain text; on one side, it begins or ends as an expression and is none.
    const plain = text !== text.trimStart() && text !== text.trimEnd();
    return [
      finding(help.jsonataSpaces, path, message, {
        severity: plain ? 'warning' : 'error',
        fixes: [isSound(trimmed) && setFix('Remove the blanks', path, trimmed)],
      }),
    ];
  }
  if (text.startsWith('{%')) {
    const mended = `${trimmed.replace(/%?\}?$/, '').trimEnd()} %}`;
    return [
      finding(help.jsonataDelimiters, path, 'This expression begins with `{%` but does not end with `%}`.', {
        fixes: [isSound(mended) && setFix('Add `%}`', path, mended)],
      }),
    ];
  }
  if (!text.endsWith('%}') || text.includes('{%')) return [];
  const mended = `{% ${trimmed.replace(/^\{?%?/, '').trimStart()}`;
  return [
    finding(help.jsonataDelimiters, path, 'This expression ends with `%}` but does not begin with `{%`.', {
      fixes: [isSound(mended) && setFix('Add `{%`', path, mended)],
    }),
  ];
}
