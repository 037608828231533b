import type { ReactNode } from 'react';
import styles from './parts.module.css';

/** A key cap: `Ctrl K`. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return <kbd className={styles.kbd}>{children}</kbd>;
}
