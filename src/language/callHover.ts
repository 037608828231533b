import type { SdkMember } from '../integrations/sdk/encoding';
import { sdkFacts } from '../integrations/sdk/facts';
import { callIn, factsOf } from './calls';

/** What a `Resource` calls: the action, what it is given and answers, and its page in the API reference. */
export function resourceHelp(resource: string): string | null {
  const call = callIn(resource);
  if (!call) return null;
  const facts = sdkFacts();
  const known = factsOf(facts, call);
  const service = facts.service(call.sdkService);
  if (!known) return service ? `**${service.label}**` : null;
  const head = `**${service?.label ?? call.service}: ${call.action}**`;
  const reference = facts.reference(call.sdkService, call.action);
  const lines = [
    head,
    known.required.length > 0 ? `Needs ${named(known.required)}.` : 'Needs no parameters.',
    known.optional.length > 0 ? `Takes ${named(known.optional)}.` : '',
    known.outputs.length > 0 ? `Answers ${named(known.outputs)}.` : 'Answers nothing.',
    reference !== null && service?.actions.has(call.action) ? `[API reference](${reference})` : '',
    facts.names && service ? `From the service’s API as of ${facts.names.date}.` : '',
  ];
  return lines.filter((line) => line !== '').join('\n\n');
}

/** How many names are listed before the rest is only counted. */
const most = 12;

function named(members: readonly SdkMember[]): string {
  const names = members.slice(0, most).map(({ name }) => `\`${name}\``);
  const left = members.length - names.length;
  if (left > 0) return `${names.join(', ')} and ${left} more`;
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? '');
}

/** What a parameter of a call is, for hover on its key. */
export function parameterHelp(resource: string, key: string): string | null {
  const call = callIn(resource);
  const known = call ? factsOf(sdkFacts(), call) : null;
  const name = key.replace(/\.\$$/, '');
  const member = [...(known?.required ?? []), ...(known?.optional ?? [])].find((each) => each.name === name);
  if (!call || !known || !member) return null;
  const needed = known.required.includes(member) ? 'required' : 'optional';
  return `**${name}**: ${kinds[member.kind]}, ${needed}\n\nA parameter of \`${call.service}:${call.action}\`.`;
}

const kinds: Readonly<Record<SdkMember['kind'], string>> = {
  text: 'text',
  number: 'a number',
  boolean: 'true or false',
  list: 'an array',
  structure: 'an object',
  time: 'a time',
};
