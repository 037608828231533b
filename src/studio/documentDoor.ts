import type { StoreApi } from 'zustand/vanilla';
import type { Path } from '../base/pointer';
import type { Format, LanguageService, TextEdit, WorkflowPlace } from '../language/messages';
import type { Change, CommandResult, Origin, UndoPolicy } from '../model/change';
import type { Problem, TextRange } from '../model/problem';
import type { Workflow, WorkflowType } from '../model/workflow';

export interface DocumentState {
  /** Identity of the open document, for autosave and for remembering its panels. */
  readonly id: string;
  /** File name without its extension. */
  readonly name: string;
  readonly format: Format;
  readonly text: string;
  /** Counts every change of the text. */
  readonly revision: number;
  /** The newest model; it belongs to `modelRevision`, and is behind the text while that is smaller. */
  readonly workflow: Workflow;
  readonly modelRevision: number;
  readonly place: WorkflowPlace;
  readonly places: readonly WorkflowPlace[];
  /** The place in a template from which this file was opened: its substitutions and its type hold here. */
  readonly template?: WorkflowPlace;
  /** Where the text can't be read; the drawing is the last that made sense from there on. */
  readonly broken: { readonly message: string; readonly range: TextRange } | null;
  /** Character ranges of the states in the text of `modelRevision`. */
  readonly ranges: ReadonlyMap<string, { readonly offset: number; readonly length: number }>;
  readonly problems: readonly Problem[];
  readonly problemsRevision: number;
  readonly type: WorkflowType;
  /** Codes of warnings and advice that are not shown for this document. Kept with it, not in its text. */
  readonly silenced: readonly string[];
  /** Labels of what undo and redo would do; null when there is nothing. */
  readonly undoLabel: string | null;
  readonly redoLabel: string | null;
  /** `saved`: as on disk (or untouched). `edited`: kept in this browser, not on disk. */
  readonly saved: 'saved' | 'saving' | 'edited' | 'failed';
}

/** A finished change of the text, told to every pane. */
export interface Transaction {
  readonly edits: readonly TextEdit[];
  readonly label: string;
  readonly origin: Origin;
  readonly revision: number;
  /** True when the whole text was replaced by another document: views start afresh. */
  readonly loaded: boolean;
}

/** A command with its arguments bound; pure, and run again when the model has moved on. */
export type Command = (workflow: Workflow) => CommandResult;

export interface DocumentDoor {
  readonly store: StoreApi<DocumentState>;
  readonly language: LanguageService;
  /** Answers whether a command can be done now, without doing it. */
  can(command: Command): CommandResult;
  /**
   * Performs a command: waits until the model has caught up with the text, edits the text in the smallest way and
   * adds it to the history. Resolves to the command's answer; a refusal changes nothing. Commands are performed in
   * the order of calling.
   */
  perform(command: Command, origin: Origin, undo?: UndoPolicy): Promise<CommandResult>;
  /** Performs a ready change (a problem's fix). */
  performChange(change: Change, origin: Origin, undo?: UndoPolicy): Promise<CommandResult>;
  /** Sets what is called with each model read from the text before it is shown; it may hold it back for a moment. */
  prepareWith(prepare: (workflow: Workflow) => Promise<void>): void;
  /**
   * Takes edits of the text, those made in the editor unless another origin is given. Synchronous: the text is the
   * truth at once, the model follows.
   */
  editText(edits: readonly TextEdit[], label?: string, origin?: Origin): void;
  undo(): void;
  redo(): void;
  /** Begins a gesture: changes with the policy `gesture` are collected until `release` makes them one step or `cancel` takes them back. */
  gesture(label: string): { release(): void; cancel(): void };
  /** Opens a text as the document; the history starts afresh. */
  load(source: {
    text: string;
    format: Format;
    name: string;
    id?: string;
    place?: Path;
    template?: WorkflowPlace;
    type?: WorkflowType;
    silenced?: readonly string[];
    saved?: boolean;
  }): Promise<void>;
  choosePlace(path: Path): Promise<void>;
  rename(name: string): void;
  setType(type: WorkflowType): void;
  /** Shows warnings and advice of a code no more in this document, or again. */
  silence(code: string, silenced: boolean): void;
  /**
   * Rewrites the document in the other format, as one undoable step. `lost` says in sentences what the other format
   * can't hold; a text that can't be read, or a template, is refused.
   */
  switchFormat(format: Format): Promise<{ readonly lost: readonly string[] } | { readonly reason: string }>;
  /**
   * Writes a definition that a template joins from pieces as one text, as one undoable step; the reason why not
   * otherwise.
   */
  writeAsOneText(): Promise<{ readonly reason: string | null }>;
  markSaved(state: DocumentState['saved']): void;
  onTransaction(listener: (transaction: Transaction) => void): () => void;
  /** Resolves when the model belongs to the present text, whether or not the problems do. */
  caughtUp(): Promise<void>;
  /** Resolves when model and problems belong to the present text. */
  settled(): Promise<void>;
}
