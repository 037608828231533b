import type { Path } from '../base/pointer';
import type { WorkflowType } from '../model/workflow';
import { callOf, isEmbedded } from './embedded/embedded';
import type { ElsewherePlace, WorkflowPlace } from './messages';
import type { SourceEntry, SourceNode } from './source/node';

/** A workflow in a text, with what stands at its place. */
export interface FoundPlace {
  readonly place: WorkflowPlace;
  /** The value that is the definition or holds it as text; null where there is none in this text. */
  readonly node: SourceNode | null;
  /** The key that says where it is. */
  readonly key: { readonly offset: number; readonly length: number };
  /** Why the template is refused for the way in which it gives the definition. */
  readonly refused?: string;
}

/**
 * Finds the workflows in a text: a bare definition, or those of a SAM, CloudFormation or serverless template, in
 * the order of the text. At least one: a text without any known workflow is taken for a definition itself.
 */
export function findPlaces(root: SourceNode | null): readonly [FoundPlace, ...FoundPlace[]] {
  const isBare = root?.entry('States') || root?.entry('StartAt');
  const [first, ...others] = root && !isBare ? [...serverlessMachines(root), ...templateResources(root)] : [];
  if (first) return [first, ...others];
  const place = { path: [], name: null, type: null, container: null };
  return [{ place, node: root, key: { offset: root?.offset ?? 0, length: 0 } }];
}

const serverless = 'Serverless Framework file';

/** `stepFunctions.stateMachines` of a serverless.yml, or `stateMachines` of a file it takes in. */
function serverlessMachines(root: SourceNode): FoundPlace[] {
  const nested = root.child('stepFunctions')?.child('stateMachines');
  const [machines, base]: [SourceNode | null, Path] = nested
    ? [nested, ['stepFunctions', 'stateMachines']]
    : [root.child('stateMachines'), ['stateMachines']];
  return (machines?.entries ?? []).flatMap((entry): FoundPlace[] => {
    const definition = entry.value?.entry('definition');
    if (!definition) return [];
    return [
      found(definition, {
        path: [...base, entry.key, 'definition'],
        name: nameOf(entry, 'name'),
        type: workflowType(entry.value?.child('type')),
        container: serverless,
      }),
    ];
  });
}

/** State machine resources of a SAM or CloudFormation template, which a serverless.yml may hold as well. */
function templateResources(root: SourceNode): FoundPlace[] {
  const inServerless = root.child('resources')?.child('Resources');
  const [resources, base]: [SourceNode | null, Path] = inServerless
    ? [inServerless, ['resources', 'Resources']]
    : [root.child('Resources'), ['Resources']];
  return (resources?.entries ?? []).flatMap((entry): FoundPlace[] => {
    const kind = entry.value?.child('Type')?.value;
    const properties = entry.value?.child('Properties') ?? null;
    const path = [...base, entry.key, 'Properties'];
    if (kind === 'AWS::Serverless::StateMachine') {
      return resource(entry.key, properties, path, 'SAM template', 'Type');
    }
    if (kind === 'AWS::StepFunctions::StateMachine') {
      return resource(entry.key, properties, path, 'CloudFormation template', 'StateMachineType');
    }
    return [];
  });
}

/** Properties of a state machine that say what its definition is; the first that is there counts. */
const definitionKeys = ['Definition', 'DefinitionString', 'DefinitionUri', 'DefinitionS3Location'] as const;

function resource(
  name: string,
  properties: SourceNode | null,
  path: Path,
  container: string,
  typeKey: string,
): FoundPlace[] {
  const key = definitionKeys.find((each) => properties?.entry(each));
  const definition = key && properties?.entry(key);
  if (!definition) return [];
  const given = properties?.child('DefinitionSubstitutions');
  const substitutions = given?.kind === 'object' ? given.entries.map((entry) => entry.key) : null;
  const type = workflowType(properties?.child(typeKey));
  const place = { path: [...path, key], name, type, container, ...(substitutions && { substitutions }) };
  const refused = whyRefused(definition, container);
  return [{ ...found(definition, place), ...(refused !== null && { refused }) }];
}

function whyRefused({ key, value }: SourceEntry, container: string): string | null {
  const isSam = container === 'SAM template';
  if (isSam && (key === 'DefinitionString' || key === 'DefinitionS3Location')) {
    const instead = key === 'DefinitionString' ? 'Definition` with an object' : 'DefinitionUri`';
    return `A state machine of SAM takes no \`${key}\`. Write \`${instead}, or make it an \`AWS::StepFunctions::StateMachine\`.`;
  }
  if (isSam && key === 'Definition' && isEmbedded(value)) {
    return 'A state machine of SAM takes an object as its `Definition`, and no text.';
  }
  if (!isSam && key === 'DefinitionUri') {
    return 'A state machine of CloudFormation takes no `DefinitionUri`. Write `DefinitionS3Location`, or make it an `AWS::Serverless::StateMachine`.';
  }
  if (key === 'DefinitionString' && value?.kind === 'object' && !callOf(value)) {
    return '`DefinitionString` takes text. Name the property `Definition` when it holds an object.';
  }
  return null;
}

function found(definition: SourceEntry, place: WorkflowPlace): FoundPlace {
  const { key, value: node, keyOffset, keyLength } = definition;
  const range = { offset: keyOffset, length: keyLength };
  if (key === 'DefinitionUri' || key === 'DefinitionS3Location') {
    return { place: { ...place, elsewhere: file(node, key) }, node: null, key: range };
  }
  if (isEmbedded(node)) {
    const writtenAs = callOf(node)?.name === 'Join' ? 'joined' : 'text';
    return { place: { ...place, writtenAs }, node, key: range };
  }
  if (node === null || isOwn(node)) return { place, node, key: range };
  return { place: { ...place, elsewhere: given(node) }, node: null, key: range };
}

/** Whether a definition is written right there, or is still to be written. */
const isOwn = (node: SourceNode): boolean =>
  node.kind === 'null' || (node.kind === 'object' && !callOf(node));

/** A file beside the template, or an object of Amazon S3. */
function file(node: SourceNode | null, key: string): ElsewherePlace {
  const path = node && !callOf(node) && node.kind === 'string' ? String(node.value) : null;
  if (path !== null && isFilePath(path)) return anotherFile(path);
  const object = path ?? ['Bucket', 'Key'].map((each) => String(node?.child(each)?.value ?? '…')).join('/');
  const message = `Its definition stands in another file, in Amazon S3 (\`${key}\`: \`${object}\`). Open a copy of that file to see and edit it.`;
  return { message, file: null };
}

const isFilePath = (path: string): boolean => path !== '' && !/^[a-z0-9]+:\/\/|\$\{/i.test(path);

function anotherFile(path: string): ElsewherePlace {
  return {
    message: `Its definition stands in another file, \`${path}\`. Open that file to see and edit it.`,
    file: path,
  };
}

/** What stands in place of a definition and is none: a file taken in, a parameter, some function. */
function given(node: SourceNode | null): ElsewherePlace {
  const call = node && callOf(node);
  const location = call?.name === 'Transform' ? call.argument.child('Parameters')?.child('Location') : null;
  const included = location?.kind === 'string' && !callOf(location) ? String(location.value) : null;
  if (included !== null && isFilePath(included)) return anotherFile(included);
  const taken =
    node?.kind === 'string' ? /^\s*\$\{file\(([^)]*)\)\}\s*$/.exec(String(node.value))?.[1] : null;
  if (taken && isFilePath(taken.trim())) return anotherFile(taken.trim());
  const by = call ? ` (\`${call.name}\`)` : '';
  return {
    message: `Its definition is taken from somewhere else${by}. Open the text that has it to see and edit it.`,
    file: null,
  };
}

function nameOf(entry: SourceEntry, key: string): string {
  const name = entry.value?.child(key);
  return name?.kind === 'string' ? String(name.value) : entry.key;
}

function workflowType(node: SourceNode | null | undefined): WorkflowType | null {
  const text = node?.kind === 'string' ? String(node.value).toUpperCase() : '';
  return text === 'EXPRESS' || text === 'STANDARD' ? text : null;
}
