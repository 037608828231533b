import { createStore } from 'zustand/vanilla';
import { Emitter } from '../base/emitter';
import { pathsEqual } from '../base/pointer';
import { applyEdits, joinEdits, type TextEdit } from '../base/textEdits';
import type { LanguageService } from '../language/messages';
import type { CommandResult, Origin, UndoPolicy } from '../model/change';
import type { Command, DocumentDoor, DocumentState, Transaction } from './documentDoor';
import { whyFixedFormat } from './fixedFormat';
import { History, type Travel } from './history';
import { ModelFollower } from './modelFollower';
import { emptyWorkflow } from './workflow';

/**
 * The open document and the only door to it. The text is the truth: every change becomes text edits, enters the
 * one history and is told to the panes; the model follows from the language worker.
 */
export function createDocument(language: LanguageService): DocumentDoor {
  const store = createStore<DocumentState>(() => initialState());
  const history = new History();
  const transactions = new Emitter<Transaction>();
  const follower = new ModelFollower(language, store);
  /** The end of the queue of commands. */
  let queue: Promise<unknown> = Promise.resolve();
  let pending = 0;
  let gestures = 0;
  let gesture: { readonly id: number; readonly cancelled: () => boolean } | null = null;

  const enter = (edits: readonly TextEdit[], label: string, origin: Origin): void => {
    const { text, revision } = store.getState();
    store.setState({
      text: applyEdits(text, edits),
      revision: revision + 1,
      saved: 'edited',
      undoLabel: history.undoLabel,
      redoLabel: history.redoLabel,
    });
    transactions.emit({ edits, label, origin, revision: revision + 1, loaded: false });
  };

  const travel = (step: Travel | null): void => {
    if (!step) return;
    if (step.format) store.setState({ format: step.format });
    enter(step.edits, step.label, 'history');
    follower.follow();
  };

  const enqueue = <T>(work: () => Promise<T>): Promise<T> => {
    pending++;
    const done = queue.then(work, work).finally(() => {
      pending--;
    });
    queue = done.catch(() => undefined);
    return done;
  };

  const performNow = async (
    command: Command,
    origin: Origin,
    undo: UndoPolicy,
    under: typeof gesture,
  ): Promise<CommandResult> => {
    for (let attempt = 0; ; attempt++) {
      await follower.caughtUp();
      if (under?.cancelled()) return { ok: false, reason: 'The gesture was cancelled' };
      const { workflow, revision, text } = store.getState();
      const result = tried(command, workflow);
      if (!result.ok || result.change.ops.length === 0) return result;
      try {
        const { edits, parse } = await language.apply(revision, result.change);
        if (store.getState().revision !== revision || under?.cancelled()) {
          follower.forget();
          continue;
        }
        if (edits.length === 0) return result;
        const { label } = result.change;
        history.add({ before: text, edits, label, origin, undo, gesture: under?.id ?? null });
        enter(edits, label, origin);
        follower.take(parse);
        return result;
      } catch (error) {
        // The text moved on meanwhile, or the worker lost the document: read again and retry.
        const moved = store.getState().revision !== revision;
        follower.forget();
        if (!moved && attempt > 0) return { ok: false, reason: messageOf(error) };
      }
    }
  };

  const door: DocumentDoor = {
    store,
    language,
    can: (command) => tried(command, store.getState().workflow),
    perform: (command, origin, undo = { kind: 'step' }) => {
      const under = undo.kind === 'gesture' ? gesture : null;
      return enqueue(() => performNow(command, origin, undo, under));
    },
    performChange: (change, origin, undo) => door.perform(() => ({ ok: true, change }), origin, undo),
    editText: (edits, label = 'Typing', origin = 'text') => {
      const ordered = [...edits].sort((left, right) => left.offset - right.offset);
      const real = joinEdits(ordered.filter((edit) => edit.length > 0 || edit.text !== ''));
      if (real.length === 0) return;
      const before = store.getState().text;
      history.add({ before, edits: real, label, origin, undo: { kind: 'step' }, gesture: null });
      enter(real, label, origin);
      follower.follow();
    },
    prepareWith: (prepare) => {
      follower.prepare = prepare;
    },
    undo: () => travel(history.undo()),
    redo: () => travel(history.redo()),
    gesture: (label) => {
      const id = ++gestures;
      let state: 'open' | 'released' | 'cancelled' = 'open';
      const under = { id, cancelled: () => state === 'cancelled' };
      gesture = under;
      const end = (as: 'released' | 'cancelled'): boolean => {
        if (state !== 'open') return false;
        state = as;
        if (gesture === under) gesture = null;
        return true;
      };
      return {
        release: () => {
          if (!end('released')) return;
          // Commands under way belong to it too.
          void enqueue(async () => {
            history.release(id, label);
            store.setState({ undoLabel: history.undoLabel });
          });
        },
        cancel: () => {
          if (!end('cancelled')) return;
          const edits = history.cancel(id);
          if (!edits) return;
          enter(edits, label, 'history');
          follower.follow();
        },
      };
    },
    load: async ({ text, format, name, id, place, template, type, silenced = [], saved = true }) => {
      history.clear();
      const revision = store.getState().revision + 1;
      follower.reset(place, type ?? null);
      store.setState({
        ...initialState(),
        id: id ?? crypto.randomUUID(),
        name,
        format,
        text,
        revision,
        modelRevision: revision - 1,
        problemsRevision: revision - 1,
        template,
        type: type ?? 'STANDARD',
        silenced,
        saved: saved ? 'saved' : 'edited',
      });
      transactions.emit({ edits: [], label: 'Open', origin: 'load', revision, loaded: true });
      follower.follow();
      await follower.caughtUp();
    },
    choosePlace: async (path) => {
      if (pathsEqual(store.getState().place.path, path)) return;
      follower.reset(path, null);
      store.setState({ type: 'STANDARD' });
      await follower.caughtUp();
    },
    rename: (name) => store.setState({ name }),
    setType: (type) => {
      store.setState({ type });
      follower.chooseType(type);
    },
    silence: (code, silenced) => {
      const others = store.getState().silenced.filter((each) => each !== code);
      store.setState({ silenced: silenced ? [...others, code] : others });
      follower.diagnoseAgain();
    },
    switchFormat: (format) =>
      enqueue(async () => {
        await follower.caughtUp();
        const { text, revision, format: before } = store.getState();
        if (before === format) return { lost: [] };
        const refusal = whyFixedFormat(store.getState());
        if (refusal !== null) return { reason: refusal };
        const converted = await language.convert(revision, format);
        if (store.getState().revision !== revision)
          return { reason: 'The text was changed meanwhile. Choose the format again.' };
        const edits = [{ offset: 0, length: text.length, text: converted.text }];
        const label = format === 'json' ? 'Change to JSON' : 'Change to YAML';
        const formats = { before, after: format };
        history.add({
          before: text,
          edits,
          label,
          origin: 'text',
          undo: { kind: 'step' },
          gesture: null,
          formats,
        });
        store.setState({ format });
        enter(edits, label, 'history');
        follower.follow();
        await follower.caughtUp();
        return { lost: converted.lost };
      }),
    writeAsOneText: () =>
      enqueue(async () => {
        await follower.caughtUp();
        const { text, revision } = store.getState();
        const answer = await language.writeAsOneText(revision);
        if ('reason' in answer) return answer;
        if (store.getState().revision !== revision)
          return { reason: 'The text was changed meanwhile. Try it again.' };
        const { edits } = answer;
        const label = 'Write as one text';
        history.add({ before: text, edits, label, origin: 'text', undo: { kind: 'step' }, gesture: null });
        enter(edits, label, 'history');
        follower.follow();
        await follower.caughtUp();
        return { reason: null };
      }),
    markSaved: (saved) => store.setState({ saved }),
    onTransaction: (listener) => transactions.on(listener),
    caughtUp: () => follower.caughtUp(),
    settled: async () => {
      do {
        await queue;
        await follower.settled();
      } while (pending > 0);
    },
  };
  return door;
}

function tried(command: Command, workflow: DocumentState['workflow']): CommandResult {
  try {
    return command(workflow);
  } catch (error) {
    return { ok: false, reason: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function initialState(): DocumentState {
  return {
    id: '',
    name: 'Untitled',
    format: 'json',
    text: '',
    revision: 0,
    workflow: emptyWorkflow,
    modelRevision: 0,
    place: { path: [], name: null, type: null, container: null },
    places: [],
    broken: null,
    ranges: new Map(),
    problems: [],
    problemsRevision: 0,
    type: 'STANDARD',
    silenced: [],
    undoLabel: null,
    redoLabel: null,
    saved: 'saved',
  };
}
