import { useStore } from 'zustand';
import { changeFormat } from '../actions/format';
import type { Path } from '../base/pointer';
import { whyFixedFormat } from '../studio/fixedFormat';
import type { Studio } from '../studio/types';
import { IconButton } from '../ui/Button';
import { AlignLeft, ChevronRight, Search } from '../ui/icons';
import { SegmentedControl } from '../ui/SegmentedControl';
import type { EditorBinding } from './binding';
import styles from './Editor.module.css';
import type { Monaco } from './monaco';
import { useCursorPath } from './useCursorPath';

type CodeEditor = ReturnType<Monaco['editor']['create']>;

interface EditorHeaderProps {
  readonly studio: Studio;
  readonly editor: CodeEditor | null;
  readonly binding: EditorBinding | null;
}

/** The strip above the text: its format, where the cursor is, and what can be done with the text as a whole. */
export function EditorHeader({ studio, editor, binding }: EditorHeaderProps) {
  const format = useStore(studio.document.store, (state) => state.format);
  const fixed = useStore(studio.document.store, whyFixedFormat) ?? undefined;
  const cursor = useCursorPath(studio, editor, binding);
  const selected = useStore(studio.view.store, (state) => state.selection.at(-1));
  // Until the cursor was put somewhere, the place shown is that of the selected state.
  const path = useStore(studio.document.store, ({ workflow }) =>
    cursor.length > 0 || selected === undefined ? cursor : (workflow.states.get(selected)?.path ?? cursor),
  );
  return (
    <div className={styles.header}>
      <SegmentedControl
        label="Format"
        small
        value={format}
        options={[
          { value: 'json', label: 'JSON', refused: format === 'json' ? undefined : fixed },
          { value: 'yaml', label: 'YAML', refused: format === 'yaml' ? undefined : fixed },
        ]}
        onChange={(value) => void changeFormat(studio, value === 'yaml' ? 'yaml' : 'json')}
      />
      <Breadcrumb
        path={path}
        onOpen={(target) => studio.view.reveal({ kind: 'text', pointer: '', path: target, focus: true })}
      />
      <IconButton
        label="Format the text"
        icon={<AlignLeft size={16} />}
        onClick={() => void editor?.getAction('editor.action.formatDocument')?.run()}
      />
      <IconButton
        label="Find in the text"
        icon={<Search size={16} />}
        onClick={() => void editor?.getAction('actions.find')?.run()}
      />
    </div>
  );
}

function Breadcrumb({ path, onOpen }: { readonly path: Path; readonly onOpen: (path: Path) => void }) {
  return (
    <nav className={styles.crumbs} aria-label="Place in the definition">
      {path.map((step, at) => (
        // The steps of a path have no other identity than their place in it.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <span key={at}>
          {at > 0 && <ChevronRight size={12} aria-hidden="true" />}
          <button
            type="button"
            className={styles.crumb}
            data-state-name={path[at - 1] === 'States'}
            onClick={() => onOpen(path.slice(0, at + 1))}
          >
            {typeof step === 'number' ? `#${step}` : step}
          </button>
        </span>
      ))}
    </nav>
  );
}
