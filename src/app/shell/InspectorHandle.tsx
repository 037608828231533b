import { IconButton } from '../../ui';
import { PanelRight } from '../../ui/icons';
import { useStudio, useView } from '../StudioContext';

/** Brings the inspector back. In the bar, where it covers nothing of what took the inspector's room. */
export function InspectorHandle() {
  const studio = useStudio();
  const open = useView((state) => state.inspectorOpen);
  if (open) return null;
  return (
    <IconButton
      label="Show the inspector"
      side="left"
      icon={<PanelRight size={16} aria-hidden />}
      onClick={() => studio.view.set({ inspectorOpen: true })}
    />
  );
}
