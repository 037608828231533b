import { useMemo, useState } from 'react';
import { fromPointer } from '../base/pointer';
import type { Outcome } from '../engine/messages';
import type { Studio } from '../studio/types';
import { Button, CopyButton, EmptyState, ErrorBox, IconButton, JsonView } from '../ui';
import { Download } from '../ui/icons';
import { download } from './files';
import styles from './SimulationPanel.module.css';
import { useDocument, useRun } from './useRun';
import { mapRunWords, statusWords } from './words';

/** As a tree with every line in it, as a text, or as a tree that leaves out what is folded and out of sight. */
type Form = 'whole' | 'text' | 'folded';

/** Lines up to which an output is a whole tree, and characters up to which it is a text. */
const treeUpTo = 400;
const textUpTo = 2_000_000;

/** All of the output stands there as it would in a file, as long as a page can show that much. */
function formOf(outcome: Outcome): Form {
  const text = textOf(outcome);
  if (text.length > textUpTo) return 'folded';
  return text.split('\n', treeUpTo + 1).length > treeUpTo ? 'text' : 'whole';
}

/** What the execution gave: its output, or its error and cause. */
export function OutputPane({ studio }: { readonly studio: Studio }) {
  const outcome = useRun(studio, (state) => state.outcome);
  const active = useRun(studio, (state) => state.status === 'running' || state.status === 'paused');
  const name = useDocument(studio, (document) => document.name);
  const mapRuns = useRun(studio, (state) => state.mapRuns);
  const form = useMemo(() => outcome && formOf(outcome), [outcome]);
  const [folding, setFolding] = useState(false);
  const billed = outcome?.billingDetails;
  return (
    <div className={styles.pane}>
      {outcome ? (
        <div className={styles.tools}>
          <span className={styles.heading}>{headingOf(outcome)}</span>
          {billed ? (
            <span
              className={styles.fine}
              title="What an Express execution is billed for; its time is virtual"
            >
              Billed: {billed.billedDurationInMilliseconds} ms, {billed.billedMemoryUsedInMB} MB
            </span>
          ) : null}
          <span className={styles.space} />
          {form === 'text' ? (
            <Button small onClick={() => setFolding(!folding)}>
              {folding ? 'Show as text' : 'Show folded'}
            </Button>
          ) : null}
          <CopyButton label="Copy output" text={() => textOf(outcome)} />
          <IconButton
            small
            label="Download output"
            icon={<Download size={14} aria-hidden />}
            onClick={() => download(`${name}-output.json`, textOf(outcome))}
          />
        </div>
      ) : null}
      {outcome
        ? mapRuns.map((run) => (
            <p key={run.mapRunArn} className={styles.mapRun} title={run.mapRunArn}>
              <strong>{fromPointer(run.state).at(-1)}</strong> {mapRunWords(run)}
            </p>
          ))
        : null}
      <section className={styles.output} aria-label="Execution output" tabIndex={outcome ? 0 : -1}>
        {outcome && form ? (
          <Content outcome={outcome} form={form === 'text' && folding ? 'folded' : form} />
        ) : (
          <EmptyState
            text={
              active
                ? 'The output stands here when the execution ends.'
                : 'The output of an execution stands here. Start one to fill it.'
            }
          />
        )}
      </section>
    </div>
  );
}

function Content({ outcome, form }: { readonly outcome: Outcome; readonly form: Form }) {
  if (outcome.status === 'succeeded') {
    const value = outcome.output ?? null;
    if (form === 'text') return <pre className={styles.outputText}>{textOf(outcome)}</pre>;
    return <JsonView whole={form === 'whole'} label="Output" value={value} copy={false} maxHeight={10_000} />;
  }
  return <ErrorBox error={outcome.error || statusWords[outcome.status]} cause={outcome.cause} />;
}

const headingOf = (outcome: Outcome): string =>
  outcome.status === 'succeeded' ? 'Output' : 'Error and cause';

function textOf({ status, output, error, cause }: Outcome): string {
  return JSON.stringify(status === 'succeeded' ? (output ?? null) : { Error: error, Cause: cause }, null, 2);
}
