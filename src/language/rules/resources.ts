import { isArray, isObject, type JsonValue, own } from '../../base/json';
import type { Path } from '../../base/pointer';
import { optimisedService, optimisedServices, patternSuffix } from '../../model/optimisedIntegrations';
import { hasPlaceholder, type ParsedResource, parseResource, splitArn } from '../../model/resource';
import type { State } from '../../model/workflow';
import * as help from './resources.help';
import { type Finding, finding, listed, nearest, type Rule, removeFix, setFix } from './rule';

/** What a Task calls: whether the ARN can be one, and whether the service can be called in that way. */
export const resources: Rule = {
  problems: Object.values(help),
  checkState: (state, { type, isChild }) => {
    const text = state.type === 'Task' ? own(state.value, 'Resource') : undefined;
    if (typeof text !== 'string') return [];
    const path = [...state.path, 'Resource'];
    const resource = parseResource(text);
    return [
      ...checkForm(resource, path),
      ...(type === 'EXPRESS' ? checkExpress(resource, path, isChild) : []),
      ...checkToken(resource, state),
      ...checkCredentials(resource, state),
    ];
  },
};

function checkForm(resource: ParsedResource, path: Path): Finding[] {
  switch (resource.kind) {
    case 'placeholder':
      return checkStandIn(resource, path);
    case 'optimised':
    case 'http':
      return checkOptimised(resource, path);
    case 'sdk':
      return checkSdk(resource, path);
    case 'lambda':
      return checkFunction(resource, path);
    case 'activity':
      return resource.name === '' ? [invalid(resource, path, 'An activity’s ARN ends with its name.')] : [];
    case 'unknown':
      return checkUnknown(resource, path);
  }
}

/** A bare word in place of an ARN: fine while the definition is a template. */
function checkStandIn(resource: ParsedResource, path: Path): Finding[] {
  if (hasPlaceholder(resource.text)) return [];
  const text = `\`${resource.text}\` stands in for an ARN; Step Functions takes it only once it is replaced.`;
  const meant = `\${${resource.text}}`;
  return [
    finding(help.resourceStandIn, path, text, { fixes: [setFix(`Write it as \`${meant}\``, path, meant)] }),
  ];
}

function invalid(resource: ParsedResource, path: Path, message: string, meant?: string | null): Finding {
  return finding(help.resourceInvalid, path, message, {
    fixes: [typeof meant === 'string' && setFix(`Change to \`${meant}\``, path, meant)],
    ...(resource.text === '' && { why: 'Without it the task calls nothing.' }),
  });
}

function checkUnknown(resource: ParsedResource, path: Path): Finding[] {
  const { text } = resource;
  if (text === '') return [invalid(resource, path, 'This task calls nothing: `Resource` is empty.')];
  if (text.startsWith('{%') || text.startsWith('$.')) {
    return [invalid(resource, path, '`Resource` is fixed text; it can’t be computed.')];
  }
  if (hasPlaceholder(text)) return [];
  const short = shorthand(text);
  const message = text.startsWith('arn:')
    ? `\`${text}\` is not the ARN of an integration, a Lambda function or an activity.`
    : `\`${text}\` is not an ARN.`;
  return [invalid(resource, path, message, short)];
}

/** `lambda:invoke` → `arn:aws:states:::lambda:invoke`. */
function shorthand(text: string): string | null {
  const match = /^(?:arn:aws:states:+)?([a-z-]+):([a-zA-Z]+)(\..+)?$/.exec(text);
  const actions = match && optimisedService(match[1] ?? '')?.actions;
  return actions && Object.hasOwn(actions, match[2] ?? '')
    ? `arn:aws:states:::${match[1]}:${match[2]}${match[3] ?? ''}`
    : null;
}

function checkFunction(resource: ParsedResource, path: Path): Finding[] {
  const rest = splitArn(resource.text).slice(5);
  const [kind, name, version] = rest;
  if (kind !== 'function' || name === undefined || name === '') {
    return [
      invalid(
        resource,
        path,
        'A Lambda function’s ARN has the form `arn:aws:lambda:region:account:function:name`.',
      ),
    ];
  }
  if (version === '' || rest.length > 3) {
    const meant = resource.text.replace(/:+$/, '');
    return [invalid(resource, path, 'After the function’s name its version or alias is missing.', meant)];
  }
  return [];
}

function checkOptimised(resource: ParsedResource, path: Path): Finding[] {
  const { service, action, text } = resource;
  if (service === null || hasPlaceholder(service) || (action !== null && hasPlaceholder(action))) return [];
  const known = optimisedService(service);
  if (!known) {
    const names = optimisedServices.map((each) => each.service);
    const meant = nearest(service, names);
    const sdk = action === null ? null : text.replace(`:${service}:`, `:aws-sdk:${service}:`);
    return [
      finding(help.integrationUnknown, path, `There is no optimised integration \`${service}\`.`, {
        fixes: [
          meant !== null &&
            setFix(`Change to \`${meant}\``, path, text.replace(`:${service}:`, `:${meant}:`)),
          sdk !== null && setFix('Call it through the AWS SDK', path, sdk),
        ],
      }),
    ];
  }
  const patterns =
    action !== null && Object.hasOwn(known.actions, action) ? known.actions[action] : undefined;
  if (!patterns) return [unknownAction(resource, Object.keys(known.actions), path)];
  if (resource.unknownSuffix === null && patterns.includes(resource.pattern)) return [];
  return [wrongPattern(resource, patterns.map(patternSuffix), path)];
}

function unknownAction(resource: ParsedResource, actions: readonly string[], path: Path): Finding {
  const { service, action, text } = resource;
  const meant = action === null ? null : nearest(action, actions);
  const sdk = action === null ? null : text.replace(`:${service}:`, `:aws-sdk:${service}:`);
  return finding(
    help.integrationUnknown,
    path,
    action === null
      ? `The ARN names no action of \`${service}\`.`
      : `The optimised integration \`${service}\` has no action \`${action}\`.`,
    {
      why: `It has ${listed(actions.slice(0, 9), 'and')}. Others are called through the AWS SDK.`,
      fixes: [
        meant !== null &&
          action !== null &&
          setFix(`Change to \`${meant}\``, path, text.replace(`:${action}`, `:${meant}`)),
        sdk !== null && setFix(`Change to \`aws-sdk:${service}:${action}\``, path, sdk),
      ],
    },
  );
}

function wrongPattern(resource: ParsedResource, suffixes: readonly string[], path: Path): Finding {
  const { service, action, text } = resource;
  const written = resource.unknownSuffix ?? patternSuffix(resource.pattern);
  const base = text.slice(0, text.length - written.length);
  const allowed = suffixes.filter((suffix) => suffix !== '');
  const meant =
    nearest(written, allowed) ?? (allowed.includes('.sync') && written.startsWith('.sync') ? '.sync' : null);
  const message =
    resource.unknownSuffix !== null
      ? `There is no integration pattern \`${written}\`.`
      : `\`${service}:${action}\` can’t be called with \`${written}\`.`;
  return finding(help.patternUnsupported, path, message, {
    why:
      allowed.length === 0
        ? 'It can only be called without waiting for a job or a token.'
        : `It can be called plainly, or with ${listed(allowed.map((suffix) => `\`${suffix}\``))}.`,
    fixes: [
      meant !== null && setFix(`Change to \`${meant}\``, path, base + meant),
      setFix(`Remove \`${written}\``, path, base),
    ],
  });
}

function checkSdk(resource: ParsedResource, path: Path): Finding[] {
  const { service, action, text } = resource;
  if (service === null || service === '' || action === null) {
    return [
      invalid(
        resource,
        path,
        'An AWS SDK integration has the form `arn:aws:states:::aws-sdk:service:action`.',
      ),
    ];
  }
  if (hasPlaceholder(text.slice(text.indexOf('aws-sdk')))) return [];
  if (resource.unknownSuffix !== null || resource.pattern === 'sync' || resource.pattern === 'sync:2') {
    return [wrongPattern(resource, ['', '.waitForTaskToken'], path)];
  }
  const camel = action.charAt(0).toLowerCase() + action.slice(1);
  if (camel === action) return [];
  return [
    finding(help.actionCase, path, `Actions are written with a small first letter: \`${camel}\`.`, {
      fixes: [setFix(`Change to \`${camel}\``, path, text.replace(`:${action}`, `:${camel}`))],
    }),
  ];
}

function checkExpress(resource: ParsedResource, path: Path, isChild: boolean): Finding[] {
  const who = isChild ? 'A child execution of type Express' : 'An Express workflow';
  // A stand-in that is named after an activity will become one.
  const standsForActivity = resource.kind === 'placeholder' && /activity/i.test(resource.name ?? '');
  if (resource.kind === 'activity' || (standsForActivity && !hasPlaceholder(resource.text))) {
    return [finding(help.expressActivity, path, `${who} can’t use activities.`)];
  }
  if (resource.pattern === 'requestResponse' || (resource.kind !== 'optimised' && resource.kind !== 'sdk'))
    return [];
  const suffix = patternSuffix(resource.pattern);
  return [
    finding(help.expressPattern, path, `${who} can’t use \`${suffix}\`.`, {
      fixes: [setFix(`Remove \`${suffix}\``, path, resource.text.slice(0, -suffix.length))],
    }),
  ];
}

/** A worker takes an activity's tasks with a role of its own. */
function checkCredentials({ kind }: ParsedResource, { value, path }: State): Finding[] {
  if (kind !== 'activity' || !Object.hasOwn(value, 'Credentials')) return [];
  const at = [...path, 'Credentials'];
  return [
    finding(help.activityCredentials, at, 'A task of an activity can’t have `Credentials`.', {
      part: 'key',
      fixes: [removeFix(at)],
    }),
  ];
}

/** A callback that never hands its token over waits until it times out. */
function checkToken(resource: ParsedResource, state: State): Finding[] {
  if (resource.pattern !== 'waitForTaskToken') return [];
  const given = own(state.value, 'Arguments') ?? own(state.value, 'Parameters');
  if (given === undefined || mentionsToken(given, 0)) return [];
  const token = state.queryLanguage === 'JSONata' ? '{% $states.context.Task.Token %}' : '$$.Task.Token';
  return [
    finding(
      help.tokenMissing,
      [...state.path, 'Resource'],
      'The task waits for a token that it does not hand over.',
      {
        why: `Put \`${token}\` into what the call is given; the one who gets it ends the task with it.`,
      },
    ),
  ];
}

/** A path to the whole context, to all of the data, or anything that may hold the token is given the benefit of the doubt. */
function mentionsToken(value: JsonValue, depth: number): boolean {
  if (depth > 50) return true;
  if (typeof value === 'string')
    return /Task\.Token|\$\$(?![.\w])|states\.context\b(?!\.[A-SU-Z])|^\$\$\.Task$|[$#]\{/.test(value);
  if (isArray(value)) return value.some((item) => mentionsToken(item, depth + 1));
  return isObject(value) && Object.values(value).some((item) => mentionsToken(item, depth + 1));
}
