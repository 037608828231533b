import { performFix } from '../../actions/goTo';
import { shortcutHere } from '../../actions/shortcuts';
import type { Problem } from '../../model/problem';
import type { Studio } from '../../studio/types';
import { Button, Kbd, TextWithCode } from '../../ui';
import { Lightbulb, SeverityMark } from '../../ui/icons';
import { useDocument } from '../useRun';
import styles from './problems.module.css';

interface EntryProps {
  readonly studio: Studio;
  readonly problem: Problem;
  readonly selected: boolean;
  /** Whether it belongs to the selected state. */
  readonly here: boolean;
  readonly onGo: () => void;
}

/** One problem. The selected one shows its fixes as buttons, the others their first fix as a link. */
export function ProblemEntry({ studio, problem, selected, here, onGo }: EntryProps) {
  const [first] = problem.fixes;
  const fix = (at: number) => {
    const chosen = problem.fixes[at];
    if (chosen) void performFix(studio, chosen);
  };
  return (
    <div className={styles.entry} data-selected={selected || undefined} data-here={here || undefined}>
      <div className={styles.line}>
        <button type="button" className={styles.go} aria-current={selected || undefined} onClick={onGo}>
          <SeverityMark severity={problem.severity} label={problem.severity} />
          <span className={styles.message} title={plain(problem.message)}>
            <TextWithCode text={problem.message} />
          </span>
          <ProblemPlace studio={studio} problem={problem} here={here} />
          <span className={styles.number}>
            <span className="visually-hidden">line </span>
            {problem.range.line}
          </span>
        </button>
        {!selected && first ? (
          <Button
            look="link"
            className={styles.first}
            icon={<Lightbulb size={14} aria-hidden />}
            onClick={() => fix(0)}
          >
            {first.title}
          </Button>
        ) : null}
      </div>
      {selected ? (
        <div className={styles.fixes}>
          {problem.fixes.map(({ title }, at) => (
            <Button
              key={title}
              small
              look={at === 0 ? 'accent' : 'secondary'}
              icon={at === 0 ? <Lightbulb size={14} aria-hidden /> : undefined}
              onClick={() => fix(at)}
            >
              {title}
              {at === 0 ? <Kbd>{shortcutHere('Mod+.')}</Kbd> : null}
            </Button>
          ))}
          {problem.why ? <span className={styles.why}>{problem.why}</span> : null}
          <Button
            small
            look="quiet"
            onClick={() => studio.view.set({ info: { kind: 'problem', code: problem.code }, infoOpen: true })}
          >
            Explain
          </Button>
          {problem.severity === 'error' ? null : (
            <Button
              small
              look="quiet"
              title={`Show ${problem.code} no more in this workflow`}
              onClick={() => silence(studio, problem)}
            >
              Silence
            </Button>
          )}
        </div>
      ) : null}
    </div>
  );
}

function silence({ document, view }: Studio, { code, explanation }: Problem): void {
  document.silence(code, true);
  view.notify(`Silenced in this workflow: ${explanation?.title ?? code}`, 'info', {
    label: 'Undo',
    perform: () => document.silence(code, false),
  });
}

/** `Route order  Default`: the state, and the field within it. */
function ProblemPlace({ studio, problem, here }: Pick<EntryProps, 'studio' | 'problem' | 'here'>) {
  const state = useDocument(studio, (document) =>
    problem.state === null ? undefined : document.workflow.states.get(problem.state),
  );
  const field = problem.path.slice(state?.path.length ?? 0).join('/');
  return (
    <span className={styles.where}>
      {here ? <span className="visually-hidden">selected state </span> : null}
      {state ? <strong>{state.name}</strong> : null}
      {field ? <span className={styles.field}>{field}</span> : null}
    </span>
  );
}

const plain = (message: string): string => message.replaceAll('`', '');
