import { useEffect, useState } from 'react';
import { changeFormat } from '../../actions/format';
import type { WorkflowPlace } from '../../language/messages';
import type { DocumentState } from '../../studio/documentDoor';
import { Menu, type MenuGroup } from '../../ui';
import { Check, ChevronDown } from '../../ui/icons';
import { useDocument, useStudio } from '../StudioContext';
import styles from './shell.module.css';

/** Name of the document, what it is, and whether it is saved. */
export function DocumentTitle() {
  const name = useDocument((state) => state.name);
  useEffect(() => {
    document.title = `${name} · ASL Studio`;
  }, [name]);
  return (
    <>
      <NameField />
      <FormatMenu />
      <SavedMark />
    </>
  );
}

function NameField() {
  const studio = useStudio();
  const name = useDocument((state) => state.name);
  const [draft, setDraft] = useState(name);
  useEffect(() => setDraft(name), [name]);
  const commit = () => {
    const next = draft.trim();
    if (next !== '' && next !== name) studio.document.rename(next);
    else setDraft(name);
  };
  return (
    <input
      className={styles.name}
      aria-label="Document name"
      spellCheck={false}
      value={draft}
      size={Math.max(4, Math.min(28, draft.length))}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') {
          event.stopPropagation();
          setDraft(name);
          requestAnimationFrame(() => (event.target as HTMLInputElement).blur());
        }
      }}
    />
  );
}

function FormatMenu() {
  const studio = useStudio();
  const format = useDocument((state) => state.format);
  const type = useDocument((state) => state.type);
  const place = useDocument((state) => state.place);
  const places = useDocument((state) => state.places);
  const container = place.container;
  const formatName = format === 'json' ? 'JSON' : 'YAML';
  const typeName = type === 'STANDARD' ? 'Standard' : 'Express';
  const groups: MenuGroup[] = [
    {
      label: 'Format',
      items: (['json', 'yaml'] as const).map((value) => ({
        label: value === 'json' ? 'JSON' : 'YAML',
        checked: format === value,
        disabled: container !== null && format !== value,
        onSelect: () => void changeFormat(studio, value),
      })),
    },
    {
      label: 'Workflow type',
      items: [
        {
          label: 'Standard',
          detail: 'Up to a year, each step once',
          checked: type === 'STANDARD',
          onSelect: () => studio.document.setType('STANDARD'),
        },
        {
          label: 'Express',
          detail: 'Up to five minutes, steps may repeat',
          checked: type === 'EXPRESS',
          onSelect: () => studio.document.setType('EXPRESS'),
        },
      ],
    },
    {
      label: 'Workflow in this file',
      items:
        places.length < 2
          ? []
          : places.map((other) => ({
              label: other.name ?? (other.path.join(' / ') || 'The file itself'),
              ...detailOf(other),
              checked: other.path.join('/') === place.path.join('/'),
              onSelect: () => void studio.document.choosePlace(other.path),
            })),
    },
  ];
  return (
    <Menu
      groups={groups}
      trigger={
        <button
          type="button"
          className={styles.format}
          aria-label={`Format and type: ${formatName}, ${typeName}`}
        >
          <span>{[formatName, typeName, container].filter(Boolean).join(' · ')}</span>
          <ChevronDown size={14} aria-hidden />
        </button>
      }
    />
  );
}

/** What there is to know of a workflow before it is chosen. */
function detailOf({ elsewhere, writtenAs }: WorkflowPlace): { readonly detail?: string } {
  if (elsewhere) return { detail: elsewhere.file ?? 'Not in this file' };
  if (writtenAs === 'joined') return { detail: 'Text joined from pieces' };
  return writtenAs === 'text' ? { detail: 'Text in the template' } : {};
}

const savedWords: Record<DocumentState['saved'], { readonly word: string; readonly title: string }> = {
  saved: { word: 'Saved', title: 'Nothing has changed since the last save' },
  saving: { word: 'Saving', title: 'Writing the file' },
  edited: { word: 'Edited', title: 'Kept in this browser; not saved to a file yet' },
  failed: { word: 'Not saved', title: 'Saving failed; the text is still here' },
};

function SavedMark() {
  const saved = useDocument((state) => state.saved);
  const { word, title } = savedWords[saved];
  return (
    <span className={styles.saved} title={title} data-failed={saved === 'failed' || undefined}>
      {saved === 'saved' ? <Check size={14} aria-hidden /> : <span className={styles.savedDot} />}
      <span className={styles.savedWord}>{word}</span>
    </span>
  );
}
