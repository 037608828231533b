import { duration } from '../../base/duration';
import type { NestedExecution, Visit } from '../../engine/messages';
import type { Studio } from '../../studio/types';
import { Button, Section } from '../../ui';
import { StatusMark } from '../../ui/icons';
import { useRun } from '../useRun';
import { nestedMark, nestedName, nestedStatus } from '../words';
import styles from './data.module.css';

/** The executions that a visit of a Task has started, with the way to their events. */
export function StartedExecutions({ studio, visit }: { readonly studio: Studio; readonly visit: Visit }) {
  const all = useRun(studio, (state) => state.nested);
  const started = all.filter((each) => each.visit === visit.id);
  if (started.length === 0) return null;
  return (
    <Section title="Executions started">
      <ol className={styles.attempts}>
        {started.map((each) => (
          <li key={each.executionArn}>
            <StatusMark status={nestedMark(each.status)} size={14} still label={nestedStatus(each)} />
            <span className={styles.started} title={each.executionArn}>
              {nestedName(each)}
            </span>
            <span className={styles.place}>{timeOf(each)}</span>
            <span className={styles.attemptError}>{each.error}</span>
            <Button
              small
              onClick={() => {
                studio.run.showNested([each.executionArn]);
                studio.view.set({ bottomTab: 'events' });
              }}
            >
              Show its events
            </Button>
          </li>
        ))}
      </ol>
    </Section>
  );
}

const timeOf = ({ startedAt, endedAt }: NestedExecution): string =>
  endedAt === null ? 'under way' : duration(endedAt - startedAt);
