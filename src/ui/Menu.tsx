import { ContextMenu as BaseContext } from '@base-ui/react/context-menu';
import { Menu as Base } from '@base-ui/react/menu';
import { Fragment, memo, type ReactElement, type ReactNode } from 'react';
import { Check } from './icons';
import styles from './popups.module.css';

/** One entry of a menu. */
export interface MenuItem {
  readonly label: string;
  /** A second, quieter line. */
  readonly detail?: string;
  readonly icon?: ReactNode;
  /** As shown: `Ctrl Z`. */
  readonly shortcut?: string;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  /** Makes it one of a set: the checked one has a tick. */
  readonly checked?: boolean;
  readonly onSelect: () => void;
}

/** Entries with a line between the groups. */
export interface MenuGroup {
  readonly label?: string;
  readonly items: readonly MenuItem[];
}

function ItemContent({ item }: { readonly item: MenuItem }) {
  return (
    <>
      {item.icon === undefined && item.checked === undefined ? null : (
        <span className={styles.itemIcon}>{item.checked ? <Check size={14} aria-hidden /> : item.icon}</span>
      )}
      <span className={styles.itemText}>
        {item.label}
        {item.detail ? <span className={styles.itemDetail}>{item.detail}</span> : null}
      </span>
      {item.shortcut ? <span className={styles.shortcut}>{item.shortcut}</span> : null}
    </>
  );
}

const macKeys: Readonly<Record<string, string>> = { '⌥': 'Alt+', '⇧': 'Shift+', '⌘': 'Meta+' };

/** `Shift Ctrl Z` and `⇧⌘Z` as assistive technology reads them: `Shift+Control+Z`, `Shift+Meta+Z`. */
const ariaShortcut = (shown: string): string =>
  shown
    .replace(/\bCtrl\b/g, 'Control')
    .replace(/\bDel\b/g, 'Delete')
    .replace(/[⌥⇧⌘]/g, (key) => macKeys[key] ?? key)
    .replace(/ /g, '+');

function Entry({ item }: { readonly item: MenuItem }) {
  const shared = {
    className: styles.item,
    disabled: item.disabled,
    label: item.label,
    // The name alone: the shortcut and the second line are said after it, not as a part of it.
    'aria-label': item.label,
    'aria-description': item.detail,
    'aria-keyshortcuts': item.shortcut === undefined ? undefined : ariaShortcut(item.shortcut),
    'data-danger': item.danger || undefined,
    onClick: item.onSelect,
  };
  if (item.checked === undefined) {
    return (
      <Base.Item {...shared}>
        <ItemContent item={item} />
      </Base.Item>
    );
  }
  return (
    <Base.CheckboxItem {...shared} checked={item.checked} closeOnClick>
      <ItemContent item={item} />
    </Base.CheckboxItem>
  );
}

function Entries({ groups }: { readonly groups: readonly MenuGroup[] }) {
  return groups
    .filter((group) => group.items.length > 0)
    .map((group, at) => (
      <Fragment key={group.label ?? group.items[0]?.label}>
        {at > 0 ? <Base.Separator className={styles.separator} /> : null}
        <Base.Group>
          {group.label ? (
            <Base.GroupLabel className={styles.groupLabel}>{group.label}</Base.GroupLabel>
          ) : null}
          {group.items.map((item) => (
            <Entry key={`${item.label} ${item.detail ?? ''}`} item={item} />
          ))}
        </Base.Group>
      </Fragment>
    ));
}

interface MenuProps {
  readonly groups: readonly MenuGroup[];
  /** The button that opens it; it must take a ref and spread props. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly align?: 'start' | 'center' | 'end';
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  readonly onOpenChange?: (open: boolean) => void;
}

/** A menu that opens from a button. */
export function Menu({ groups, trigger, align = 'start', side = 'bottom', onOpenChange }: MenuProps) {
  return (
    <Base.Root onOpenChange={onOpenChange} modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          side={side}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={styles.positioner}
        >
          <Base.Popup className={styles.menu}>
            <Entries groups={groups} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface ContextMenuProps {
  readonly groups: readonly MenuGroup[];
  /** The element that it belongs to. */
  readonly children: ReactElement<Record<string, unknown>>;
  readonly onOpenChange?: (open: boolean) => void;
}

/** A menu at the pointer, on right click, long press or the menu key. */
export function ContextMenu({ groups, children, onOpenChange }: ContextMenuProps) {
  return (
    <BaseContext.Root onOpenChange={onOpenChange}>
      <BaseContext.Trigger render={children} />
      <BaseContext.Portal>
        <BaseContext.Positioner className={styles.positioner}>
          <BaseContext.Popup className={styles.menu}>
            <Entries groups={groups} />
          </BaseContext.Popup>
        </BaseContext.Positioner>
      </BaseContext.Portal>
    </BaseContext.Root>
  );
}

interface MenuAtProps {
  readonly groups: readonly MenuGroup[];
  /** Where it opens, in the window's coordinates; null: closed. */
  readonly at: { readonly x: number; readonly y: number } | null;
  readonly onClose: () => void;
}

/** A menu opened by code at a point, for elements that draw themselves (canvas, editor). */
export const MenuAt = memo(OpenMenuAt, (before, after) => before.at === null && after.at === null);

function OpenMenuAt({ groups, at, onClose }: MenuAtProps) {
  const anchor = at && { getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) };
  return (
    <Base.Root open={at !== null} onOpenChange={(open) => !open && onClose()} modal={false}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} side="bottom" align="start" className={styles.positioner}>
          <Base.Popup className={styles.menu}>
            <Entries groups={groups} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
