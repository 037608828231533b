import { useStore } from 'zustand';
import { fieldsIn, workflowFields } from '../model/stateTypes';
import type { Studio } from '../studio/types';
import { DraftField, Field, Section, Select } from '../ui';
import { Workflow as WorkflowIcon } from '../ui/icons';
import { FieldSections } from './FieldSections';
import styles from './Inspector.module.css';

const root: readonly string[] = [];

/** The settings of the whole workflow. */
export function WorkflowInspector({ studio }: { readonly studio: Studio }) {
  const name = useStore(studio.document.store, (state) => state.name);
  const type = useStore(studio.document.store, (state) => state.type);
  const workflow = useStore(studio.document.store, (state) => state.workflow);
  const fields = fieldsIn(
    workflowFields.filter((field) => field.name !== 'States'),
    workflow.root.queryLanguage,
  );
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
        <Section title="Name and type">
          <div className={styles.fields}>
            <Field label="Name">
              <DraftField value={name} onSave={(next) => studio.document.rename(next)} />
            </Field>
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
          </div>
        </Section>
        <FieldSections studio={studio} fields={fields} path={root} value={workflow.definition} state={null} />
      </div>
    </>
  );
}

const typeTopic = { kind: 'field', stateType: null, path: ['type'] } as const;
