import { Component, type ReactNode, Suspense } from 'react';
import type { ViewDoor } from '../studio/viewDoor';
import { LoadFailure, lazyPart, nextTry, TryContext } from '../ui';
import { useStudio, useView } from './StudioContext';

export const loadPalette = () => import('./palette/Palette');
const Palette = lazyPart(loadPalette);
const Dialogs = lazyPart(() => import('./dialogs/Dialogs'));

/** What stands over the window: the palette, and the dialogs that open from actions. */
export function Overlays() {
  const { view } = useStudio();
  const dialog = useView((state) => state.dialog);
  // The canvas has a find box of its own; without it the palette finds states.
  const findHere = useView((state) => state.dialog === 'find' && state.mode === 'code');
  return (
    <OverlayBoundary key={dialog} view={view}>
      <Suspense fallback={null}>
        {dialog === 'palette' || findHere ? <Palette statesOnly={findHere} /> : null}
        {dialog === null || dialog === 'palette' || dialog === 'find' ? null : <Dialogs dialog={dialog} />}
      </Suspense>
    </OverlayBoundary>
  );
}

interface BoundaryProps {
  readonly view: ViewDoor;
  readonly children: ReactNode;
}

/** An overlay that fails is closed, and the failure told: there is no place where it could stand. */
class OverlayBoundary extends Component<BoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };
  readonly #attempt = nextTry();

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    const { view } = this.props;
    const reason = error instanceof Error ? error.message : String(error);
    const what = error instanceof LoadFailure ? 'It could not be loaded' : 'It stopped working';
    view.set({ dialog: null });
    view.notify(`${what}: ${reason}`, 'error');
  }

  override render(): ReactNode {
    if (this.state.failed) return null;
    return <TryContext value={this.#attempt}>{this.props.children}</TryContext>;
  }
}
