import { insertItem } from '../../actions/insert';
import type { QueryLanguage } from '../../model/workflow';
import type { Studio } from '../../studio/types';
import { TypeTile } from '../../ui/icons';
import { useStudio, useView } from '../StudioContext';
import styles from './browser.module.css';
import type { Entry } from './entries';
import { useDragSource } from './useDragSource';

/** The query language where a new state would go: that of the selected state, else of the workflow. */
export function languageHere(studio: Studio): QueryLanguage {
  const { workflow } = studio.document.store.getState();
  const selected = studio.view.store.getState().selection.at(-1);
  const machine = workflow.machines.get(workflow.states.get(selected ?? '')?.machine ?? '');
  return (machine ?? workflow.root).queryLanguage;
}

interface EntryProps {
  readonly entry: Entry;
  /** Only the tile, for the rail. */
  readonly tileOnly?: boolean;
}

/** An entry of the states browser: dragged onto the canvas, or added after the selected state by Enter or a click. */
export function EntryButton({ entry, tileOnly = false }: EntryProps) {
  const studio = useStudio();
  const source = useDragSource(() => entry.item(languageHere(studio)));
  const dragging = useView((state) => state.drag?.label === entry.name);
  return (
    <button
      type="button"
      className={tileOnly ? styles.railEntry : styles.entry}
      aria-label={entry.name}
      title={tileOnly ? `${entry.name}: ${entry.detail}` : undefined}
      data-dragging={dragging || undefined}
      onPointerDown={source.onPointerDown}
      onClick={() => {
        if (!source.wasDragged()) void insertItem(studio, entry.item(languageHere(studio)));
      }}
    >
      <TypeTile glyph={entry.glyph} type={entry.type} tile={26} />
      {tileOnly ? null : (
        <span className={styles.entryText}>
          <span className={styles.entryName} title={entry.name}>
            {entry.name}
          </span>
          <span className={entry.code ? `${styles.entryDetail} mono` : styles.entryDetail}>
            {entry.detail}
          </span>
        </span>
      )}
    </button>
  );
}
