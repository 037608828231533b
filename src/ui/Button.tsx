import type { ButtonHTMLAttributes, ReactElement, ReactNode, Ref } from 'react';
import styles from './Button.module.css';
import { Tooltip } from './Tooltip';

type Look = 'primary' | 'secondary' | 'accent' | 'quiet' | 'link';

type NativeProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> & {
  readonly ref?: Ref<HTMLButtonElement>;
};

export interface ButtonProps extends NativeProps {
  readonly look?: Look;
  readonly icon?: ReactNode;
  readonly small?: boolean;
  readonly danger?: boolean;
  /**
   * Can't be pressed now. It stays focusable, so that its name and its tooltip can still be read; give the reason
   * as `reason`.
   */
  readonly disabled?: boolean;
  readonly reason?: string;
}

/** A button with words. One `primary` on a screen; `accent` for the first fix; `link` inside text. */
export function Button({
  look = 'secondary',
  icon,
  small = false,
  danger = false,
  disabled = false,
  reason,
  className = '',
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const classes = [styles.button, styles[look], small && styles.small, danger && styles.danger, className];
  const button = (
    <button
      {...rest}
      type={type}
      className={classes.filter(Boolean).join(' ')}
      aria-disabled={disabled || undefined}
      onClick={disabled ? (event) => event.preventDefault() : onClick}
    >
      {icon}
      {children}
    </button>
  );
  return disabled && reason ? <Tooltip text={reason}>{button}</Tooltip> : button;
}

export interface IconButtonProps extends Omit<NativeProps, 'children'> {
  /** The accessible name and the tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  /** Shown in the tooltip beside the name: `Ctrl Z`. */
  readonly shortcut?: string;
  /** Shown in the tooltip in place of the label when that says more (`Undo: Add Wait`). */
  readonly tooltip?: string;
  readonly pressed?: boolean;
  readonly small?: boolean;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
}

/** A square button with an icon; its name stands in a tooltip. */
export function IconButton({
  label,
  icon,
  shortcut,
  tooltip,
  pressed,
  small = false,
  danger = false,
  disabled = false,
  side = 'bottom',
  className = '',
  onClick,
  type = 'button',
  ...rest
}: IconButtonProps): ReactElement {
  const classes = [styles.button, styles.icon, small && styles.small, danger && styles.danger, className];
  return (
    <Tooltip text={tooltip ?? label} shortcut={shortcut} side={side}>
      <button
        {...rest}
        type={type}
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={disabled || undefined}
        className={classes.filter(Boolean).join(' ')}
        onClick={disabled ? (event) => event.preventDefault() : onClick}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
