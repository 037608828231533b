import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { isArray, isObject, type JsonObject, type JsonValue, objectOf, own } from '../../base/json';
import { isWithin, type Path } from '../../base/pointer';
import type { PathOp } from '../../model/change';
import { newComparison } from '../../model/commands';
import { catchLabel, ruleLabel } from '../../model/labels';
import { problemKey } from '../../model/problem';
import { fieldsIn } from '../../model/stateTypes';
import type { FieldDescriptor } from '../../model/stateTypes/types';
import type { State } from '../../model/workflow';
import type { Studio } from '../../studio/types';
import { Button, IconButton, useVisitData } from '../../ui';
import {
  ArrowDown,
  ArrowRight,
  ArrowUp,
  ChevronDown,
  ChevronRight,
  Plus,
  SeverityMark,
  Trash2,
} from '../../ui/icons';
import { RuleAnswerLine } from '../condition/RuleAnswerLine';
import { RuleCondition } from '../condition/RuleCondition';
import { FieldSections } from '../FieldSections';
import { problemsBeside, worstOf } from '../fieldProblems';
import styles from '../Inspector.module.css';
import { ProblemLines } from '../ProblemLines';
import { RetryPlot } from '../RetryPlot';
import { useProblems } from '../useField';
import { useListOps } from '../useListOps';
import { useShownVisit } from '../useShownVisit';
import { JsonControl } from './JsonControl';
import type { ControlProps } from './types';

/** What one entry of a list is called, for its buttons and its title. */
const entryNames: Readonly<Record<string, string>> = { Retry: 'retrier', Catch: 'catcher', Choices: 'rule' };

/** A list of objects with fields of their own, a card each, in the order in which they are tried. */
export function ListControl(props: ControlProps) {
  const { studio, field, access, state } = props;
  const [opened, setOpened] = useState<ReadonlySet<number>>(
    () => new Set(isArray(access.value) && access.value.length === 1 ? [0] : []),
  );
  useOpenedByProblem(studio, access.path, (at) => setOpened((before) => new Set(before).add(at)));
  const ops = useListOps(studio, access.path);
  if (!field.fields || (access.value !== undefined && !isArray(access.value)))
    return <JsonControl {...props} />;
  const items = isArray(access.value) ? access.value : [];
  const noun = entryNames[field.name] ?? 'entry';
  const fields = fieldsIn(field.fields, state?.queryLanguage ?? 'JSONPath');

  const toggle = (at: number): void => {
    const next = new Set(opened);
    if (!next.delete(at)) next.add(at);
    setOpened(next);
  };

  return (
    <div className={styles.list}>
      {items.map((item, at) => (
        <Entry
          // Entries have no identity but their place; their controls follow the value there.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={at}
          studio={studio}
          state={state}
          fields={fields}
          listName={field.name}
          item={item}
          path={[...access.path, at]}
          number={at + 1}
          count={items.length}
          noun={noun}
          open={opened.has(at)}
          onToggle={() => toggle(at)}
          onMove={(by) => ops.move(at, at + by, noun)}
          onRemove={() => ops.remove(at, items.length, noun)}
        />
      ))}
      <Button
        look="link"
        className={styles.addEntry}
        icon={<Plus size={14} aria-hidden />}
        onClick={() => {
          const begun = newEntry(field, fields, studio, state);
          const { entry, besides } =
            field.name === 'Catch' ? withTarget(begun, studio, state) : { entry: begun, besides: [] };
          ops.add(items.length, entry, noun, besides);
          setOpened(new Set([...opened, items.length]));
        }}
      >
        {`Add ${noun}`}
      </Button>
    </div>
  );
}

/** Opens the entry that holds the problem shown with its fixes. */
function useOpenedByProblem(studio: Studio, path: Path, open: (at: number) => void): void {
  const shown = useStore(studio.view.store, (view) => view.problem);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another problem is shown
  useEffect(() => {
    if (shown === null) return;
    const { problems } = studio.document.store.getState();
    const problem = problems.find((each) => isWithin(each.path, path) && problemKey(each) === shown);
    const at = Number(problem?.path[path.length]);
    if (Number.isInteger(at)) open(at);
  }, [shown]);
}

interface EntryProps {
  readonly studio: Studio;
  readonly state: State | null;
  readonly fields: readonly FieldDescriptor[];
  readonly listName: string;
  readonly item: JsonValue;
  readonly path: Path;
  readonly number: number;
  readonly count: number;
  readonly noun: string;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onMove: (by: number) => void;
  readonly onRemove: () => void;
}

function Entry(props: EntryProps) {
  const { studio, state, fields, item, path, number, count, noun, open, onToggle, onMove, onRemove } = props;
  const title = entryTitle(props);
  const next = isObject(item) ? own(item, 'Next') : undefined;
  const problems = useProblems(studio, (problem) => isWithin(problem.path, path));
  const worst = worstOf(problems);
  const shown = noun === 'rule' ? fields.filter((field) => !isConditionField(field)) : fields;
  return (
    <div className={styles.entry}>
      <div className={styles.entryHead}>
        <button type="button" className={styles.entryTitle} aria-expanded={open} onClick={onToggle}>
          {open ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
          <span className={styles.entryNumber} data-kind={noun}>
            {number}
          </span>
          <span className={styles.entryText} title={title}>
            {title}
          </span>
          {worst && !open && (
            <SeverityMark
              severity={worst.severity}
              size={14}
              label={`${worst.severity}: ${worst.message}`}
              className={styles.entryMark}
            />
          )}
          {typeof next === 'string' && !open && (
            <span className={styles.entryTarget}>
              <ArrowRight size={12} aria-label="goes to" /> {next}
            </span>
          )}
        </button>
        {open && (
          <>
            <IconButton
              small
              label={`Move ${noun} ${number} up`}
              icon={<ArrowUp size={14} />}
              disabled={number === 1}
              onClick={() => onMove(-1)}
            />
            <IconButton
              small
              label={`Move ${noun} ${number} down`}
              icon={<ArrowDown size={14} />}
              disabled={number === count}
              onClick={() => onMove(1)}
            />
          </>
        )}
        <IconButton
          small
          danger
          label={`Remove ${noun} ${number}`}
          icon={<Trash2 size={14} />}
          onClick={onRemove}
        />
      </div>
      {open && (
        <div className={styles.entryBody}>
          {noun === 'rule' && state?.queryLanguage === 'JSONPath' && isObject(item) && (
            <RuleCondition studio={studio} rule={item} path={path} />
          )}
          {noun === 'rule' && <LastAnswer studio={studio} state={state} rule={item} at={number - 1} />}
          <ProblemLines
            studio={studio}
            problems={problemsBeside(problems, path, new Set(shown.map((field) => field.name)), none)}
          />
          <FieldSections studio={studio} fields={shown} path={path} value={item} state={state} plain />
          {noun === 'retrier' && isObject(item) && <RetryPlot retrier={item} />}
        </div>
      )}
    </div>
  );
}

interface LastAnswerProps {
  readonly studio: Studio;
  readonly state: State | null;
  readonly rule: JsonValue;
  readonly at: number;
}

function LastAnswer({ studio, state, rule, at }: LastAnswerProps) {
  const rules = useVisitData(studio.run.stateData, useShownVisit(studio, state))?.rules;
  return rules ? <RuleAnswerLine answers={rules} rule={rule} at={at} /> : null;
}

const none: ReadonlySet<string> = new Set();

/** The parts of a JSONPath condition are edited together, above the rule's other fields. */
const besideCondition = new Set(['Condition', 'Next', 'Output', 'Assign', 'Comment']);
const isConditionField = (field: FieldDescriptor): boolean => !besideCondition.has(field.name);

function entryTitle({ listName, item, state, noun, number }: EntryProps): string {
  if (!isObject(item)) return `${noun} ${number}`;
  if (listName === 'Choices') return ruleLabel(item, state?.queryLanguage ?? 'JSONPath');
  if (listName === 'Catch' || listName === 'Retry') return catchLabel(item);
  return `${noun} ${number}`;
}

/** An entry to begin with: the fields that must be there, and for rules a condition to change. */
function newEntry(
  list: FieldDescriptor,
  fields: readonly FieldDescriptor[],
  studio: Studio,
  state: State | null,
): JsonObject {
  const entries: [string, JsonValue][] = [];
  if (list.name === 'Choices' && state?.queryLanguage === 'JSONPath') {
    entries.push(...Object.entries(newComparison));
  }
  for (const field of fields) {
    if (field.required !== true) continue;
    if (field.kind === 'stateName') entries.push([field.name, likelyTarget(studio, state)]);
    else if (field.initialValue !== undefined) entries.push([field.name, field.initialValue]);
  }
  return objectOf(entries);
}

/**
 * An entry with what it needs beside it. A catcher that could only lead back to its own state, to be tried for ever,
 * gets a Fail state to go to.
 */
function withTarget(
  entry: JsonObject,
  studio: Studio,
  state: State | null,
): { readonly entry: JsonObject; readonly besides: readonly PathOp[] } {
  if (!state || own(entry, 'Next') !== state.name) return { entry, besides: [] };
  const { workflow } = studio.document.store.getState();
  const taken = new Set(
    workflow.machines.get(state.machine)?.states.map((pointer) => workflow.states.get(pointer)?.name),
  );
  let name = 'Failed';
  for (let number = 2; taken.has(name); number++) name = `Failed ${number}`;
  return {
    entry: objectOf([...Object.entries(entry).filter(([key]) => key !== 'Next'), ['Next', name]]),
    besides: [{ op: 'set', path: [...state.path.slice(0, -1), name], value: { Type: 'Fail' } }],
  };
}

/** A state to go to for a start: where the state goes already, else another one of its machine. */
function likelyTarget(studio: Studio, state: State | null): string {
  const { workflow } = studio.document.store.getState();
  const present = state?.transitions.find((transition) => transition.target !== null)?.targetName;
  const machine = workflow.machines.get(state?.machine ?? '');
  const other = machine?.states.find((pointer) => pointer !== state?.pointer);
  return present ?? workflow.states.get(other ?? '')?.name ?? state?.name ?? '';
}
