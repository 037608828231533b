import { useStore } from 'zustand';
import { workflowFields } from '../model/stateTypes';
import { notBegun } from '../studio/problems';
import type { Studio } from '../studio/types';
import { DraftField, Field, FieldRow, Section, Select } from '../ui';
import { Workflow as WorkflowIcon } from '../ui/icons';
import { FieldView } from './FieldView';
import { problemsBeside } from './fieldProblems';
import styles from './Inspector.module.css';
import { ProblemLines } from './ProblemLines';
import { useProblems } from './useField';

/** The settings of the whole workflow. */
export function WorkflowInspector({ studio }: { readonly studio: Studio }) {
  const name = useStore(studio.document.store, (state) => state.name);
  const type = useStore(studio.document.store, (state) => state.type);
  const empty = useStore(studio.document.store, notBegun);
  // Those in states belong to them.
  const own = useProblems(studio, (problem) => problem.state === null);
  const beside = empty ? [] : problemsBeside(own, [], fieldNames, noMachines);
  return (
    <>
      <header className={styles.header}>
        <span className={styles.workflowTile}>
          <WorkflowIcon size={18} aria-hidden />
        </span>
        <div className={styles.heading}>
          <h2 className={styles.title}>
            <span className={styles.titleText}>{name === 'untitled' ? 'Untitled workflow' : name}</span>
          </h2>
          <p className={styles.subtitle}>Settings of the whole workflow</p>
        </div>
      </header>
      <div className={styles.body} data-inspector-body="">
        {beside.length > 0 ? (
          <div className={styles.problems}>
            <ProblemLines studio={studio} problems={beside} />
          </div>
        ) : null}
        <Section title="Workflow">
          <div className={styles.fields}>
            <Field label="Name">
              <DraftField value={name} onSave={(next) => studio.document.rename(next)} />
            </Field>
            <FieldRow>
              <Field label="Type" onInfo={() => studio.view.set({ info: typeTopic, infoOpen: true })}>
                <Select
                  value={type}
                  options={[
                    { value: 'STANDARD', label: 'Standard', detail: 'Up to a year, each step exactly once' },
                    { value: 'EXPRESS', label: 'Express', detail: 'Up to five minutes, at least once' },
                  ]}
                  onChange={(next) => studio.document.setType(next)}
                />
              </Field>
              <WorkflowField studio={studio} name="QueryLanguage" />
            </FieldRow>
            <WorkflowField studio={studio} name="StartAt" />
            <WorkflowField studio={studio} name="Comment" />
          </div>
        </Section>
        <Section title="Limits" defaultOpen={false}>
          <div className={styles.fields}>
            <WorkflowField studio={studio} name="TimeoutSeconds" />
            <WorkflowField studio={studio} name="Version" />
          </div>
        </Section>
      </div>
    </>
  );
}

function WorkflowField({ studio, name }: { readonly studio: Studio; readonly name: string }) {
  const field = workflowFields.find((each) => each.name === name);
  return field ? <FieldView studio={studio} field={field} path={[name]} state={null} /> : null;
}

const fieldNames: ReadonlySet<string> = new Set([
  'QueryLanguage',
  'StartAt',
  'Comment',
  'TimeoutSeconds',
  'Version',
]);
const noMachines: ReadonlySet<string> = new Set();
const typeTopic = { kind: 'field', stateType: null, path: ['type'] } as const;
