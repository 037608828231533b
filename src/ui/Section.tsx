import { type ReactNode, useId, useState } from 'react';
import { ChevronDown, ChevronRight } from './icons';
import styles from './parts.module.css';

interface SectionProps {
  readonly title: ReactNode;
  readonly children: ReactNode;
  /** At the right of the heading: a button, a count. */
  readonly aside?: ReactNode;
  readonly defaultOpen?: boolean;
  /** Controlled, with `onOpenChange`. */
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  /** Without the line above. */
  readonly first?: boolean;
  readonly className?: string;
}

/** A part of a panel under a 36 px heading that folds it. */
export function Section({
  title,
  children,
  aside,
  defaultOpen = true,
  open,
  onOpenChange,
  className = '',
}: SectionProps) {
  const id = useId();
  const [own, setOwn] = useState(defaultOpen);
  const shown = open ?? own;
  const toggle = () => {
    setOwn(!shown);
    onOpenChange?.(!shown);
  };
  return (
    <section className={`${styles.section} ${className}`} aria-labelledby={`${id}-title`}>
      <div className={styles.sectionHead}>
        <h3 className={styles.sectionTitle}>
          <button
            type="button"
            id={`${id}-title`}
            className={styles.sectionButton}
            aria-expanded={shown}
            aria-controls={`${id}-body`}
            onClick={toggle}
          >
            {shown ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
            {title}
          </button>
        </h3>
        {aside}
      </div>
      <div id={`${id}-body`} className={styles.sectionBody} hidden={!shown}>
        {shown ? children : null}
      </div>
    </section>
  );
}
