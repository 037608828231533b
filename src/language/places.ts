import type { Path } from '../base/pointer';
import type { WorkflowType } from '../model/workflow';
import type { WorkflowPlace } from './messages';
import type { SourceEntry, SourceNode } from './source/node';

/** A workflow that a template has somewhere else, or as text in a text: it is named, not edited in place. */
export interface WorkflowElsewhere {
  readonly name: string;
  readonly container: string;
  /** Why it can't be shown, in a sentence for the user. */
  readonly message: string;
  readonly offset: number;
  readonly length: number;
  readonly path: Path;
}

export interface FoundPlaces {
  /** At least one: a text without any known workflow is taken for a definition itself. */
  readonly places: readonly WorkflowPlace[];
  readonly elsewhere: readonly WorkflowElsewhere[];
}

/** Finds the workflows in a text: a bare definition, or those of a SAM, CloudFormation or serverless template. */
export function findPlaces(root: SourceNode | null): FoundPlaces {
  const places: WorkflowPlace[] = [];
  const elsewhere: WorkflowElsewhere[] = [];
  const bare = root?.entry('States') || root?.entry('StartAt');
  if (root && !bare) {
    for (const found of [...serverlessMachines(root), ...templateResources(root)]) {
      if ('place' in found) places.push(found.place);
      else elsewhere.push(found.elsewhere);
    }
  }
  if (places.length > 0) return { places, elsewhere };
  const [first] = elsewhere;
  const only: WorkflowPlace = first
    ? { path: first.path, name: first.name, type: null, container: first.container }
    : { path: [], name: null, type: null, container: null };
  return { places: [only], elsewhere };
}

type Found = { place: WorkflowPlace } | { elsewhere: WorkflowElsewhere };

const serverless = 'Serverless Framework file';

/** `stepFunctions.stateMachines` of a serverless.yml, or `stateMachines` of a file it takes in. */
function serverlessMachines(root: SourceNode): Found[] {
  const nested = root.child('stepFunctions')?.child('stateMachines');
  const [machines, base]: [SourceNode | null, Path] = nested
    ? [nested, ['stepFunctions', 'stateMachines']]
    : [root.child('stateMachines'), ['stateMachines']];
  return (machines?.entries ?? []).flatMap((entry): Found[] => {
    const definition = entry.value?.entry('definition');
    if (!definition) return [];
    const path = [...base, entry.key, 'definition'];
    const type = workflowType(entry.value?.child('type'));
    return [found(definition, path, nameOf(entry, 'name'), type, serverless)];
  });
}

/** State machine resources of a SAM or CloudFormation template, which a serverless.yml may hold as well. */
function templateResources(root: SourceNode): Found[] {
  const inServerless = root.child('resources')?.child('Resources');
  const [resources, base]: [SourceNode | null, Path] = inServerless
    ? [inServerless, ['resources', 'Resources']]
    : [root.child('Resources'), ['Resources']];
  return (resources?.entries ?? []).flatMap((entry): Found[] => {
    const kind = entry.value?.child('Type')?.value;
    const properties = entry.value?.child('Properties');
    const path = [...base, entry.key, 'Properties'];
    if (kind === 'AWS::Serverless::StateMachine') {
      return resource(entry, properties ?? null, path, 'SAM template', 'Type');
    }
    if (kind === 'AWS::StepFunctions::StateMachine') {
      return resource(entry, properties ?? null, path, 'CloudFormation template', 'StateMachineType');
    }
    return [];
  });
}

const notHere: readonly (readonly [key: string, message: string])[] = [
  [
    'DefinitionString',
    'Its definition is text inside the template (`DefinitionString`). Write it as an object under `Definition` to see and edit it here.',
  ],
  [
    'DefinitionUri',
    'Its definition stands in another file (`DefinitionUri`). Open that file to see and edit it.',
  ],
  [
    'DefinitionS3Location',
    'Its definition stands in another file (`DefinitionS3Location`). Open that file to see and edit it.',
  ],
];

function resource(
  entry: SourceEntry,
  properties: SourceNode | null,
  path: Path,
  container: string,
  typeKey: string,
): Found[] {
  const name = entry.key;
  const definition = properties?.entry('Definition');
  const type = workflowType(properties?.child(typeKey));
  if (definition) return [found(definition, [...path, 'Definition'], name, type, container)];
  for (const [key, message] of notHere) {
    const other = properties?.entry(key);
    if (other) {
      return [
        { elsewhere: { name, container, message, path: [...path, key, 'Definition'], ...keyRange(other) } },
      ];
    }
  }
  return [];
}

function found(
  definition: SourceEntry,
  path: Path,
  name: string,
  type: WorkflowType | null,
  container: string,
): Found {
  const kind = definition.value?.kind;
  if (kind === 'object' || kind === 'null' || kind === undefined)
    return { place: { path, name, type, container } };
  const message = 'Its definition is taken from somewhere else. Open that file to see and edit it.';
  return { elsewhere: { name, container, message, path, ...keyRange(definition) } };
}

function keyRange(entry: SourceEntry): { offset: number; length: number } {
  return { offset: entry.keyOffset, length: entry.keyLength };
}

function nameOf(entry: SourceEntry, key: string): string {
  const name = entry.value?.child(key);
  return name?.kind === 'string' ? String(name.value) : entry.key;
}

function workflowType(node: SourceNode | null | undefined): WorkflowType | null {
  const text = node?.kind === 'string' ? String(node.value).toUpperCase() : '';
  return text === 'EXPRESS' || text === 'STANDARD' ? text : null;
}
