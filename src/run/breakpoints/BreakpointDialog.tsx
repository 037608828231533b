import { breakpointAt, newBreakpointId } from '../../studio/runBreakpoints';
import type { Studio } from '../../studio/types';
import { useScenario, useView } from '../useRun';
import { BreakpointForm } from './BreakpointForm';

/** The breakpoint before the selected state, or a new one. */
export function BreakpointDialog({ studio }: { readonly studio: Studio }) {
  const state = useView(studio, (view) => view.selection.at(-1) ?? null);
  const stops = useScenario(studio, (scenario) => scenario.stops);
  const there = state === null ? undefined : breakpointAt(stops, state);
  return (
    <BreakpointForm
      studio={studio}
      title={there ? 'Edit the breakpoint' : 'Add a breakpoint'}
      first={there ?? { id: newBreakpointId(stops), enabled: true, kind: 'state', state }}
      onSave={studio.run.setBreakpoint}
      {...(there ? { onRemove: () => studio.run.removeBreakpoint(there.id) } : {})}
      onClose={() => studio.view.set({ dialog: null })}
    />
  );
}
