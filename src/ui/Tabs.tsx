import { Tabs as Base } from '@base-ui/react/tabs';
import { type ReactNode, useEffect, useRef } from 'react';
import styles from './parts.module.css';

export interface TabItem<T extends string = string> {
  readonly value: T;
  readonly label: string;
  /** A number at its right; spoken after the label. */
  readonly count?: number;
  readonly countTone?: 'plain' | 'error' | 'warning';
  readonly mark?: ReactNode;
}

interface TabsProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly tabs: readonly TabItem<T>[];
  readonly onChange: (value: T) => void;
  /** The panel of the chosen tab. */
  readonly children?: ReactNode;
  /** Stands at the right end of the row. */
  readonly aside?: ReactNode;
  readonly className?: string;
  readonly panelClassName?: string;
}

/** How far a row is scrolled when one of its tabs is to be seen whole, and it moves no more than it must. */
function scrolledTo(row: HTMLElement, tab: HTMLElement): number {
  const left = tab.offsetLeft - row.offsetLeft;
  const least = left + tab.offsetWidth - row.clientWidth;
  return Math.min(left, Math.max(least, row.scrollLeft));
}

/** Tabs with an underline, over the panel of the chosen one. */
export function Tabs<T extends string>({
  label,
  value,
  tabs,
  onChange,
  children,
  aside,
  className = '',
  panelClassName = '',
}: TabsProps<T>) {
  const list = useRef<HTMLDivElement>(null);
  const count = tabs.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is chosen, or stands elsewhere
  useEffect(() => {
    const row = list.current;
    const chosen = row?.querySelector<HTMLElement>('[data-active]');
    if (row && chosen) row.scrollLeft = scrolledTo(row, chosen);
  }, [value, count]);
  return (
    <Base.Root
      value={value}
      onValueChange={(next) => onChange(next as T)}
      className={`${styles.tabsRoot} ${className}`}
    >
      <div className={styles.tabsRow}>
        <Base.List ref={list} className={styles.tabs} aria-label={label} activateOnFocus>
          {tabs.map((tab) => (
            <Base.Tab key={tab.value} value={tab.value} className={styles.tab}>
              {tab.mark}
              {tab.label}
              {tab.count === undefined ? null : (
                <span className={styles.count} data-tone={tab.countTone ?? 'plain'}>
                  {tab.count}
                </span>
              )}
            </Base.Tab>
          ))}
        </Base.List>
        {aside}
      </div>
      {children === undefined ? null : (
        <Base.Panel value={value} className={`${styles.tabPanel} ${panelClassName}`} tabIndex={-1}>
          {children}
        </Base.Panel>
      )}
    </Base.Root>
  );
}
