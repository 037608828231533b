import type { Problem } from '../model/problem';
import type { Studio } from '../studio/types';
import { Button, TextWithCode } from '../ui';
import { Lightbulb, SeverityMark } from '../ui/icons';
import styles from './Inspector.module.css';

interface ProblemLinesProps {
  readonly studio: Studio;
  readonly problems: readonly Problem[];
}

/** Problems that belong to no single field, each with its first fix. */
export function ProblemLines({ studio, problems }: ProblemLinesProps) {
  return problems.map((problem) => (
    <div key={`${problem.code} ${problem.path.join('/')}`} className={styles.problemLine}>
      <SeverityMark severity={problem.severity} size={14} label={problem.severity} />
      <span style={{ color: `var(--${problem.severity})` }}>
        <TextWithCode text={problem.message} />
      </span>
      <FirstFix studio={studio} problem={problem} />
    </div>
  ));
}

/** The first fix of a problem as a button; nothing when it has none. */
export function FirstFix({ studio, problem }: { readonly studio: Studio; readonly problem: Problem }) {
  const [first] = problem.fixes;
  if (!first) return null;
  return (
    <Button
      look="accent"
      small
      icon={<Lightbulb size={14} aria-hidden />}
      onClick={() => void studio.document.performChange(first.change, 'problems')}
    >
      {first.title}
    </Button>
  );
}
