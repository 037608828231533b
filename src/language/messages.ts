import type { JsonValue } from '../base/json';
import type { Path } from '../base/pointer';
import type { Change } from '../model/change';
import type { Problem, ProblemExplanation, TextRange } from '../model/problem';
import type { Workflow, WorkflowType } from '../model/workflow';

/**
 * The contract between the studio and the language worker. `language.ts` implements it purely, `language.worker.ts`
 * serves it, `language.client.ts` calls it.
 */

export type Format = 'json' | 'yaml';

/** Replaces `length` characters at `offset` by `text`. Edits of one list refer to the text before all of them and do not overlap. */
export interface TextEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** A definition found in a text: the text itself, or a part of a SAM, CloudFormation or serverless template. */
export interface WorkflowPlace {
  /** Path of the definition in the text; empty when the text is the definition. */
  readonly path: Path;
  /** Name given by the template (logical id or state machine name); null for a bare definition. */
  readonly name: string | null;
  readonly type: WorkflowType | null;
  /** What surrounds it, for the user: `SAM template`. Null for a bare definition. */
  readonly container: string | null;
  /** How the template holds it when not as an object: as one text, or as text joined from pieces. */
  readonly writtenAs?: 'text' | 'joined';
  /** The template only says where it is: it can't be shown from this text. */
  readonly elsewhere?: ElsewherePlace;
  /** Names of its placeholders that the template replaces (`DefinitionSubstitutions`); absent: it has no such list. */
  readonly substitutions?: readonly string[];
}

/** A workflow of a text that is not open. */
export interface ReadWorkflow {
  /** The name that a template gives it; null for a bare definition. */
  readonly name: string | null;
  /** All that other workflows of the template may call it by, placeholders included. */
  readonly aliases: readonly string[];
  readonly type: WorkflowType | null;
  /** Path of the definition in the text. */
  readonly path: Path;
  readonly definition: JsonValue;
}

/** Where a template says that a definition stands. */
export interface ElsewherePlace {
  /** In a sentence or two for the user, with the way to see it. */
  readonly message: string;
  /** The path of a file beside the template; null when it is somewhere else (Amazon S3, a parameter). */
  readonly file: string | null;
}

export interface ParseRequest {
  readonly text: string;
  readonly format: Format;
  /** Which definition, when there are several; absent: the first. */
  readonly place?: Path;
  /** The place in a template that names the text's file as its definition, where it was opened from there. */
  readonly template?: WorkflowPlace;
  readonly revision: number;
}

export interface ParseReply {
  readonly revision: number;
  readonly workflow: Workflow;
  readonly places: readonly WorkflowPlace[];
  readonly place: WorkflowPlace;
  /** The first place where the text can't be read, when there is one: the drawing is behind the text from there. */
  readonly broken: { readonly message: string; readonly range: TextRange } | null;
  /** Character range of each state in the text (its name included), by pointer, in document order. */
  readonly ranges: ReadonlyMap<string, { readonly offset: number; readonly length: number }>;
}

export interface ApplyReply {
  readonly edits: readonly TextEdit[];
  /** The parse of the text after the edits. */
  readonly parse: ParseReply;
}

export interface CompletionItem {
  readonly label: string;
  readonly kind:
    | 'field'
    | 'value'
    | 'state'
    | 'snippet'
    | 'function'
    | 'variable'
    | 'path'
    | 'error'
    | 'resource';
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** Text to insert, in the snippet syntax (`$1`, `${2:default}`). */
  readonly insert: string;
  /** What it replaces. */
  readonly range: { readonly offset: number; readonly length: number };
  /** Further edits that it needs, away from the range: a comma missing before it. */
  readonly edits?: readonly TextEdit[];
  readonly sortText?: string;
  /** What typed text is compared with; absent: the label. */
  readonly filterText?: string;
  /** Accepting it is only the beginning: suggestions are asked for again. */
  readonly goesOn?: boolean;
}

/** What is known of the data that flows into states (test input, mocks, last run), by state pointer. */
export type KnownInputs = ReadonlyMap<string, JsonValue>;

/** More of what is known at states, each by state pointer. */
export interface KnownMore {
  /** What their work gave: mocks, the last run. */
  readonly results?: KnownInputs;
  /** Their input after `InputPath`, where that is known. */
  readonly effective?: KnownInputs;
  /** The variables they can read, as an object. */
  readonly variables?: KnownInputs;
  /** What is prepared for the next run: from it, the data at all states is inferred. */
  readonly scenario?: KnownScenario;
}

/** The input and the answers of tasks that are prepared for the next run. */
export interface KnownScenario {
  readonly input?: JsonValue;
  /** The mocks, by the name of their state. */
  readonly answers?: ReadonlyMap<string, readonly KnownAnswer[]>;
}

/** What one mock gives: `value` absent, and not `open`: an error. */
export interface KnownAnswer {
  readonly value?: JsonValue;
  /** It may give something else: it is an expression, or answers only some calls. */
  readonly open?: boolean;
  /** The value is the answer of an Invoke call: a function itself gives the `Payload` alone. */
  readonly invocation?: boolean;
}

export interface SymbolPlace {
  readonly offset: number;
  readonly length: number;
}

/** The name that a rename begins with and where it stands; or why nothing can be renamed there. */
export type RenamePlace =
  | { readonly place: SymbolPlace; readonly text: string }
  | { readonly reason: string };

export interface OutlineItem {
  readonly name: string;
  readonly pointer: string;
  readonly detail: string;
  readonly range: SymbolPlace;
  readonly selection: SymbolPlace;
  readonly children: readonly OutlineItem[];
}

export interface LanguageService {
  /** Parses a text and keeps the result as the current document. Never throws on any text. */
  parse(request: ParseRequest): Promise<ParseReply>;
  /**
   * Turns a change into text edits of the document at `revision`, parsed as `revision + 1`. Rejects when `revision`
   * is not the current one: the caller parses and tries again.
   */
  apply(revision: number, change: Change): Promise<ApplyReply>;
  /** Problems of the current document. Incremental: cost follows what changed. */
  diagnose(
    revision: number,
    options: { type: WorkflowType; silenced: readonly string[] },
  ): Promise<readonly Problem[]>;
  /**
   * Loads what is known of the services that the current document calls. Resolves to whether more is known than
   * when the problems were last asked for, so that they can be asked for again.
   */
  learn(revision: number): Promise<boolean>;
  complete(
    revision: number,
    offset: number,
    known?: KnownInputs,
    more?: KnownMore,
  ): Promise<readonly CompletionItem[]>;
  hover(
    revision: number,
    offset: number,
    known?: KnownInputs,
    more?: KnownMore,
  ): Promise<{ markdown: string; range: SymbolPlace } | null>;
  definition(revision: number, offset: number): Promise<readonly SymbolPlace[]>;
  references(revision: number, offset: number): Promise<readonly SymbolPlace[]>;
  /** What `rename` would rename at `offset`. */
  renamePlace(revision: number, offset: number): Promise<RenamePlace>;
  /** The change that renames the state or variable at `offset`, or why it can't be. */
  rename(revision: number, offset: number, to: string): Promise<{ change: Change } | { reason: string }>;
  outline(revision: number): Promise<readonly OutlineItem[]>;
  /**
   * The edits that write a definition joined from pieces (`Fn::Join`) as one text (`Fn::Sub`), which can be edited
   * everywhere; or why that can't be done.
   */
  writeAsOneText(
    revision: number,
  ): Promise<{ readonly edits: readonly TextEdit[] } | { readonly reason: string }>;
  /** Edits that lay the text out anew, in its own indentation. */
  format(revision: number): Promise<readonly TextEdit[]>;
  /** The document in the other format, comments kept where the format has them. */
  convert(revision: number, to: Format): Promise<{ text: string; lost: readonly string[] }>;
  /** The path within the definition at a place in the text. */
  pathAt(revision: number, offset: number): Promise<Path>;
  /** What problem codes mean, for those that are known; whatever the document. */
  explain(codes: readonly string[]): Promise<ReadonlyMap<string, ProblemExplanation>>;
  /** The workflows of a text that is not open, as far as they can be read; the current document stays as it is. */
  readWorkflows(text: string, format: Format, template?: WorkflowPlace): Promise<readonly ReadWorkflow[]>;
  /** The range of the value (or, for `key`, of the key) at a path; null where there is none. */
  rangeAt(revision: number, path: Path, part: 'value' | 'key'): Promise<SymbolPlace | null>;
}
