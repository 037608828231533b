import { useEffect, useMemo, useState } from 'react';
import type { Standing } from '../../engine/messages';
import type { Workflow } from '../../model/workflow';
import type { Studio } from '../../studio/types';
import {
  Button,
  CodeField,
  Dialog,
  EmptyState,
  Field,
  FieldRow,
  SegmentedControl,
  Select,
  SkeletonLines,
  TextField,
} from '../../ui';
import { Play } from '../../ui/icons';
import { stateName, useDocument, useRun } from '../useRun';
import styles from './branches.module.css';
import { changeOf, type DataDraft, draftOf, type Place } from './dataDraft';

/** Changes data in a past moment of the run, and goes on from there as a new branch. */
export function EditDataDialog({ studio }: { readonly studio: Studio }) {
  const run = useRun(studio, (state) => state.run);
  const event = useRun(studio, (state) => state.selectedEvent ?? state.eventCount);
  const standing = useStanding(studio, event);
  const close = () => studio.view.set({ dialog: null });
  if (standing !== null && standing.length > 0) {
    return <DataForm studio={studio} run={run ?? 0} event={event} standing={standing} onClose={close} />;
  }
  return (
    <Dialog open title="Edit data here" onClose={close} footer={<Button onClick={close}>Close</Button>}>
      {standing === null ? (
        <SkeletonLines lines={4} />
      ) : (
        <EmptyState
          text={`After event ${event} no state is about to begin and no task waits for its answer. Choose an event just before a state is entered, or one while a task runs.`}
        />
      )}
    </Dialog>
  );
}

/** Where data can be changed after an event, the event's own state first; null while it is not known. */
function useStanding(studio: Studio, event: number): readonly Place[] | null {
  const [standing, setStanding] = useState<readonly Place[] | null>(null);
  useEffect(() => {
    let wanted = true;
    void placesAt(studio, event).then((found) => {
      if (wanted) setStanding(found);
    });
    return () => {
      wanted = false;
    };
  }, [studio, event]);
  return standing;
}

async function placesAt(studio: Studio, event: number): Promise<readonly Place[]> {
  const [found, page] = await Promise.all([
    studio.run.standingAt(event),
    studio.run.events({ from: event - 1, count: 1 }),
  ]);
  const visit = page.events[0]?.visit ?? null;
  const places = await Promise.all(found.slice(0, placeLimit).map((each) => withResult(studio, each)));
  return [...places].sort((left, right) => Number(right.visit === visit) - Number(left.visit === visit));
}

/** Places that can be chosen from. */
const placeLimit = 40;

/** With what the task gave then. */
async function withResult(studio: Studio, place: Standing): Promise<Place> {
  if (place.stands !== 'waiting') return place;
  const data = await studio.run.stateData(place.visit);
  const result = data?.stages.find(({ name }) => name === 'result')?.value;
  return result === undefined ? place : { ...place, result };
}

interface DataFormProps {
  readonly studio: Studio;
  readonly run: number;
  readonly event: number;
  readonly standing: readonly Place[];
  readonly onClose: () => void;
}

function DataForm({ studio, run, event, standing, onClose }: DataFormProps) {
  const workflow = useDocument(studio, (document) => document.workflow);
  const [at, setAt] = useState(0);
  const place = standing[at] ?? standing[0];
  const [drafts, setDrafts] = useState<ReadonlyMap<number, DataDraft>>(new Map());
  const draft = useMemo(() => (place ? (drafts.get(place.thread) ?? draftOf(place)) : null), [drafts, place]);
  if (!place || !draft) return null;
  const { request, problems, same } = changeOf(place, draft);
  const change = (patch: Partial<DataDraft>) =>
    setDrafts((before) => new Map([...before, [place.thread, { ...draft, ...patch }]]));
  const goOn = async (paused: boolean) => {
    if (!request) return;
    const done = await studio.run.branch({ ...request, event, thread: place.thread, paused });
    if (done) {
      studio.run.selectEvent(null);
      onClose();
    } else studio.view.notify('The data does not fit in this moment.', 'error');
  };
  const reason =
    problems.size > 0 ? 'Something here is no JSON yet' : same ? 'Nothing is changed yet' : undefined;
  return (
    <Dialog
      open
      title="Edit data here"
      width={620}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button disabled={reason !== undefined} reason={reason} onClick={() => void goOn(true)}>
            Continue paused
          </Button>
          <Button
            look="primary"
            icon={<Play size={14} fill="currentColor" aria-hidden />}
            disabled={reason !== undefined}
            reason={reason}
            onClick={() => void goOn(false)}
          >
            Continue from here
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.prose}>
          The execution goes on as a new branch of run {run} from event {event}. Run {run} stays as it is.
        </p>
        {standing.length > 1 ? (
          <Field label="Where">
            <Select
              value={String(at)}
              options={standing.map((each, index) => ({
                value: String(index),
                label: placeWords(each, workflow),
              }))}
              onChange={(index) => setAt(Number(index))}
            />
          </Field>
        ) : (
          <p className={styles.place}>{placeWords(place, workflow)}</p>
        )}
        {place.stands === 'waiting' ? (
          <AnswerFields draft={draft} problems={problems} onChange={change} />
        ) : (
          <DataFields place={place} draft={draft} problems={problems} onChange={change} />
        )}
      </div>
    </Dialog>
  );
}

/** `Before Charge card is entered`, `In Charge card, #2: its task waits for an answer`. */
function placeWords({ state, stands, frames }: Standing, workflow: Workflow): string {
  const frame = frames.at(-1);
  const where = frame
    ? frame.kind === 'iteration'
      ? `, #${frame.index}`
      : `, branch ${frame.index + 1}`
    : '';
  const name = `${stateName(workflow, state)}${where}`;
  if (stands === 'before') return `Before ${name} is entered`;
  return stands === 'entered'
    ? `In ${name}, before its work begins`
    : `In ${name}: its task waits for an answer`;
}

interface FieldsProps {
  readonly draft: DataDraft;
  readonly problems: ReadonlyMap<string, { readonly line: number; readonly text: string }>;
  readonly onChange: (patch: Partial<DataDraft>) => void;
}

function DataFields({ place, draft, problems, onChange }: FieldsProps & { readonly place: Standing }) {
  return (
    <>
      <Field
        label="Input"
        error={problems.get('input')?.text}
        hint={
          place.stands === 'entered'
            ? 'The history told the input at the entry already; the work of the state sees this one.'
            : undefined
        }
      >
        <CodeField
          minLines={6}
          value={draft.input}
          errorLine={problems.get('input')?.line}
          onChange={(input) => onChange({ input })}
        />
      </Field>
      <Field label="Variables" error={problems.get('variables')?.text}>
        <CodeField
          value={draft.variables}
          errorLine={problems.get('variables')?.line}
          onChange={(variables) => onChange({ variables })}
        />
      </Field>
    </>
  );
}

function AnswerFields({ draft, problems, onChange }: FieldsProps) {
  return (
    <>
      <SegmentedControl<DataDraft['answer']>
        small
        label="Answer"
        value={draft.answer}
        options={[
          { value: 'result', label: 'A result' },
          { value: 'error', label: 'An error' },
        ]}
        onChange={(answer) => onChange({ answer })}
      />
      {draft.answer === 'result' ? (
        <Field label="Task result" error={problems.get('result')?.text}>
          <CodeField
            minLines={6}
            value={draft.result}
            errorLine={problems.get('result')?.line}
            onChange={(result) => onChange({ result })}
          />
        </Field>
      ) : (
        <FieldRow>
          <Field label="Error">
            <TextField
              mono
              value={draft.error}
              placeholder="States.TaskFailed"
              onChange={(error) => onChange({ error })}
            />
          </Field>
          <Field label="Cause">
            <TextField value={draft.cause} onChange={(cause) => onChange({ cause })} />
          </Field>
        </FieldRow>
      )}
    </>
  );
}
