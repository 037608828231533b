import { EditDataDialog } from '../../run/branches/EditDataDialog';
import { BreakpointDialog } from '../../run/breakpoints/BreakpointDialog';
import { TestStateDialog } from '../../run/testState/TestStateDialog';
import type { ViewState } from '../../studio/viewDoor';
import { useStudio } from '../StudioContext';
import { ExamplesDialog } from './ExamplesDialog';
import { ExportDialog } from './ExportDialog';
import { ShortcutsDialog } from './ShortcutsDialog';

/** The dialogs that open from actions; loaded with the first of them. */
export default function Dialogs({ dialog }: { readonly dialog: ViewState['dialog'] }) {
  const studio = useStudio();
  if (dialog === 'testState') return <TestStateDialog studio={studio} />;
  if (dialog === 'editData') return <EditDataDialog studio={studio} />;
  if (dialog === 'breakpoint') return <BreakpointDialog studio={studio} />;
  if (dialog === 'shortcuts') return <ShortcutsDialog />;
  if (dialog === 'examples') return <ExamplesDialog />;
  if (dialog === 'export') return <ExportDialog />;
  return null;
}
