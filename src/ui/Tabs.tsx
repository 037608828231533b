import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
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
  return (
    <Base.Root
      value={value}
      onValueChange={(next) => onChange(next as T)}
      className={`${styles.tabsRoot} ${className}`}
    >
      <div className={styles.tabsRow}>
        <Base.List className={styles.tabs} aria-label={label} activateOnFocus>
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
