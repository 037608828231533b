import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { goToProblem, performFix } from '../../actions/goTo';
import { counted } from '../../base/duration';
import { type Problem, problemKey, type Severity } from '../../model/problem';
import { notBegun } from '../../studio/problems';
import type { RunState } from '../../studio/runDoor';
import type { Studio } from '../../studio/types';
import { EmptyState, IconButton, TextWithCode } from '../../ui';
import { SeverityMark, X } from '../../ui/icons';
import { useDocument, useRun, useView } from '../useRun';
import { ProblemEntry } from './ProblemEntry';
import styles from './problems.module.css';
import { Silenced } from './Silenced';

const severities: readonly (readonly [Severity, string])[] = [
  ['error', 'error'],
  ['warning', 'warning'],
  ['advice', 'advice'],
];
const allUpTo = 60;
/** So many frames the rows may take to be there after the panel was opened. */
const patience = 20;
const nothing: readonly Problem[] = [];

/** Every problem of the definition with its way to mend it, and why a run was refused. */
export function ProblemsPanel({ studio }: { readonly studio: Studio }) {
  const empty = useDocument(studio, notBegun);
  const all = useDocument(studio, (document) => document.problems);
  const problems = empty ? nothing : all;
  const silenced = useDocument(studio, (document) => document.silenced);
  const refusal = useRun(studio, (state) => state.refusal);
  const panel = useRef<HTMLElement>(null);
  const [hidden, setHidden] = useState<ReadonlySet<Severity>>(new Set());
  const shown = useMemo(
    () => (hidden.size === 0 ? problems : problems.filter(({ severity }) => !hidden.has(severity))),
    [problems, hidden],
  );
  const toggle = (severity: Severity) =>
    setHidden((before) => {
      const next = new Set(before);
      if (!next.delete(severity)) next.add(severity);
      return next;
    });
  // Without a row to take it the focus goes to the panel itself, which says why.
  const bare = shown.length === 0;
  useEffect(() => {
    if (!bare) return;
    return studio.view.onReveal((request) => {
      if (request.kind === 'problems' && request.focus) panel.current?.focus();
    }, 'problems');
  }, [studio, bare]);
  const kinds = severities.filter(([kind]) => problems.some(({ severity }) => severity === kind));
  return (
    <section ref={panel} className={styles.panel} aria-label="Problems" tabIndex={-1}>
      {refusal ? <Refusal studio={studio} refusal={refusal} /> : null}
      {kinds.length > 1 || silenced.length > 0 ? (
        <fieldset className={styles.filters} aria-label="Problems shown">
          {(kinds.length > 1 ? kinds : []).map(([severity, noun]) => (
            <button
              key={severity}
              type="button"
              className={styles.filter}
              aria-pressed={!hidden.has(severity)}
              onClick={() => toggle(severity)}
            >
              <SeverityMark severity={severity} size={14} />
              {counted(
                problems.filter((problem) => problem.severity === severity).length,
                noun,
                severity === 'advice' ? 'advice' : undefined,
              )}
            </button>
          ))}
          {silenced.length > 0 ? <Silenced studio={studio} codes={silenced} /> : null}
        </fieldset>
      ) : null}
      {shown.length > 0 ? (
        <ProblemList studio={studio} problems={shown} />
      ) : (
        <EmptyState
          text={
            problems.length === 0
              ? 'No problem found. What is wrong with the definition stands here, with a way to mend it.'
              : 'The problems there are are filtered out.'
          }
        />
      )}
    </section>
  );
}

function ProblemList({
  studio,
  problems,
}: {
  readonly studio: Studio;
  readonly problems: readonly Problem[];
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const selectedKey = useView(studio, (view) => view.problem);
  const selected = useMemo(
    () => problems.findIndex((problem) => problemKey(problem) === selectedKey),
    [problems, selectedKey],
  );
  const virtual = useVirtualizer({
    count: problems.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (index === selected ? 62 : 32),
    getItemKey: (index) => (problems[index] ? `${problemKey(problems[index])} ${index}` : index),
    overscan: problems.length <= allUpTo ? problems.length : 8,
  });
  const state = useView(studio, (view) => view.selection.at(-1) ?? null);
  const first = problems.findIndex((problem) => problem.state === state && state !== null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list moves when something else is chosen
  useEffect(() => {
    if (selected >= 0) virtual.scrollToIndex(selected);
    else if (first >= 0) virtual.scrollToIndex(first);
  }, [selectedKey, state]);

  const focusRow = (at: number): void => {
    virtual.scrollToIndex(at);
    const attempt = (left: number): void => {
      const button = list.current?.querySelector<HTMLElement>(`li[data-index="${at}"] button`);
      if (button) button.focus();
      else if (left > 0) requestAnimationFrame(() => attempt(left - 1));
    };
    // At once where the row is there: the next key is meant for it.
    attempt(patience);
  };
  const wanted = useRef({ selected, first, focusRow });
  wanted.current = { selected, first, focusRow };
  useEffect(
    () =>
      studio.view.onReveal((request) => {
        if (request.kind !== 'problems') return;
        const here = list.current?.contains(document.activeElement) === true;
        // What is chosen along with the request is known after the next paint.
        if (request.focus || here)
          requestAnimationFrame(() => {
            const { selected, first, focusRow } = wanted.current;
            focusRow(Math.max(0, selected >= 0 ? selected : first));
          });
      }, 'problems'),
    [studio],
  );

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const item = (event.target as HTMLElement).closest('li');
    const at = Number(item?.dataset.index ?? -1);
    if (at < 0) return;
    if ((event.ctrlKey || event.metaKey) && event.key === '.') {
      event.preventDefault();
      event.stopPropagation();
      const problem = problems[at];
      const [fix] = problem?.fixes ?? [];
      if (fix) void performFix(studio, fix);
      return;
    }
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const next = Math.min(Math.max(at + by, 0), problems.length - 1);
    focusRow(next);
  };

  return (
    <div ref={scroller} className={styles.scroll}>
      <ul
        ref={list}
        className={styles.list}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={onKeyDown}
        aria-label="Problems"
      >
        {virtual.getVirtualItems().map((item) => {
          const problem = problems[item.index];
          if (!problem) return null;
          return (
            <li
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              data-code={problem.code}
              data-severity={problem.severity}
              aria-posinset={item.index + 1}
              aria-setsize={problems.length}
              className={styles.place}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <ProblemEntry
                studio={studio}
                problem={problem}
                selected={item.index === selected}
                here={state !== null && problem.state === state}
                onGo={() => goToProblem(studio, problem)}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Why the last start was refused; it goes with the next start. */
function Refusal({
  studio,
  refusal,
}: {
  readonly studio: Studio;
  readonly refusal: NonNullable<RunState['refusal']>;
}) {
  return (
    <div role="alert" className={styles.refusal}>
      <SeverityMark severity="error" />
      <div>
        <strong>The execution was not started.</strong>
        <ul>
          {refusal.slice(0, 20).map(({ path, message }) => (
            <li key={`${path.join('/')} ${message}`}>
              <TextWithCode text={message} />
              {path.length > 0 ? (
                <button
                  type="button"
                  className={styles.refusalPlace}
                  onClick={() => studio.view.reveal({ kind: 'text', pointer: '', path, focus: true })}
                >
                  {`/${path.join('/')}`}
                </button>
              ) : null}
            </li>
          ))}
        </ul>
        {refusal.length > 20 ? <p>{counted(refusal.length - 20, 'more problem')} of this kind.</p> : null}
      </div>
      <IconButton
        small
        label="Dismiss"
        icon={<X size={14} aria-hidden />}
        onClick={() => studio.run.clear()}
      />
    </div>
  );
}
