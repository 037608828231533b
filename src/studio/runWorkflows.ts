import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OpenWorkflow } from '../engine/messages';
import type { Mocks } from '../engine/mockMessages';
import type { GivenFile } from '../engine/startMessages';
import type { Format, ReadWorkflow, WorkflowPlace } from '../language/messages';
import { startsExecutionState } from '../model/stateMachineName';
import type { Workflow, WorkflowType } from '../model/workflow';
import type { DocumentDoor } from './documentDoor';
import type { ScenarioFile, ScenarioState } from './runDoor';
import { withContents } from './runFiles';
import type { ScenarioStorage } from './runScenarioStore';
import { activeEntry, readBook } from './runScenarios';

/** A text with workflows that the user has beside the open one. */
export interface OtherText {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly format: Format;
  readonly template?: WorkflowPlace;
  readonly type: WorkflowType;
  /** Open in another tab, or one that was open before. */
  readonly where: 'tab' | 'kept';
}

/** A workflow that a run may start, and where it comes from. */
export interface KnownWorkflow extends OpenWorkflow {
  readonly from: 'here' | OtherText['where'];
  /** Name of the document it is in. */
  readonly document: string;
  readonly mocks: Mocks;
  readonly files: readonly ScenarioFile[];
}

export interface RunWorkflows {
  /** As they were when they were looked for last. */
  readonly store: StoreApi<readonly KnownWorkflow[]>;
  /** Looks for them anew: in the open text, in other tabs, among what was open before. */
  refresh(): Promise<readonly KnownWorkflow[]>;
}

/**
 * The workflows that a run of the open document may start. They are only read: nothing of them runs before the user
 * starts a run in whose course a task starts them.
 */
export function createRunWorkflows(
  document: DocumentDoor,
  scenario: StoreApi<ScenarioState>,
  storage: ScenarioStorage,
  others: () => Promise<readonly OtherText[]>,
): RunWorkflows {
  const store = createStore<readonly KnownWorkflow[]>(() => []);
  const read = rememberingReader(document);
  return {
    store,
    refresh: async () => {
      const { id, name, text, format, template, type } = document.store.getState();
      const { mocks, files } = scenario.getState();
      const here = (await read({ id, name, text, format, ...(template && { template }) })).map((each) =>
        known(each, { document: name, from: 'here', type, mocks, files }),
      );
      const texts = (await others().catch(() => [])).filter((other) => other.id !== id);
      const elsewhere = await Promise.all(texts.map(async (other) => ofText(other, await read(other))));
      const found = firstOfName([...here, ...elsewhere.flat()]);
      store.setState(found, true);
      return found;
    },
  };

  async function ofText(other: OtherText, workflows: readonly ReadWorkflow[]): Promise<KnownWorkflow[]> {
    if (workflows.length === 0) return [];
    const book = readBook(await storage.load(other.id).catch(() => undefined));
    const { mocks, files = [] } = activeEntry(await withContents(book, other.id, storage.files));
    return workflows.map((each) =>
      known(each, { document: other.name, from: other.where, type: other.type, mocks, files }),
    );
  }
}

function known(
  { name, aliases, type, definition }: ReadWorkflow,
  of: Pick<KnownWorkflow, 'document' | 'from' | 'mocks' | 'files'> & { readonly type: WorkflowType },
): KnownWorkflow {
  return { ...of, name: name ?? of.document, aliases, type: type ?? of.type, definition };
}

/** A text is read once, however often it is asked for. */
function rememberingReader(document: DocumentDoor) {
  const texts = new Map<
    string,
    { readonly text: string; readonly found: Promise<readonly ReadWorkflow[]> }
  >();
  return ({
    id,
    text,
    format,
    template,
  }: Pick<OtherText, 'id' | 'text' | 'format' | 'template'> & { readonly name: string }) => {
    const before = texts.get(id);
    if (before?.text === text) return before.found;
    const found = document.language.readWorkflows(text, format, template).catch(() => []);
    texts.set(id, { text, found });
    return found;
  };
}

/** Of several workflows with a name the first counts: what is open comes before what was. */
function firstOfName(workflows: readonly KnownWorkflow[]): readonly KnownWorkflow[] {
  const names = new Set<string>();
  return workflows.filter(({ name }) => !names.has(name) && names.add(name));
}

/** Whether a run of a workflow may start executions of others. */
export const startsOthers = (workflow: Workflow): boolean =>
  [...workflow.states.values()].some(({ type, value }) => type === 'Task' && startsExecutionState(value));

/** What a run is given of them, with their files: those of the first that has one for a place count. */
export function givenWorkflows(workflows: readonly KnownWorkflow[]): {
  readonly workflows: readonly OpenWorkflow[];
  readonly files: { readonly [place: string]: GivenFile };
} {
  const files: Record<string, GivenFile> = {};
  for (const { place, content } of workflows.toReversed().flatMap((each) => each.files)) {
    if (content) files[place] = content;
  }
  return {
    workflows: workflows.map(({ name, aliases, definition, type, mocks }) => ({
      name,
      definition,
      mocks,
      ...(aliases ? { aliases } : {}),
      ...(type ? { type } : {}),
    })),
    files,
  };
}
