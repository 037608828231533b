import type { RunSummary } from '../../engine/messages';
import type { Studio } from '../../studio/types';
import { Menu } from '../../ui';
import { StatusMark } from '../../ui/icons';
import { BarTrigger } from '../ScenarioMenus';
import { useRun } from '../useRun';
import { statusWords } from '../words';

/** The runs that can be shown again, with where branches of them began. Nothing while there is one run alone. */
export function RunsMenu({ studio }: { readonly studio: Studio }) {
  const runs = useRun(studio, (state) => state.runs);
  const shown = useRun(studio, (state) => state.run);
  if (shown === null || runs.length < 2) return null;
  return (
    <Menu
      align="end"
      side="top"
      groups={[
        {
          label: 'Runs of this document',
          items: [...runs].reverse().map((run) => ({
            label: `Run ${run.run}`,
            detail: runWords(run),
            icon: <StatusMark status={run.status} size={14} still />,
            checked: run.run === shown,
            onSelect: () => void studio.run.chooseRun(run.run),
          })),
        },
      ]}
      trigger={
        <BarTrigger
          label="Run"
          value={`Run ${shown}`}
          bare
          spoken={spoken(runs.find(({ run }) => run === shown))}
        />
      }
    />
  );
}

/** `Branch of run 2 from event 14 · Failed`. */
export function runWords({ status, branchOf }: RunSummary): string {
  const origin = branchOf ? `Branch of run ${branchOf.run} from event ${branchOf.event} · ` : '';
  return `${origin}${statusWords[status]}`;
}

const spoken = (run: RunSummary | undefined): string => (run ? `${run.run}, ${runWords(run)}` : '');
