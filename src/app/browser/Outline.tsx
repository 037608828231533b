import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type ComponentProps,
  type KeyboardEvent,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { glyphNameOf, glyphs } from '../../model/glyphs';
import type { Problem, Severity } from '../../model/problem';
import { ChevronDown, ChevronRight, SeverityMark, StatusMark, TypeGlyph, typeColour } from '../../ui/icons';
import { useDocument, useRun, useStudio, useView } from '../StudioContext';
import styles from './browser.module.css';
import { type OutlineRow, outlineKey, outlineRows } from './outlineRows';

const rowHeight = 24;

/** All states as a tree. One stop for Tab; the arrows move in it, Enter opens the inspector. */
export function Outline() {
  const count = useDocument((state) => state.workflow.states.size);
  const [open, setOpen] = useState(true);
  return (
    <div className={styles.outline} data-folded={!open || undefined}>
      <div className={styles.outlineHead}>
        <h2>
          <button
            type="button"
            className={styles.outlineTitle}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {open ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
            Outline
          </button>
        </h2>
        <span className="tabular">{count === 1 ? '1 state' : `${count} states`}</span>
      </div>
      {open ? (
        count === 0 ? (
          <p className={styles.outlineEmpty}>States you add are listed here.</p>
        ) : (
          <Tree />
        )
      ) : null}
    </div>
  );
}

function Tree() {
  const studio = useStudio();
  const base = useId();
  // The tree follows a moment later: neither the canvas nor a key waits for it.
  const workflow = useDeferredValue(useDocument((state) => state.workflow));
  const problems = useDeferredValue(useDocument((state) => state.problems));
  const selection = useView((state) => state.selection);
  const selectedBy = useView((state) => state.selectedBy);
  const runStates = useRun((state) => state.states);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState<string | null>(null);
  const rows = useMemo(() => outlineRows(workflow, folded), [workflow, folded]);
  const worst = useMemo(() => worstByState(problems), [problems]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  });
  const selected = selection.at(-1) ?? null;
  const at = Math.max(
    0,
    rows.findIndex((row) => row.id === (current ?? selected)),
  );
  useEffect(() => {
    if (selected === null || selectedBy === 'outline') return;
    setCurrent(selected);
    const index = rows.findIndex((row) => row.id === selected);
    const { range } = virtual;
    const inSight = range !== null && index > range.startIndex && index < range.endIndex;
    if (index < 0 || inSight) return;
    // With the next frame, so that the page is not laid out once more in between.
    const frame = requestAnimationFrame(() => virtual.scrollToIndex(index, { align: 'auto' }));
    return () => cancelAnimationFrame(frame);
  }, [selected, selectedBy, rows, virtual]);

  const fold = (row: OutlineRow, shut: boolean) =>
    setFolded((before) => {
      const next = new Set(before);
      if (shut) next.add(row.id);
      else next.delete(row.id);
      return next;
    });
  const go = (index: number) => {
    const row = rows[index];
    if (!row) return;
    setCurrent(row.id);
    studio.view.select([row.id], 'outline');
    virtual.scrollToIndex(index, { align: 'auto' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const answer = outlineKey(rows, at, event.key);
    if (!answer) return;
    event.preventDefault();
    if (answer.kind === 'go') go(answer.to);
    else if (answer.kind === 'fold') fold(answer.row, answer.shut);
    else {
      studio.view.select([answer.row.id], 'outline');
      studio.view.set({ inspectorOpen: true });
      studio.view.reveal({ kind: 'field', pointer: answer.row.id, focus: true });
    }
  };
  return (
    <div
      ref={scroller}
      className={styles.tree}
      role="tree"
      aria-label="Outline"
      tabIndex={0}
      aria-activedescendant={rows[at] ? `${base}-${at}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return row ? (
            <Row
              key={row.id}
              id={`${base}-${index}`}
              row={row}
              top={start}
              selected={selection.includes(row.id)}
              current={index === at}
              severity={worst.get(row.id) ?? null}
              status={runStates.get(row.id)?.status ?? null}
              onSelect={() => go(index)}
              onFold={(shut) => fold(row, shut)}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}

interface RowProps {
  readonly id: string;
  readonly row: OutlineRow;
  readonly top: number;
  readonly selected: boolean;
  readonly current: boolean;
  readonly severity: Severity | null;
  readonly status: ComponentProps<typeof StatusMark>['status'] | null;
  readonly onSelect: () => void;
  readonly onFold: (shut: boolean) => void;
}

function Row({ id, row, top, selected, current, severity, status, onSelect, onFold }: RowProps) {
  const { state, open, depth } = row;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys for all its rows
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names the row
    <div
      id={id}
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={selected}
      aria-expanded={open ?? undefined}
      aria-label={[row.name, state?.type, status, severity].filter(Boolean).join(', ')}
      data-current={current || undefined}
      className={styles.row}
      style={{ top, paddingLeft: depth * 16 + 6 }}
      onClick={onSelect}
    >
      <span
        className={styles.rowFold}
        aria-hidden="true"
        onClick={(event) => {
          if (open === null) return;
          event.stopPropagation();
          onFold(open);
        }}
      >
        {open === null ? null : open ? <ChevronDown size={12} /> : <ChevronRight size={12} />}
      </span>
      {state ? (
        <span style={{ color: typeColour(state.type) }}>
          <TypeGlyph glyph={glyphs[glyphNameOf(state)]} size={14} />
        </span>
      ) : null}
      <span
        className={styles.rowName}
        title={row.name}
        data-unreachable={state?.reachable === false || undefined}
      >
        {row.name}
      </span>
      {status ? <StatusMark status={status} size={12} /> : null}
      {severity ? <SeverityMark severity={severity} size={12} /> : null}
    </div>
  );
}

const order: readonly Severity[] = ['error', 'warning', 'advice'];

/** The gravest severity at each state; advice is left to Problems. */
function worstByState(problems: readonly Problem[]): ReadonlyMap<string, Severity> {
  const worst = new Map<string, Severity>();
  for (const { state, severity } of problems) {
    if (state === null || severity === 'advice') continue;
    const before = worst.get(state);
    if (!before || order.indexOf(severity) < order.indexOf(before)) worst.set(state, severity);
  }
  return worst;
}
