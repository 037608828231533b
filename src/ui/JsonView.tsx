import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { JsonValue } from '../base/json';
import { IconButton } from './Button';
import { Check, ChevronDown, ChevronRight, Copy } from './icons';
import { type JsonRow, jsonRows } from './jsonRows';
import styles from './parts.module.css';

interface JsonViewProps {
  readonly value: JsonValue;
  /** Names the value: `Input`. */
  readonly label: string;
  /** Pixels; the view scrolls beyond. */
  readonly maxHeight?: number;
  readonly copy?: boolean;
  /** Everything is there as text, for reading aloud and for searching; folding is left to the user. */
  readonly whole?: boolean;
}

const rowHeight = 17;
/** Up to this many rows are all there. */
const allUpTo = 80;
/** Containers with more entries than this begin folded, except the outermost. */
const foldFrom = 60;

const look: Record<JsonRow['kind'], string | undefined> = {
  string: styles.jsonString,
  number: styles.jsonNumber,
  literal: styles.jsonLiteral,
  folded: styles.jsonFolded,
  open: undefined,
  close: undefined,
  empty: undefined,
};

/** A JSON value in colour. Containers fold; long values render only the lines in sight. */
export function JsonView({ value, label, maxHeight = 320, copy = true, whole = false }: JsonViewProps) {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(
    () =>
      jsonRows(
        value,
        (id, size, depth) => {
          const foldedAtFirst = !whole && depth > 0 && (size > foldFrom || depth > 5);
          return toggled.has(id) !== foldedAtFirst;
        },
        whole,
      ),
    [value, toggled, whole],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    enabled: rows.length > allUpTo && !whole,
  });
  const toggle = (id: string) =>
    setToggled((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const items = rows.length > allUpTo && !whole ? virtual.getVirtualItems() : null;
  const shown = items ? items.flatMap((item) => rows[item.index] ?? []) : rows;
  const above = items?.[0] ? items[0].start : 0;
  return (
    <fieldset className={styles.json} aria-label={label} style={{ maxHeight }}>
      {copy ? <CopyButton className={styles.jsonCopy} text={() => JSON.stringify(value, null, 2)} /> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable by keys */}
      <div ref={scroller} className={styles.jsonScroll} tabIndex={0} style={{ maxHeight }}>
        <div style={{ height: rows.length * rowHeight, minWidth: 'max-content' }}>
          <div style={{ transform: `translateY(${above}px)` }}>
            {shown.map((row) => (
              <Row key={row.id} row={row} onToggle={toggle} />
            ))}
          </div>
        </div>
      </div>
    </fieldset>
  );
}

function Row({ row, onToggle }: { readonly row: JsonRow; readonly onToggle: (id: string) => void }) {
  const folds = row.kind === 'open' || row.kind === 'folded';
  return (
    <div className={styles.jsonRow} style={{ paddingLeft: row.depth * 14 }}>
      {folds ? (
        <button
          type="button"
          className={styles.jsonFold}
          aria-expanded={row.kind === 'open'}
          aria-label={row.key === null ? 'Fold' : `Fold ${row.key}`}
          onClick={() => onToggle(row.id)}
        >
          {row.kind === 'open' ? <ChevronDown size={10} /> : <ChevronRight size={10} />}
        </button>
      ) : (
        <span className={styles.jsonFold} />
      )}
      <span>
        {row.key === null ? null : (
          <>
            <span className={styles.jsonKey}>{JSON.stringify(row.key)}</span>
            {': '}
          </>
        )}
        <span className={look[row.kind]}>{row.text}</span>
        {row.comma ? ',' : ''}
      </span>
    </div>
  );
}

/** Copies a text and shows that it did. */
export function CopyButton({
  text,
  label = 'Copy',
  className,
}: {
  readonly text: () => string;
  readonly label?: string;
  readonly className?: string;
}) {
  const [copied, setCopied] = useState(false);
  const copyText = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setCopied(true);
      setTimeout(() => setCopied(false), 1500);
    } catch {
      setCopied(false);
    }
  };
  return (
    <IconButton
      small
      className={className}
      label={label}
      tooltip={copied ? 'Copied' : label}
      icon={copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
      onClick={copyText}
    />
  );
}
