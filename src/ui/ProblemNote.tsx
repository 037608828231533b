import { Button } from './Button';
import { Lightbulb, SeverityMark } from './icons';
import { TextWithCode } from './parts';
import styles from './parts.module.css';

interface NoteProps {
  readonly severity: 'error' | 'warning' | 'advice';
  /** `backticks` set code. */
  readonly message: string;
  readonly actions: ProblemActionsProps;
}

/** A problem where it stands: its sentence, its fixes, and the way to its place in the text. */
export function ProblemNote({ severity, message, actions }: NoteProps) {
  return (
    <div className={styles.note} data-severity={severity}>
      <SeverityMark severity={severity} size={14} label={severity} />
      <span>
        <TextWithCode text={message} />
      </span>
      <div className={styles.noteActions}>
        <ProblemActions {...actions} />
      </div>
    </div>
  );
}

export interface ProblemActionsProps {
  /** Titles of the fixes to offer, the first before all. */
  readonly fixes: readonly string[];
  readonly onFix: (at: number) => void;
  readonly onShow: () => void;
}

/** The buttons of a problem: its fixes, and the way to its place in the text. */
export function ProblemActions({ fixes, onFix, onShow }: ProblemActionsProps) {
  return (
    <>
      {fixes.map((title, at) => (
        <Button
          key={title}
          look={at === 0 ? 'accent' : 'secondary'}
          small
          icon={at === 0 ? <Lightbulb size={14} aria-hidden /> : undefined}
          onClick={() => onFix(at)}
        >
          {title}
        </Button>
      ))}
      <Button look="link" small onClick={onShow}>
        Show in text
      </Button>
    </>
  );
}
