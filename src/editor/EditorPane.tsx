import MonacoEditor from '@monaco-editor/react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Studio } from '../studio/types';
import { EditorBinding } from './binding';
import { prepareBrackets } from './brackets';
import styles from './Editor.module.css';
import { EditorHeader } from './EditorHeader';
import { mostMarkers, showMarkers } from './markers';
import { type Monaco, monaco } from './monaco';
import { registerProviders } from './providers';
import { bindSelection } from './selection';
import { defineTheme, themeName } from './theme';
import { useDarkTheme } from './useDarkTheme';
import { warmUp } from './warmUp';

type CodeEditor = ReturnType<Monaco['editor']['create']>;

/** The definition as text, in JSON or YAML, always the same as the document. */
export default function EditorPane({ studio }: { readonly studio: Studio }) {
  const format = useStore(studio.document.store, (state) => state.format);
  const dark = useDarkTheme();
  const [editor, setEditor] = useState<CodeEditor | null>(null);
  const [binding, setBinding] = useState<EditorBinding | null>(null);

  useEffect(() => {
    defineTheme(monaco, dark);
    monaco.editor.setTheme(themeName(dark));
  }, [dark]);

  useEffect(() => {
    const model = editor?.getModel();
    if (!editor || !model) return;
    // Brackets in many colours would hide what the colours of the data say.
    model.updateOptions({
      bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
    });
    const made = new EditorBinding(monaco, editor, model, studio.document);
    const stopProviders = registerProviders(monaco, {
      studio,
      model,
      binding: () => made,
    });
    const stopSelection = bindSelection(studio, editor, made);
    const mark = () => {
      const [view] = editor.getVisibleRanges();
      const inView = view ? made.offsetAt(view.getStartPosition()) : 0;
      showMarkers(monaco, model, made, studio.document.store.getState(), inView);
    };
    const stopScrolling = markOnScroll(editor, studio, mark);
    const stopMarkers = studio.document.store.subscribe((state, before) => {
      if (state.problems !== before.problems || state.problemsRevision !== before.problemsRevision) mark();
    });
    mark();
    const stopPreparing = prepareBrackets(model);
    setBinding(made);
    return () => {
      stopPreparing();
      stopMarkers();
      stopScrolling();
      stopSelection();
      stopProviders();
      made.dispose();
      setBinding(null);
    };
  }, [editor, studio]);

  useEffect(() => {
    const model = editor?.getModel();
    if (model) monaco.editor.setModelLanguage(model, format);
  }, [editor, format]);

  useWarmEditor(editor, studio);

  return (
    <section className={styles.pane} aria-label="Editor">
      <EditorHeader studio={studio} editor={editor} binding={binding} />
      <div className={styles.body}>
        <MonacoEditor
          defaultLanguage={format}
          defaultValue={studio.document.store.getState().text}
          theme={themeName(dark)}
          loading={<div className={styles.skeleton} aria-hidden="true" />}
          options={editorOptions}
          beforeMount={() => defineTheme(monaco, dark)}
          onMount={(mounted) => {
            setEditor(mounted);
            void document.fonts.ready.then(() => monaco.editor.remeasureFonts());
          }}
        />
      </div>
    </section>
  );
}

/** Warms up the editor once it is there. */
function useWarmEditor(editor: CodeEditor | null, studio: Studio): void {
  useEffect(() => {
    if (!editor) return;
    const { format, text } = studio.document.store.getState();
    return warmUp(monaco, editorOptions, format, text.slice(0, 4000));
  }, [editor, studio]);
}

/** Milliseconds after scrolling until the squiggles of what came into view are there. */
const scrollRest = 80;

/** Not all problems of a large text can be shown at once: those in view are. */
function markOnScroll(editor: CodeEditor, studio: Studio, mark: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const scrolling = editor.onDidScrollChange(() => {
    if (studio.document.store.getState().problems.length <= mostMarkers) return;
    clearTimeout(timer);
    timer = setTimeout(mark, scrollRest);
  });
  return () => {
    clearTimeout(timer);
    scrolling.dispose();
  };
}

const editorOptions: Parameters<Monaco['editor']['create']>[1] = {
  ariaLabel: 'Definition',
  automaticLayout: true,
  fontFamily: "'JetBrains Mono Variable', monospace",
  fontSize: 12.5,
  lineHeight: 19,
  fontLigatures: false,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  renderLineHighlight: 'line',
  stickyScroll: { enabled: true, maxLineCount: 4 },
  tabSize: 2,
  detectIndentation: true,
  fixedOverflowWidgets: true,
  padding: { top: 4, bottom: 24 },
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
  lineNumbersMinChars: 3,
  overviewRulerBorder: false,
  smoothScrolling: false,
  wordBasedSuggestions: 'off',
  quickSuggestions: { strings: true, other: true, comments: false },
  suggest: { showWords: false, snippetsPreventQuickSuggestions: false },
  bracketPairColorization: { enabled: false },
  guides: { indentation: true, bracketPairs: false },
  'semanticHighlighting.enabled': false,
  links: false,
  unicodeHighlight: { ambiguousCharacters: false },
  // Monaco places every fold anew after each keystroke. Of a large text the inner ones are left out.
  foldingMaximumRegions: 1500,
};
