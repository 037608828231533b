import { useEffect, useRef } from 'react';
import { performFix, showInText } from '../../actions/goTo';
import { problemKey } from '../../model/problem';
import { PopoverAt, ProblemNote } from '../../ui';
import { problemsOf, useCanvas, useCanvasState, useDocument } from '../state';
import styles from './marks.module.css';

/** The problems of the state whose mark was pressed, each with its fixes and the way to its place. */
export function StateProblems() {
  const { studio, store, act } = useCanvas();
  const shown = useCanvasState((canvas) => canvas.problems);
  const state = useDocument(({ workflow }) => shown && workflow.states.get(shown.pointer));
  const problems = useDocument((document) =>
    shown ? problemsOf(document.problems, shown.pointer) : nothing,
  );
  // Once it is closed, what it was opened for takes the focus again.
  const last = useRef(shown);
  if (shown) last.current = shown;
  const close = () => store.setState({ problems: null });
  const over = shown !== null && problems.length === 0;
  // The last one was mended, here or elsewhere.
  useEffect(() => {
    if (over) store.setState({ problems: null });
  }, [over, store]);
  return (
    <PopoverAt
      title={`Problems of ${state?.name ?? ''}`}
      anchor={shown?.anchor ?? null}
      onClose={close}
      returnTo={() => {
        const { pointer, anchor } = last.current ?? {};
        if (anchor?.isConnected) return anchor;
        if (pointer !== undefined) act.focus(pointer);
        return null;
      }}
    >
      <ul className={styles.notes}>
        {problems.map((problem) => (
          <li key={problemKey(problem)}>
            <ProblemNote
              severity={problem.severity}
              message={problem.message}
              actions={{
                fixes: problem.fixes.map((fix) => fix.title),
                onFix: (at) => {
                  const fix = problem.fixes[at];
                  if (fix) void performFix(studio, fix);
                },
                onShow: () => {
                  close();
                  showInText(studio, problem);
                },
              }}
            />
          </li>
        ))}
      </ul>
    </PopoverAt>
  );
}

const nothing: ReturnType<typeof problemsOf> = [];
