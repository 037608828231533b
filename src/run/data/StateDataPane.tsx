import { duration } from '../../base/duration';
import type { JsonValue } from '../../base/json';
import type { StateData, Visit } from '../../engine/messages';
import { findVisit } from '../../studio/runFold';
import type { Studio } from '../../studio/types';
import { CopyButton, EmptyState, ErrorBox, JsonView, Section, useVisitData } from '../../ui';
import { StatusMark } from '../../ui/icons';
import { stateName, useDocument, useRun } from '../useRun';
import { stateStatusWords } from '../words';
import { AnswerTask } from './AnswerTask';
import styles from './data.module.css';
import { StartedExecutions } from './StartedExecutions';
import { changedStages, stageTitle } from './stages';

/** The data of the selected visit: what came in, what each stage changed, what went out. */
export function StateDataPane({ studio }: { readonly studio: Studio }) {
  const started = useRun(studio, (state) => state.run !== null);
  const visit = useRun(studio, (state) =>
    state.selectedVisit === null ? undefined : findVisit(state.visits, state.selectedVisit),
  );
  const data = useVisitData(studio.run.stateData, visit);
  if (!started) {
    return (
      <EmptyState text="The data of a state's visit stands here, stage by stage. Start an execution to fill it." />
    );
  }
  if (!visit) {
    return (
      <EmptyState text="The data of a state's visit stands here. Select a state on the canvas, a bar or an event." />
    );
  }
  return (
    <div className={styles.pane}>
      <Head studio={studio} visit={visit} />
      <div className={styles.scroll}>
        <AnswerTask key={visit.id} studio={studio} visit={visit} />
        <StartedExecutions studio={studio} visit={visit} />
        {data ? <Parts data={data} /> : null}
      </div>
    </div>
  );
}

function Head({ studio, visit }: { readonly studio: Studio; readonly visit: Visit }) {
  const workflow = useDocument(studio, (document) => document.workflow);
  const still = useRun(studio, (state) => state.status === 'paused');
  const frame = visit.frames.at(-1);
  const place = [
    frame ? (frame.kind === 'iteration' ? `#${frame.index}` : `branch ${frame.index + 1}`) : '',
    visit.ordinal > 0 ? `visit ${visit.ordinal + 1}` : '',
    visit.attempts.length > 1 ? `attempt ${visit.attempts.length}` : '',
  ].filter(Boolean);
  return (
    <div className={styles.head}>
      <StatusMark status={visit.status} still={still} size={14} label={stateStatusWords[visit.status]} />
      <span className={styles.name}>{stateName(workflow, visit.state)}</span>
      <span className={styles.place}>{place.join(' · ')}</span>
    </div>
  );
}

function Parts({ data }: { readonly data: StateData }) {
  const names = Object.keys(data.variables);
  const stages = changedStages(data);
  return (
    <>
      {data.input === undefined ? null : <ValuePart title="Input" value={data.input} />}
      {data.error ? <ErrorPart data={data} /> : null}
      {stages.map(({ name, value }) => (
        <ValuePart key={name} title={stageTitle(name)} value={value} />
      ))}
      {names.length > 0 ? <ValuePart title="Variables" value={data.variables} /> : null}
      {data.visit.attempts.length > 1 ? <AttemptsPart visit={data.visit} /> : null}
      {data.output === undefined ? null : <ValuePart title="Output" value={data.output} />}
    </>
  );
}

function ValuePart({ title, value }: { readonly title: string; readonly value: JsonValue }) {
  return (
    <Section
      title={title}
      aside={<CopyButton label={`Copy ${title}`} text={() => JSON.stringify(value, null, 2)} />}
    >
      <JsonView label={title} value={value} copy={false} />
    </Section>
  );
}

function ErrorPart({ data }: { readonly data: StateData }) {
  const attempts = data.visit.attempts.length;
  const title = attempts > 1 ? `Error of attempt ${attempts}` : 'Error';
  const { error, cause } = data.error ?? {};
  return (
    <Section
      title={title}
      aside={<CopyButton label="Copy the error" text={() => JSON.stringify(data.error, null, 2)} />}
    >
      <ErrorBox error={error || 'No error name'} cause={cause} />
    </Section>
  );
}

function AttemptsPart({ visit }: { readonly visit: Visit }) {
  return (
    <Section title="Attempts">
      <ol className={styles.attempts}>
        {visit.attempts.map((attempt, at) => (
          <li key={attempt.start}>
            <StatusMark status={attempt.status} size={14} label={stateStatusWords[attempt.status]} />
            <span>Attempt {at + 1}</span>
            <span className={styles.place}>
              {attempt.end === null ? 'under way' : duration(attempt.end - attempt.start)}
            </span>
            <span className={styles.attemptError}>{attempt.error}</span>
            {attempt.retryDelay === undefined ? null : (
              <span className={styles.wait}>waits {duration(attempt.retryDelay)}</span>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
