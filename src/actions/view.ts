import type { Studio } from '../studio/types';
import type { Mode, Theme } from '../studio/viewDoor';
import { openProblems } from './goTo';
import type { Action } from './types';

const view = (studio: Studio) => studio.view.store.getState();
const canvasShown = (studio: Studio): boolean => view(studio).mode !== 'code';

const mode = (value: Mode, label: string, key: string, icon: string): Action => ({
  id: `view.${value}`,
  label,
  category: 'View',
  icon,
  shortcuts: [`Alt+${key}`],
  scope: 'everywhere',
  perform: (studio) => studio.view.set({ mode: value }),
});

const theme = (value: Theme, label: string, icon: string): Action => ({
  id: `view.theme.${value}`,
  label,
  category: 'View',
  icon,
  perform: (studio) => studio.view.set({ theme: value }),
});

export const viewActions: readonly Action[] = [
  mode('design', 'Design mode', '1', 'Workflow'),
  mode('split', 'Split mode', '2', 'Columns2'),
  mode('code', 'Code mode', '3', 'Code'),
  {
    id: 'view.zoomIn',
    label: 'Zoom in',
    category: 'View',
    icon: 'ZoomIn',
    shortcuts: ['+', '='],
    enabled: canvasShown,
    perform: (studio) => studio.view.ask('zoomIn'),
  },
  {
    id: 'view.zoomOut',
    label: 'Zoom out',
    category: 'View',
    icon: 'ZoomOut',
    shortcuts: ['-'],
    enabled: canvasShown,
    perform: (studio) => studio.view.ask('zoomOut'),
  },
  {
    id: 'view.fit',
    label: 'Fit view',
    category: 'View',
    icon: 'Maximize',
    shortcuts: ['0'],
    enabled: canvasShown,
    perform: (studio) => studio.view.ask('fit'),
  },
  {
    id: 'view.direction',
    label: 'Change layout direction',
    category: 'View',
    icon: 'ArrowDown',
    enabled: canvasShown,
    perform: (studio) => studio.view.set({ direction: view(studio).direction === 'DOWN' ? 'RIGHT' : 'DOWN' }),
  },
  {
    id: 'view.foldAll',
    label: 'Fold all containers',
    category: 'View',
    icon: 'ListTree',
    enabled: canvasShown,
    perform: (studio) => {
      const states = [...studio.document.store.getState().workflow.states.values()];
      studio.view.set({
        collapsed: states.filter((state) => state.machines.length > 0).map((state) => state.pointer),
      });
    },
  },
  {
    id: 'view.unfoldAll',
    label: 'Unfold all containers',
    category: 'View',
    icon: 'ListTree',
    enabled: (studio) => view(studio).collapsed.length > 0,
    perform: (studio) => studio.view.set({ collapsed: [] }),
  },
  {
    id: 'view.minimap',
    label: 'Show or hide the minimap',
    category: 'View',
    icon: 'Map',
    enabled: canvasShown,
    perform: (studio) => studio.view.set({ minimapOpen: !view(studio).minimapOpen }),
  },
  {
    id: 'view.browser',
    label: 'Show or hide the states browser',
    category: 'View',
    icon: 'PanelLeft',
    shortcuts: ['Mod+B'],
    perform: (studio) => studio.view.set({ browserOpen: !view(studio).browserOpen }),
  },
  {
    id: 'view.inspector',
    label: 'Show or hide the inspector',
    category: 'View',
    icon: 'PanelRight',
    shortcuts: ['Alt+Mod+B'],
    perform: (studio) => studio.view.set({ inspectorOpen: !view(studio).inspectorOpen }),
  },
  {
    id: 'view.simulation',
    label: 'Show or hide the simulation panel',
    category: 'View',
    icon: 'PanelBottom',
    shortcuts: ['Mod+J'],
    perform: (studio) =>
      studio.view.set({ bottom: view(studio).bottom === 'simulation' ? null : 'simulation' }),
  },
  {
    id: 'view.problems',
    label: 'Check the definition',
    category: 'View',
    icon: 'Check',
    shortcuts: ['Shift+Mod+M'],
    scope: 'everywhere',
    perform: openProblems,
  },
  theme('light', 'Light theme', 'Sun'),
  theme('dark', 'Dark theme', 'Moon'),
  theme('system', 'Theme of the system', 'Monitor'),
];
