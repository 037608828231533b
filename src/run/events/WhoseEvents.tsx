import { useEffect, useState } from 'react';
import type { NestedExecution } from '../../engine/messages';
import type { Studio } from '../../studio/types';
import { Select, type SelectOption } from '../../ui';
import { StatusMark } from '../../ui/icons';
import { useRun } from '../useRun';
import { nestedMark, nestedName, nestedStatus } from '../words';
import styles from './events.module.css';

/** Whose events are shown: the run's, or those of an execution that it started. Nothing where it started none. */
export function WhoseEvents({ studio }: { readonly studio: Studio }) {
  const path = useRun(studio, (state) => state.shownNested);
  const own = useRun(studio, (state) => state.nested);
  const around = useStartedBy(studio, path.slice(0, -1), own);
  const inside = useStartedBy(studio, path, own);
  if (own.length === 0) return null;
  const paths = new Map<string, readonly string[]>([['', []]]);
  const options: SelectOption[] = [{ value: '', label: 'This execution' }];
  const add = (each: NestedExecution, to: readonly string[], within: string): void => {
    const value = JSON.stringify(to);
    if (paths.has(value)) return;
    paths.set(value, to);
    options.push({
      value,
      label: `${nestedName(each)} · ${nestedStatus(each)}`,
      detail: within,
      icon: <StatusMark status={nestedMark(each.status)} size={14} still />,
    });
  };
  for (const each of own) add(each, [each.executionArn], '');
  // Those that are further down are reached step by step.
  for (const each of around) add(each, [...path.slice(0, -1), each.executionArn], 'nested further');
  for (const each of inside) add(each, [...path, each.executionArn], 'started by the one shown');
  return (
    <span className={styles.whose}>
      <Select
        label="Whose events"
        value={path.length === 0 ? '' : JSON.stringify(path)}
        options={options}
        onChange={(value) => studio.run.showNested(paths.get(value) ?? [])}
      />
    </span>
  );
}

/** What the execution at the end of a path has started; of the run itself it is known. */
function useStartedBy(
  studio: Studio,
  path: readonly string[],
  own: readonly NestedExecution[],
): readonly NestedExecution[] {
  const [found, setFound] = useState<readonly NestedExecution[]>([]);
  const key = JSON.stringify(path);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with news of the run, there may be more
  useEffect(() => {
    let wanted = true;
    const steps: readonly string[] = JSON.parse(key);
    if (steps.length === 0) setFound([]);
    else {
      void studio.run.nestedExecutions(steps).then((all) => {
        if (wanted) setFound(all);
      });
    }
    return () => {
      wanted = false;
    };
  }, [studio, key, own]);
  return found;
}
