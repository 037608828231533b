import type { KeyboardEvent } from 'react';
import styles from './controls.module.css';

interface SegmentedOption<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly title?: string;
  /** Why it can't be chosen now. It stays in sight and can be reached, so that the reason can be read. */
  readonly refused?: string | undefined;
}

interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly SegmentedOption<T>[];
  readonly onChange: (value: T) => void;
  readonly small?: boolean;
}

/** One of two to four, all in sight. Arrow keys choose; Tab passes over it in one step. */
export function SegmentedControl<T extends string>({
  label,
  value,
  options,
  onChange,
  small = false,
}: SegmentedProps<T>) {
  const move = (event: KeyboardEvent<HTMLElement>, at: number) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const index = (at + by + options.length) % options.length;
    const next = options[index];
    if (!next) return;
    if (next.refused === undefined) onChange(next.value);
    (event.currentTarget.parentElement?.children[index] as HTMLElement | undefined)?.focus();
  };
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={`${styles.segmented} ${small ? styles.segmentedSmall : ''}`}
    >
      {options.map((option, at) => (
        // biome-ignore lint/a11y/useSemanticElements: a radio input can't hold its look and its words in one box
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          tabIndex={option.value === value ? 0 : -1}
          aria-disabled={option.refused === undefined ? undefined : true}
          title={option.refused ?? option.title}
          className={styles.segment}
          onClick={() => option.refused === undefined && onChange(option.value)}
          onKeyDown={(event) => move(event, at)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
