import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox';
import { Switch as BaseSwitch } from '@base-ui/react/switch';
import { type ReactNode, useId } from 'react';
import styles from './controls.module.css';
import { Check, Minus } from './icons';

interface ToggleProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** The words beside it, which are its name. */
  readonly label: ReactNode;
  readonly disabled?: boolean;
}

/** On or off, in force at once. */
export function Switch({ checked, onChange, label, disabled }: ToggleProps) {
  const id = useId();
  return (
    <span className={styles.switchLabel}>
      <BaseSwitch.Root
        className={styles.switch}
        aria-labelledby={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={(next) => onChange(next)}
      >
        <BaseSwitch.Thumb className={styles.thumb} />
      </BaseSwitch.Root>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the switch itself takes the keys */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the switch itself takes the keys */}
      <span id={id} onClick={disabled ? undefined : () => onChange(!checked)}>
        {label}
      </span>
    </span>
  );
}

/** Chosen or not, among others. */
export function Checkbox({
  checked,
  onChange,
  label,
  disabled,
  indeterminate,
}: ToggleProps & { readonly indeterminate?: boolean }) {
  const id = useId();
  return (
    <span className={styles.switchLabel}>
      <BaseCheckbox.Root
        className={styles.checkbox}
        aria-labelledby={id}
        checked={checked}
        indeterminate={indeterminate}
        disabled={disabled}
        onCheckedChange={(next) => onChange(next)}
      >
        <BaseCheckbox.Indicator>
          {indeterminate ? <Minus size={12} strokeWidth={3} /> : <Check size={12} strokeWidth={3} />}
        </BaseCheckbox.Indicator>
      </BaseCheckbox.Root>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the checkbox itself takes the keys */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the checkbox itself takes the keys */}
      <span id={id} onClick={disabled ? undefined : () => onChange(!checked)}>
        {label}
      </span>
    </span>
  );
}
