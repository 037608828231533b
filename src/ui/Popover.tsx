import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';
import styles from './popups.module.css';

interface PopoverProps {
  /** Its accessible name; shown as a heading unless `hideTitle`. */
  readonly title: string;
  readonly hideTitle?: boolean;
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly children: ReactNode;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  readonly align?: 'start' | 'center' | 'end';
}

/** A small panel that opens from a button and stays until something else is pressed. */
export function Popover({
  title,
  hideTitle = false,
  trigger,
  children,
  open,
  onOpenChange,
  side = 'bottom',
  align = 'start',
}: PopoverProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={styles.positioner}
        >
          <Base.Popup className={styles.popover}>
            <Base.Title className={hideTitle ? 'visually-hidden' : styles.popoverTitle}>{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface PopoverAtProps {
  /** Its accessible name, shown as a heading. */
  readonly title: string;
  /** The element that it stands at; null: closed. */
  readonly anchor: Element | null;
  readonly onClose: () => void;
  /** What takes the focus when it closes; null: nothing more than has it. */
  readonly returnTo: () => HTMLElement | null;
  readonly children: ReactNode;
}

/** The same opened by code at an element, for those that are too many to have one each. */
export function PopoverAt({ title, anchor, onClose, returnTo, children }: PopoverAtProps) {
  return (
    <Base.Root open={anchor !== null} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Positioner
          anchor={anchor}
          side="right"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          className={styles.positioner}
        >
          <Base.Popup className={styles.popover} finalFocus={() => returnTo() ?? false}>
            <Base.Title className={styles.popoverTitle}>{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
