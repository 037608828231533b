import { useMemo, useState } from 'react';
import { type JsonValue, objectOf } from '../base/json';
import type { StateData } from '../engine/messages';
import { dataStages } from '../model/dataStages';
import type { State } from '../model/workflow';
import type { Studio } from '../studio/types';
import { CopyButton, DataStages, Section, Switch, useVisitData } from '../ui';
import styles from './Inspector.module.css';
import { useShownVisit } from './useShownVisit';

interface DataOfRunProps {
  readonly studio: Studio;
  readonly state: State;
}

/** What each field of the data flow made of the data in the last run; nothing before a run has come by. */
export function DataOfRun({ studio, state }: DataOfRunProps) {
  const data = useVisitData(studio.run.stateData, useShownVisit(studio, state));
  const [brief, setBrief] = useState(true);
  const stages = useMemo(() => (data ? stagesOf(state, data) : []), [state, data]);
  if (!data || stages.length === 0) return null;
  const { output } = data;
  return (
    <Section title="Data of the run" aside={<span className={styles.aside}>{whichVisit(data)}</span>}>
      <div className={styles.dataHead}>
        <Switch label="Changes only" checked={brief} onChange={setBrief} />
        {output !== undefined && (
          <CopyButton label="Copy the output" text={() => JSON.stringify(output, null, 2)} />
        )}
      </div>
      <DataStages stages={stages} brief={brief} />
    </Section>
  );
}

function stagesOf(state: State, { input, stages, variables, output }: StateData) {
  const data = objectOf([
    ...(input === undefined ? [] : [['input', input] as const]),
    ['variables', variables] as const,
    ...stages.map(({ name, value }): readonly [string, JsonValue] => [name, value]),
  ]);
  return dataStages(state, { data, ...(output === undefined ? {} : { output }) });
}

/** `#2 · visit 3 · attempt 2`, as far as there is more than one. */
function whichVisit({ visit }: StateData): string {
  const frame = visit.frames.at(-1);
  const words = [
    frame?.kind === 'iteration' ? `#${frame.index}` : '',
    visit.ordinal > 0 ? `visit ${visit.ordinal + 1}` : '',
    visit.attempts.length > 1 ? `attempt ${visit.attempts.length}` : '',
  ].filter(Boolean);
  return words.length > 0 ? words.join(' · ') : 'last visit';
}
