import { popularActions } from '../../integrations/popular';
import type { MemberKind, SdkMember } from '../../integrations/sdk/encoding';
import { sdkFacts } from '../../integrations/sdk/facts';
import type { QueryLanguage, Workflow } from '../../model/workflow';
import { callOfState, factsOf } from '../calls';
import type { Format } from '../messages';
import { snippetText } from './snippets';
import type { Suggestion } from './values';

/** A parameter that can be given to a call, as a key. */
export interface ParameterSuggestion {
  readonly name: string;
  readonly required: boolean;
  readonly detail: string;
  /** Snippet of its first value. */
  readonly value: string;
}

const usual: readonly Suggestion[] = popularActions.map(({ name, resource }) => ({
  label: resource,
  kind: 'resource',
  detail: name,
}));

/** The beginning of an ARN, after which more is suggested. */
const beginning = (label: string, arn: string, detail: string | undefined): Suggestion => ({
  label,
  kind: 'resource',
  ...(detail !== undefined && { detail }),
  filterText: arn,
  insert: `${snippetText(arn)}$0`,
  snippet: true,
  goesOn: true,
});

/**
 * What a `Resource` can be: the usual calls; once `aws-sdk:` is typed its services, and after a service the actions
 * of that. What stands before is kept, so that another partition or a placeholder stays.
 */
export function resourceSuggestions(typed: string): readonly Suggestion[] {
  const [, base = '', service, action] = /^(.*:aws-sdk:)(?:([a-z0-9]*)(:.*)?)?$/.exec(typed) ?? [];
  if (base === '') {
    const arn = 'arn:aws:states:::aws-sdk:';
    return [...usual, beginning(arn, arn, 'Any AWS service')];
  }
  return action === undefined || service === undefined
    ? services(base)
    : actions(`${base}${service}:`, service);
}

function services(base: string): readonly Suggestion[] {
  const facts = sdkFacts();
  return facts.serviceNames.map((name) => {
    const known = facts.service(name);
    const newer =
      known?.documented === false ? `${known.label} (newer than the developer guide’s list)` : null;
    return beginning(name, `${base}${name}:`, newer ?? known?.label);
  });
}

function actions(base: string, service: string): readonly Suggestion[] {
  const known = sdkFacts().service(service);
  return [...(known?.actions ?? [])]
    .filter((name) => !known?.unsupported.has(name))
    .map((name) => ({
      label: name,
      kind: 'resource',
      detail: known?.label ?? service,
      filterText: base + name,
      insert: base + name,
    }));
}

/** What the call of a state can be given, required parameters first. */
export function parameterSuggestions(
  workflow: Workflow,
  pointer: string | null,
  language: QueryLanguage,
  format: Format,
): readonly ParameterSuggestion[] {
  const state = pointer === null ? undefined : workflow.states.get(pointer);
  const call = state ? callOfState(state) : null;
  const known = call ? factsOf(sdkFacts(), call) : null;
  if (!known) return [];
  const suggest = (member: SdkMember, required: boolean): ParameterSuggestion[] => {
    const detail = `${kindNames[member.kind]}${required ? ', required' : ''}`;
    const plain = { name: member.name, required, detail, value: firstValue(member.kind, format) };
    if (language === 'JSONata') return [plain];
    return [
      plain,
      { name: `${member.name}.$`, required, detail: `${detail}, from the data`, value: path(format) },
    ];
  };
  return [
    ...known.required.flatMap((member) => suggest(member, true)),
    ...known.optional.flatMap((member) => suggest(member, false)),
  ];
}

const kindNames: Readonly<Record<MemberKind, string>> = {
  text: 'text',
  number: 'number',
  boolean: 'true or false',
  list: 'array',
  structure: 'object',
  time: 'time',
};

function firstValue(kind: MemberKind, format: Format): string {
  if (kind === 'number') return '${1:0}';
  if (kind === 'boolean') return '${1|true,false|}';
  if (kind === 'list') return '[$1]';
  if (kind === 'structure') return '{$1}';
  return format === 'json' ? '"$1"' : '$1';
}

const path = (format: Format): string => (format === 'json' ? '"\\$.$1"' : '\\$.$1');
