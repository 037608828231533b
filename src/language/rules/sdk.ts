import { type JsonObject, type JsonValue, own } from '../../base/json';
import type { Path } from '../../base/pointer';
import type { MemberKind, SdkMember } from '../../integrations/sdk/encoding';
import type { SdkAction, SdkFacts, SdkService } from '../../integrations/sdk/facts';
import { hasPlaceholder } from '../../model/resource';
import type { State } from '../../model/workflow';
import { type Call, callOfState, factsOf, givenTo } from '../calls';
import { type Finding, finding, fix, nearest, type Rule, removeFix, setFix } from './rule';
import * as help from './sdk.help';

/** Calls through the AWS SDK, against the catalogue of services and actions. */
export const sdk: Rule = {
  problems: Object.values(help),
  checkCall: (state, facts) => {
    const call = callOfState(state);
    if (call?.kind !== 'sdk') return [];
    const written = /:aws-sdk:([^:]*):/.exec(String(own(state.value, 'Resource')))?.[1] ?? call.service;
    const path = [...state.path, 'Resource'];
    const service = facts.service(written);
    if (!service) return facts.isRetired(written) ? [] : [unknownService(state, path, written, facts)];
    // The first letter is judged without the catalogue.
    if (/^[A-Z]/.test(call.action)) return [];
    if (service.unsupported.has(call.action)) return [unsupported(path, call, service)];
    if (!service.actions.has(call.action)) return [unknownAction(state, path, call, service, facts)];
    const known = factsOf(facts, call);
    return known ? checkParameters(state, call, known) : [];
  },
};

function unknownService(state: State, path: Path, written: string, facts: SdkFacts): Finding {
  const small = written.toLowerCase();
  const alias = facts.byAlias(written);
  const meant = alias ?? nearest(small, facts.serviceNames);
  const text = String(own(state.value, 'Resource'));
  const message = facts.service(small)
    ? `The names of services are written in small letters: \`${small}\`.`
    : alias !== null
      ? `In ARNs of Step Functions this service is called \`${alias}\`.`
      : `The catalogue of ${dayOf(facts)} has no service \`${written}\`.`;
  return finding(help.sdkService, path, message, {
    fixes: [
      meant !== null &&
        setFix(`Change to \`${meant}\``, path, text.replace(`:aws-sdk:${written}:`, `:aws-sdk:${meant}:`)),
    ],
  });
}

function unknownAction(
  state: State,
  path: Path,
  { action }: Call,
  service: SdkService,
  facts: SdkFacts,
): Finding {
  const text = String(own(state.value, 'Resource'));
  const same = [...service.actions].find((each) => each.toLowerCase() === action.toLowerCase());
  const meant = same ?? nearest(action, service.actions);
  const message = same
    ? `The action is written \`${same}\`.`
    : `The catalogue of ${dayOf(facts)} has no action \`${action}\` of ${service.label}.`;
  return finding(help.sdkAction, path, message, {
    fixes: [
      meant !== null &&
        setFix(
          `Change to \`${meant}\``,
          path,
          text.replace(`:${service.name}:${action}`, `:${service.name}:${meant}`),
        ),
    ],
  });
}

function unsupported(path: Path, { action }: Call, { label }: SdkService): Finding {
  return finding(
    help.sdkUnsupported,
    path,
    `Step Functions does not call \`${action}\` of ${label} through the SDK.`,
  );
}

function checkParameters(state: State, call: Call, known: SdkAction): Finding[] {
  const given = givenTo(state);
  if (!given || Object.keys(given.value).some((key) => key.startsWith('Fn::') || hasPlaceholder(key)))
    return [];
  const path = [...state.path, given.field];
  const dynamic = state.queryLanguage === 'JSONPath';
  const members = [...known.required, ...known.optional];
  const names = new Set(members.map((member) => member.name));
  const written = Object.keys(given.value).map((key) => ({ key, name: dynamic ? bare(key) : key }));
  const present = new Set(written.map(({ name }) => name));
  const strange = written.filter(({ name }) => !names.has(name));
  const meant = new Map(strange.map(({ key, name }) => [key, meantBy(name, names, present)]));
  const covered = new Set([...present, ...meant.values()]);
  const missing = known.required.filter(({ name }) => !covered.has(name));
  return [
    ...missing.map((member) => lacking(path, member, call)),
    // Small first letters are judged without the catalogue.
    ...strange
      .filter(({ name }) => !/^[a-z]/.test(name))
      .map(({ key, name }) => unknownParameter(path, key, name, meant.get(key) ?? null, call, given.value)),
  ];
}

/** A key of a template without the sign of a value that comes from the data. */
const bare = (key: string): string => key.replace(/\.\$$/, '');

/** The member that a name stands for: written otherwise, or nearly so, and not given itself. */
function meantBy(name: string, names: ReadonlySet<string>, present: ReadonlySet<string>): string | null {
  const free = [...names].filter((each) => !present.has(each));
  const small = name.toLowerCase();
  return free.find((each) => each.toLowerCase() === small) ?? nearest(name, free);
}

function lacking(path: Path, { name, kind }: SdkMember, { action }: Call): Finding {
  return finding(help.sdkParameterMissing, path, `\`${action}\` needs \`${name}\`.`, {
    part: 'key',
    fixes: [setFix(`Add \`${name}\``, [...path, name], initial[kind])],
  });
}

const initial: Readonly<Record<MemberKind, JsonValue>> = {
  text: '',
  number: 1,
  boolean: true,
  list: [],
  structure: {},
  time: '2030-01-01T00:00:00Z',
};

function unknownParameter(
  path: Path,
  key: string,
  name: string,
  meant: string | null,
  { action }: Call,
  given: JsonObject,
): Finding {
  const to = meant === null ? null : meant + key.slice(name.length);
  const message =
    meant !== null && meant.toLowerCase() === name.toLowerCase()
      ? `The parameter is written \`${meant}\`.`
      : `\`${action}\` has no parameter \`${name}\`, as far as is known.`;
  return finding(help.sdkParameterUnknown, [...path, key], message, {
    part: 'key',
    fixes: [
      to !== null &&
        !Object.hasOwn(given, to) &&
        fix(`Rename to \`${to}\``, { op: 'rename', path: [...path, key], to }),
      removeFix([...path, key]),
    ],
  });
}

/** `1 October 2026`. */
function dayOf({ names }: SdkFacts): string {
  const date = new Date(names?.date ?? 0);
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
