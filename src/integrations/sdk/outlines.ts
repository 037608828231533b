import type { AnswerShapes } from '../answerShapes';
import type { MemberKind } from './encoding';
import { loadSdkFacts, sdkFacts } from './facts';
import { sdkServiceOf } from './optimised';

/**
 * What the actions of a service answer, at the top only: for services without shapes of their own.
 * @param resourceType The service in a `Resource`: `aws-sdk:kendra`. Null where it is not known.
 */
export async function loadOutlines(resourceType: string): Promise<AnswerShapes | null> {
  const sdk = resourceType.startsWith('aws-sdk:');
  const name = sdkServiceOf(sdk ? 'sdk' : 'optimised', resourceType.replace(/^aws-sdk:/, ''), '');
  await loadSdkFacts([name]);
  const facts = sdkFacts();
  const actions = [...(facts.service(name)?.actions ?? [])];
  if (actions.length === 0) return null;
  const structures = actions.map((action) => {
    const outputs = facts.action(name, action)?.outputs ?? [];
    return [
      action,
      Object.fromEntries(outputs.map((member) => [member.name, expressions[member.kind]])),
    ] as const;
  });
  return {
    actions: Object.fromEntries(actions.map((action) => [action, action])),
    structures: Object.fromEntries(structures),
  };
}

const expressions: Readonly<Record<MemberKind, string>> = {
  text: 's',
  number: 'n',
  boolean: 'b',
  list: '[]',
  structure: '*',
  time: 't',
};
