import type { Mode } from '../../studio/viewDoor';
import { SegmentedControl } from '../../ui';
import { useStudio, useView } from '../StudioContext';

const modes: readonly { readonly value: Mode; readonly label: string }[] = [
  { value: 'design', label: 'Design' },
  { value: 'split', label: 'Split' },
  { value: 'code', label: 'Code' },
];

/** Chooses what stands in the middle: the canvas, the text, or both. */
export function ModeControl() {
  const studio = useStudio();
  const mode = useView((state) => state.mode);
  return (
    <SegmentedControl
      label="Mode"
      value={mode}
      options={modes}
      onChange={(next) => studio.view.set({ mode: next })}
    />
  );
}
