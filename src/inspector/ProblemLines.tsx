import { goToProblem, openProblems, performFix, showInText } from '../actions/goTo';
import { counted } from '../base/duration';
import { type Problem, problemKey } from '../model/problem';
import type { Studio } from '../studio/types';
import { Button, ProblemActions, ProblemNote } from '../ui';

interface ProblemLinesProps {
  readonly studio: Studio;
  readonly problems: readonly Problem[];
}

/** Problems that belong to no single field, each with its first fix. */
export function ProblemLines({ studio, problems }: ProblemLinesProps) {
  return problems.map((problem) => (
    <ProblemNote
      key={problemKey(problem)}
      severity={problem.severity}
      message={problem.message}
      actions={actionsFor(studio, problem)}
    />
  ));
}

interface FieldActionsProps {
  readonly studio: Studio;
  readonly problem: Problem;
  /** How many more problems the field has, which only Problems lists. */
  readonly more: number;
}

/** The first fix of a problem, and the ways to its place in the text and to its row in Problems. */
export function FieldActions({ studio, problem, more }: FieldActionsProps) {
  return (
    <>
      <ProblemActions {...actionsFor(studio, problem)} />
      {more > 0 ? (
        <Button
          look="link"
          small
          onClick={() => {
            goToProblem(studio, problem);
            openProblems(studio);
          }}
        >
          {counted(more, 'more problem')}
        </Button>
      ) : null}
    </>
  );
}

function actionsFor(studio: Studio, problem: Problem) {
  const [first] = problem.fixes;
  return {
    fixes: first ? [first.title] : [],
    onFix: () => {
      if (first) void performFix(studio, first);
    },
    onShow: () => showInText(studio, problem),
  };
}
