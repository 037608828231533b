import { type ComponentType, type ReactNode, Suspense } from 'react';
import { Canvas } from '../../canvas';
import { Editor } from '../../editor';
import { Info, Inspector } from '../../inspector';
import { FailureStrip, ProblemsPanel, RunBar, SimulationPanel } from '../../run';
import type { Studio } from '../../studio/types';
import { ErrorBoundary, SkeletonLines } from '../../ui';

type PaneOf = ComponentType<{ readonly studio: Studio }>;

/** A pane that may load and may fail, without taking the rest with it. */
function guarded(name: string, Inner: PaneOf, waiting: ReactNode = <SkeletonLines />): PaneOf {
  return function Guarded({ studio }) {
    return (
      <ErrorBoundary name={name}>
        <Suspense fallback={waiting}>
          <Inner studio={studio} />
        </Suspense>
      </ErrorBoundary>
    );
  };
}

export const CanvasPane = guarded('The canvas', Canvas);
export const EditorPane = guarded('The editor', Editor, <SkeletonLines lines={14} />);
export const InspectorPane = guarded('The inspector', Inspector);
export const InfoPane = guarded('Info', Info);
export const RunBarPane = guarded('The run bar', RunBar);
export const SimulationPane = guarded('The simulation panel', SimulationPanel);
export const ProblemsPane = guarded('Problems', ProblemsPanel);
export const FailurePane = guarded('The failure strip', FailureStrip, null);
