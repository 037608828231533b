import type { Path } from '../base/pointer';
import { parseDocument } from './document';
import { callOf } from './embedded/embedded';
import type { Format, ReadWorkflow, WorkflowPlace } from './messages';
import { textOfCall } from './source/functions';
import type { SourceNode } from './source/node';

/**
 * The workflows of a text that is not open, to be run when another starts them: those that can be read to their end.
 * `template`: the place in a template that names the text's file.
 */
export function readWorkflows(
  text: string,
  format: Format,
  template?: WorkflowPlace,
): readonly ReadWorkflow[] {
  const first = parseDocument(text, format, undefined, template);
  const meant = placeholdersOf(first.places, first.tree.root);
  return first.places.flatMap((place) => {
    if (place.elsewhere) return [];
    const document = place === first.place ? first : parseDocument(text, format, place.path, template);
    const { broken, workflow } = document;
    if (broken || workflow.states.size === 0) return [];
    const names = namesOf(document.place, first.tree.root);
    const aliases = new Set(names.flatMap((name) => [name, ...(meant.get(name) ?? [])]));
    const { name, type, path } = document.place;
    return [{ name, aliases: [...aliases], type, path, definition: workflow.definition }];
  });
}

/** What a workflow of a template is called: its logical id, and the name that the template gives it. */
function namesOf({ name, path, container }: WorkflowPlace, root: SourceNode | null): string[] {
  if (container === null) return name === null ? [] : [name];
  const owner = path.slice(0, -1);
  const properties = nodeAt(root, owner);
  const given = ['StateMachineName', 'Name', 'name', 'id'].flatMap((key) => {
    const value = properties?.child(key);
    return value?.kind === 'string' ? [String(value.value)] : [];
  });
  const key = String(owner.at(-1) === 'Properties' ? owner.at(-2) : owner.at(-1));
  return [...(name === null ? [] : [name]), key, ...given, ...serverlessIds(container, key)];
}

/** The logical id that the Serverless Framework makes of a machine's key. */
function serverlessIds(container: string, key: string): string[] {
  if (!container.startsWith('Serverless')) return [];
  const id = key.replace(/-/g, 'Dash').replace(/_/g, 'Underscore');
  return [`${id.charAt(0).toUpperCase()}${id.slice(1)}StepFunctionsStateMachine`];
}

/** The placeholders of a template's substitutions by the logical id that each stands for. */
function placeholdersOf(
  places: readonly WorkflowPlace[],
  root: SourceNode | null,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { path } of places) {
    const given = nodeAt(root, path.slice(0, -1))?.child('DefinitionSubstitutions');
    for (const { key, value } of given?.entries ?? []) {
      const id = value && logicalId(value);
      if (id) found.set(id, [...(found.get(id) ?? []), key]);
    }
  }
  return found;
}

/** The resource that a `Ref`, `Fn::GetAtt` or `Fn::Sub` alone stands for; null for anything else. */
function logicalId(node: SourceNode): string | null {
  const call = callOf(node);
  const text = call ? textOfCall(call.name, call.argument.value) : node.value;
  return typeof text === 'string' ? (/^\$\{([A-Za-z0-9]+)(?:\.\w+)?\}$/.exec(text)?.[1] ?? null) : null;
}

function nodeAt(root: SourceNode | null, path: Path): SourceNode | null {
  let node = root;
  for (const step of path) node = node?.child(String(step)) ?? null;
  return node;
}
