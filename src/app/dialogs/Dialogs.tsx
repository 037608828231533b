import type { ViewState } from '../../studio/types';
import { ExamplesDialog } from './ExamplesDialog';
import { ExportDialog } from './ExportDialog';
import { ShortcutsDialog } from './ShortcutsDialog';

/** The dialogs that open from actions; loaded with the first of them. */
export default function Dialogs({ dialog }: { readonly dialog: ViewState['dialog'] }) {
  if (dialog === 'shortcuts') return <ShortcutsDialog />;
  if (dialog === 'examples') return <ExamplesDialog />;
  if (dialog === 'export') return <ExportDialog />;
  return null;
}
