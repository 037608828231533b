import type { StoreApi } from 'zustand/vanilla';
import type { Format, WorkflowPlace } from '../language/messages';
import type { Drawing } from '../layout/messages';
import type { Workflow } from '../model/workflow';
import type { DocumentDoor } from './documentDoor';
import type { RunDoor } from './runDoor';
import type { ViewDoor } from './viewDoor';

/**
 * The studio's live state: what the panes read and the doors through which they change it.
 * Panes read with `useStore(studio.view, selector)` and never write a store directly.
 */

export interface DrawingState {
  /** The newest drawing; null until the first. */
  readonly drawing: Drawing | null;
  /** The workflow it shows. */
  readonly workflow: Workflow | null;
  readonly failure: string | null;
}

export interface DrawingDoor {
  readonly store: StoreApi<DrawingState>;
  /** Lays out again after a failure. */
  retry(): void;
}

/** Files, examples and autosave: performed by `app`, called by actions. */
export interface FileDoor {
  create(): Promise<void>;
  /** Asks for a file and opens it. `template`: the place in a template that names that file. */
  open(template?: WorkflowPlace): Promise<void>;
  /** Opens text that was dropped or pasted; says so when it is no workflow. */
  openText(text: string, fileName: string | null): Promise<void>;
  save(): Promise<void>;
  saveAs(): Promise<void>;
  exportAs(format: Format): Promise<void>;
  exportImage(): Promise<void>;
  openExample(id: string): Promise<void>;
  readonly examples: readonly {
    readonly id: string;
    readonly title: string;
    readonly summary: string;
    readonly states: number;
  }[];
}

export interface Studio {
  readonly document: DocumentDoor;
  readonly view: ViewDoor;
  readonly drawing: DrawingDoor;
  readonly run: RunDoor;
  readonly files: FileDoor;
}
