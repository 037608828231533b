import { Dialog as Base } from '@base-ui/react/dialog';
import { type CSSProperties, type ReactNode, useRef, useState } from 'react';
import { IconButton } from './Button';
import { X } from './icons';
import styles from './popups.module.css';

interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  /** Pixels. */
  readonly width?: number;
  /** Without heading and padding; the title is only spoken. */
  readonly bare?: boolean;
}

/** A dialog over a scrim. Escape and a press outside close it; the focus goes back where it was. */
export function Dialog({ title, open, onClose, children, footer, width = 520, bare = false }: DialogProps) {
  // The first focus goes to the content, not to Close: there its tooltip would take the first Escape.
  const body = useRef<HTMLDivElement>(null);
  // Remembered before anything in the dialog takes the focus by itself, as the field of the palette does.
  const [before] = useState(() => document.activeElement);
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <div className={styles.dialogPlace}>
          <Base.Popup
            className={styles.dialog}
            initialFocus={bare ? undefined : body}
            finalFocus={() => focusAfter(before)}
            style={{ '--dialog-width': `${width}px` } as CSSProperties}
          >
            {bare ? (
              <Base.Title className="visually-hidden">{title}</Base.Title>
            ) : (
              <div className={styles.dialogHead}>
                <Base.Title className={styles.dialogTitle}>{title}</Base.Title>
                <IconButton label="Close" icon={<X size={16} aria-hidden />} onClick={onClose} />
              </div>
            )}
            {bare ? (
              children
            ) : (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable by keys
              <div ref={body} className={styles.dialogBody} tabIndex={0}>
                {children}
              </div>
            )}
            {footer ? <div className={styles.dialogFoot}>{footer}</div> : null}
          </Base.Popup>
        </div>
      </Base.Portal>
    </Base.Root>
  );
}

/** Where nothing had the focus, nothing gets it: the first thing of the page would be no place where anyone stood. */
function focusAfter(before: Element | null): HTMLElement | boolean {
  if (before === document.body) return false;
  return before instanceof HTMLElement && before.isConnected ? before : true;
}
