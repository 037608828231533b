import { Select as Base } from '@base-ui/react/select';
import type { ReactNode } from 'react';
import styles from './controls.module.css';
import { useFieldProps } from './Field';
import { Check } from './icons';
import popups from './popups.module.css';
import { Triangle } from './Triangle';

export interface SelectOption<T extends string = string> {
  readonly value: T;
  readonly label: string;
  readonly detail?: string;
  readonly icon?: ReactNode;
}

interface SelectProps<T extends string> {
  readonly value: T | null;
  readonly options: readonly SelectOption<T>[];
  readonly onChange: (value: T) => void;
  /** Accessible name; absent inside a `Field`, which names it. */
  readonly label?: string;
  readonly id?: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly invalid?: boolean;
  readonly describedBy?: string;
  readonly mono?: boolean;
  /** Without a border: in bars (`Happy path ⌄`). */
  readonly quiet?: boolean;
}

/** One of a list of fixed values. For values that may be typed, use `Combobox`. */
export function Select<T extends string>({
  value,
  options,
  onChange,
  label,
  id,
  placeholder = 'Choose',
  disabled,
  invalid,
  describedBy,
  mono,
  quiet,
}: SelectProps<T>) {
  const field = useFieldProps({ label, invalid });
  return (
    <Base.Root
      value={value}
      items={options}
      onValueChange={(next) => next !== null && onChange(next)}
      disabled={disabled}
      modal={false}
    >
      <Base.Trigger
        {...field}
        {...(id !== undefined && { id })}
        className={quiet ? styles.quietSelect : styles.select}
        aria-describedby={describedBy ?? field['aria-describedby']}
        data-invalid={field['aria-invalid']}
      >
        <span className={mono ? `${styles.selectValue} mono` : styles.selectValue}>
          <Base.Value placeholder={placeholder} />
        </span>
        <Base.Icon className={styles.selectIcon}>
          <Triangle />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner
          sideOffset={4}
          alignItemWithTrigger={false}
          collisionPadding={8}
          className={popups.positioner}
        >
          <Base.Popup className={popups.menu}>
            {options.map((option) => (
              <Base.Item key={option.value} value={option.value} className={popups.item}>
                {option.icon ? <span className={popups.itemIcon}>{option.icon}</span> : null}
                <Base.ItemText className={popups.itemText}>
                  <span className={mono ? 'mono' : undefined}>{option.label}</span>
                  {option.detail ? <span className={popups.itemDetail}>{option.detail}</span> : null}
                </Base.ItemText>
                <Base.ItemIndicator className={popups.itemIcon}>
                  <Check size={14} aria-hidden />
                </Base.ItemIndicator>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
