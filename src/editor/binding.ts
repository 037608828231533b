import type { TextEdit } from '../language/messages';
import type { DocumentDoor, Transaction } from '../studio/documentDoor';
import { type Lines, linesOf } from './lines';
import type { Monaco } from './monaco';

type CodeEditor = ReturnType<Monaco['editor']['create']>;
type Model = ReturnType<Monaco['editor']['createModel']>;

/**
 * Keeps Monaco's model and the document's text the same. The document is the truth: what is typed goes to it as
 * edits, what others change comes in as edits that leave cursor and folding where they are. Monaco's own undo stack
 * is not used; its undo and redo keys go to the document's history.
 */
export class EditorBinding {
  readonly #editor: CodeEditor;
  readonly #model: Model;
  readonly #document: DocumentDoor;
  readonly #monaco: Monaco;
  readonly #disposals: (() => void)[] = [];
  /** Lines of the document's text as Monaco's model has it now. */
  #lines: Lines;
  #text: string;
  /** True while an outside change is written into the model, so that it is not taken for typing. */
  #receiving = false;

  constructor(monaco: Monaco, editor: CodeEditor, model: Model, document: DocumentDoor) {
    this.#monaco = monaco;
    this.#editor = editor;
    this.#model = model;
    this.#document = document;
    this.#text = document.store.getState().text;
    this.#lines = linesOf(this.#text);
    if (model.getValue() !== this.#text) this.#replaceAll();

    const typing = model.onDidChangeContent((event) => {
      if (this.#receiving) return;
      const edits = event.changes.map((change): TextEdit => {
        const offset = this.#lines.offsetAt(change.range.startLineNumber, change.range.startColumn);
        const end = this.#lines.offsetAt(change.range.endLineNumber, change.range.endColumn);
        return { offset, length: end - offset, text: change.text };
      });
      this.#document.editText(edits.sort((a, b) => a.offset - b.offset));
      this.#text = this.#document.store.getState().text;
      this.#lines = linesOf(this.#text);
    });
    this.#disposals.push(
      () => typing.dispose(),
      document.onTransaction((transaction) => this.#receive(transaction)),
    );
    this.#routeHistory();
  }

  /** Offset in the document of a place in the editor. */
  offsetAt(position: { readonly lineNumber: number; readonly column: number }): number {
    return this.#lines.offsetAt(position.lineNumber, position.column);
  }

  /** Range in the editor of characters of the document. */
  rangeOf(place: { readonly offset: number; readonly length: number }) {
    const start = this.#lines.positionAt(place.offset);
    const end = this.#lines.positionAt(place.offset + place.length);
    return new this.#monaco.Range(start.lineNumber, start.column, end.lineNumber, end.column);
  }

  dispose(): void {
    for (const dispose of this.#disposals) dispose();
  }

  #receive(transaction: Transaction): void {
    if (transaction.origin === 'text') return;
    if (transaction.loaded) {
      this.#text = this.#document.store.getState().text;
      this.#lines = linesOf(this.#text);
      this.#replaceAll();
      return;
    }
    const operations = transaction.edits.map((edit) => ({
      range: this.rangeOf(edit),
      text: edit.text,
      forceMoveMarkers: false,
    }));
    this.#write(() => this.#model.applyEdits(operations));
    this.#text = this.#document.store.getState().text;
    this.#lines = linesOf(this.#text);
    if (transaction.origin === 'history') this.#showEnd(transaction.edits);
  }

  /** After undo and redo the cursor goes to what changed, as in any editor, when the editor is where the user is. */
  #showEnd(edits: readonly TextEdit[]): void {
    if (!this.#editor.hasTextFocus()) return;
    let shift = 0;
    let end = 0;
    for (const edit of [...edits].sort((a, b) => a.offset - b.offset)) {
      end = edit.offset + shift + edit.text.length;
      shift += edit.text.length - edit.length;
    }
    const position = this.#lines.positionAt(end);
    this.#editor.setPosition(position);
    this.#editor.revealPositionInCenterIfOutsideViewport(position);
  }

  #replaceAll(): void {
    this.#write(() => this.#model.setValue(this.#text));
  }

  #write(change: () => void): void {
    this.#receiving = true;
    try {
      change();
    } finally {
      this.#receiving = false;
    }
  }

  #routeHistory(): void {
    const { KeyMod, KeyCode } = this.#monaco;
    const action = (id: string, label: string, keybindings: number[], run: () => void) =>
      this.#editor.addAction({ id, label, keybindings, run });
    const undo = action('asl.undo', 'Undo', [KeyMod.CtrlCmd | KeyCode.KeyZ], () => this.#document.undo());
    const redo = action(
      'asl.redo',
      'Redo',
      [KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyZ, KeyMod.CtrlCmd | KeyCode.KeyY],
      () => this.#document.redo(),
    );
    this.#disposals.push(
      () => undo.dispose(),
      () => redo.dispose(),
    );
  }
}
