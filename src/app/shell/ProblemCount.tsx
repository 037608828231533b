import { useRef } from 'react';
import { openProblems } from '../../actions/goTo';
import { counted } from '../../base/duration';
import { type Problem, problemKey } from '../../model/problem';
import type { DocumentState } from '../../studio/documentDoor';
import { countProblems, countsInWords, notBegun } from '../../studio/problems';
import { Tooltip } from '../../ui';
import { CircleCheck, SeverityMark } from '../../ui/icons';
import { useAction, useDocument, useStudio, useView } from '../StudioContext';
import styles from './shell.module.css';

/** How many errors and warnings the definition has; opens Problems. While they are looked for the last ones stay. */
export function ProblemCount() {
  const studio = useStudio();
  const { shortcut } = useAction('view.problems');
  const problems = useDocument(problemsCounted);
  const looking = !useLookedAt();
  const counts = countProblems(problems);
  const words = looking ? 'Looking for problems' : countsInWords(counts);
  const worse = (['error', 'warning'] as const).filter((severity) => counts[severity] > 0);
  return (
    <>
      <Tooltip text={words} shortcut={shortcut}>
        <button
          type="button"
          className={styles.problems}
          aria-label={words}
          onClick={() => openProblems(studio)}
        >
          {worse.map((severity) => (
            <span key={severity} className={styles.problemCount}>
              <SeverityMark severity={severity} size={14} />
              {counts[severity] > most ? `${most}+` : counts[severity]}
            </span>
          ))}
          {worse.length === 0 ? (
            <CircleCheck size={14} aria-hidden data-looking={looking || undefined} />
          ) : null}
        </button>
      </Tooltip>
      <ShownProblem problems={problems} />
    </>
  );
}

/** Whether the document was looked at since it was opened: before that nothing is said of it. */
function useLookedAt(): boolean {
  const id = useDocument((document) => document.id);
  const upToDate = useDocument((document) => document.problemsRevision === document.revision);
  const lookedAt = useRef<string | null>(null);
  if (upToDate) lookedAt.current = id;
  return lookedAt.current === id;
}

const most = 999;
const nothing: readonly Problem[] = [];
const problemsCounted = (document: DocumentState) => (notBegun(document) ? nothing : document.problems);

/** Says which problem was gone to, for those who don't see it. */
function ShownProblem({ problems }: { readonly problems: readonly Problem[] }) {
  const shown = useView((view) => (view.bottom === 'problems' ? view.problem : null));
  const at = shown === null ? -1 : problems.findIndex((problem) => problemKey(problem) === shown);
  const problem = problems[at];
  return (
    <span role="status" aria-label="Problem shown" className="visually-hidden">
      {problem
        ? `${problem.severity} ${at + 1} of ${counted(problems.length, 'problem')}: ${problem.message.replaceAll('`', '')}`
        : ''}
    </span>
  );
}
