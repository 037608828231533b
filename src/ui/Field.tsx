import { createContext, type ReactNode, useContext, useId, useMemo } from 'react';
import { SeverityMark } from './icons';
import styles from './parts.module.css';

interface FieldNames {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
}

const FieldContext = createContext<FieldNames | null>(null);

/** What a control takes from the `Field` around it, unless it is named itself. */
export function useFieldProps(own: { readonly label?: string; readonly invalid?: boolean }): {
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
} {
  const field = useContext(FieldContext);
  const invalid = own.invalid || field?.invalid;
  return {
    id: own.label === undefined ? field?.id : undefined,
    'aria-label': own.label,
    'aria-describedby': field?.describedBy,
    'aria-invalid': invalid || undefined,
  };
}

interface FieldProps {
  readonly label: ReactNode;
  readonly children: ReactNode;
  readonly optional?: boolean;
  /** Opens the explanation of the field in the Info panel. */
  readonly onInfo?: () => void;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  readonly warning?: ReactNode;
  readonly advice?: ReactNode;
  /** Stands below the message: the buttons of its fixes. */
  readonly actions?: ReactNode;
  /** At the right of the label: a menu, a unit, a count. */
  readonly aside?: ReactNode;
  /** For controls that name themselves (switches, lists): the label becomes a group's name. */
  readonly group?: boolean;
  /** Its label is out of sight: a heading around it says it already. */
  readonly bare?: boolean;
  /** The control shows its name itself: `Info` stands beside it. */
  readonly inline?: boolean;
  readonly className?: string;
}

/** A labelled control: label, `Info`, `optional`, the control, and what is wrong with it. */
export function Field({
  label,
  children,
  optional = false,
  onInfo,
  hint,
  error,
  warning,
  advice,
  actions,
  aside,
  group = false,
  bare = false,
  inline = false,
  className = '',
}: FieldProps) {
  const base = useId();
  const message = error || warning || advice;
  const severity = error ? 'error' : warning ? 'warning' : 'advice';
  const described = [message ? `${base}-message` : '', hint ? `${base}-hint` : ''].filter(Boolean).join(' ');
  const invalid = Boolean(error);
  const names = useMemo(
    () => ({ id: `${base}-control`, describedBy: described || undefined, invalid }),
    [base, described, invalid],
  );
  const info = onInfo ? (
    <button
      type="button"
      className={styles.infoLink}
      onClick={onInfo}
      aria-label={typeof label === 'string' ? `Info about ${label}` : undefined}
    >
      Info
    </button>
  ) : null;
  return (
    <div
      className={`${styles.field} ${className}`}
      {...(group && !bare && !inline ? { role: 'group', 'aria-labelledby': `${base}-label` } : {})}
    >
      {inline ? null : bare ? (
        group ? null : (
          <label htmlFor={names.id} className="visually-hidden">
            {label}
          </label>
        )
      ) : (
        <div className={styles.fieldHead}>
          {group ? (
            <span id={`${base}-label`} className={styles.fieldLabel}>
              {label}
            </span>
          ) : (
            <label id={`${base}-label`} htmlFor={names.id} className={styles.fieldLabel}>
              {label}
            </label>
          )}
          {info}
          {optional ? <span className={styles.optional}>optional</span> : null}
          {aside ? <span className={styles.fieldAside}>{aside}</span> : null}
        </div>
      )}
      <FieldContext.Provider value={names}>
        {inline ? (
          <div className={styles.fieldInline}>
            {children}
            {info}
          </div>
        ) : (
          children
        )}
      </FieldContext.Provider>
      {message ? (
        <div id={`${base}-message`} className={styles.message} data-severity={severity}>
          <SeverityMark severity={severity} size={14} label={severity} />
          <span>{message}</span>
        </div>
      ) : null}
      {hint ? (
        <div id={`${base}-hint`} className={styles.hint}>
          {hint}
        </div>
      ) : null}
      {actions ? <div className={styles.fieldActions}>{actions}</div> : null}
    </div>
  );
}

/** Fields side by side, as wide as each other. */
export function FieldRow({ children }: { readonly children: ReactNode }) {
  return <div className={styles.fieldRow}>{children}</div>;
}
