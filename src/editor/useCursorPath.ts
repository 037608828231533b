import { useEffect, useState } from 'react';
import { type Path, pathsEqual } from '../base/pointer';
import type { Studio } from '../studio/types';
import type { EditorBinding } from './binding';
import type { Monaco } from './monaco';

type CodeEditor = ReturnType<Monaco['editor']['create']>;

/** The path within the definition at the cursor, following it a moment later. */
export function useCursorPath(
  studio: Studio,
  editor: CodeEditor | null,
  binding: EditorBinding | null,
): Path {
  const [path, setPath] = useState<Path>([]);
  useEffect(() => {
    if (!editor || !binding) return;
    let live = true;
    const update = async (): Promise<void> => {
      const position = editor.getPosition();
      const { revision, modelRevision } = studio.document.store.getState();
      if (!position || revision !== modelRevision) return;
      const found = await studio.document.language
        .pathAt(revision, binding.offsetAt(position))
        .catch(() => null);
      if (live && found) setPath((shown) => (pathsEqual(shown, found) ? shown : found));
    };
    const cursor = editor.onDidChangeCursorPosition(() => void update());
    const stop = studio.document.store.subscribe((state, before) => {
      if (state.modelRevision !== before.modelRevision) void update();
    });
    void update();
    return () => {
      live = false;
      cursor.dispose();
      stop();
    };
  }, [studio, editor, binding]);
  return path;
}
