import type { RunState } from '../studio/runDoor';
import type { Studio } from '../studio/types';
import type { Action } from './types';

const status = (studio: Studio): RunState['status'] => studio.run.store.getState().status;
const isActive = (studio: Studio): boolean => ['running', 'paused'].includes(status(studio));
const isPaused = (studio: Studio): boolean => status(studio) === 'paused';
const dialog = (studio: Studio): string | null => studio.view.store.getState().dialog;
const hasOneSelected = (studio: Studio): boolean => studio.view.store.getState().selection.length === 1;

export const runActions: readonly Action[] = [
  {
    id: 'run.start',
    label: 'Start execution',
    category: 'Run',
    icon: 'Play',
    shortcuts: ['Mod+Enter'],
    scope: 'everywhere',
    // In the dialog of a state's test the same keys run the test.
    enabled: (studio) =>
      !isActive(studio) &&
      dialog(studio) !== 'testState' &&
      studio.document.store.getState().workflow.states.size > 0,
    perform: (studio) => studio.run.start(),
  },
  {
    id: 'run.startPaused',
    label: 'Start execution paused',
    category: 'Run',
    icon: 'StepForward',
    enabled: (studio) => !isActive(studio) && studio.document.store.getState().workflow.states.size > 0,
    perform: (studio) => studio.run.start({ paused: true }),
  },
  {
    id: 'run.pause',
    label: 'Pause',
    category: 'Run',
    icon: 'Pause',
    shortcuts: ['F6'],
    scope: 'everywhere',
    enabled: (studio) => status(studio) === 'running',
    perform: (studio) => studio.run.pause(),
  },
  {
    id: 'run.resume',
    label: 'Resume',
    category: 'Run',
    icon: 'Play',
    shortcuts: ['Shift+F6'],
    scope: 'everywhere',
    enabled: isPaused,
    perform: (studio) => studio.run.resume(),
  },
  {
    id: 'run.stepOver',
    label: 'Step over',
    category: 'Run',
    icon: 'StepForward',
    shortcuts: ['F10'],
    scope: 'everywhere',
    enabled: isPaused,
    perform: (studio) => studio.run.step('over'),
  },
  {
    id: 'run.stepInto',
    label: 'Step into',
    category: 'Run',
    icon: 'CornerDownRight',
    shortcuts: ['F9'],
    scope: 'everywhere',
    enabled: isPaused,
    perform: (studio) => studio.run.step('into'),
  },
  {
    id: 'run.stepBack',
    label: 'Step back',
    category: 'Run',
    icon: 'StepBack',
    shortcuts: ['Shift+F9'],
    scope: 'everywhere',
    enabled: (studio) => studio.run.store.getState().run !== null && status(studio) !== 'running',
    perform: (studio) => studio.run.step('back'),
  },
  {
    id: 'run.stop',
    label: 'Stop',
    category: 'Run',
    icon: 'Square',
    shortcuts: ['Shift+Mod+Enter'],
    scope: 'everywhere',
    enabled: isActive,
    perform: (studio) => studio.run.stop(),
  },
  {
    id: 'run.clear',
    label: 'Clear the run',
    category: 'Run',
    icon: 'RotateCcw',
    enabled: (studio) => studio.run.store.getState().run !== null && !isActive(studio),
    perform: (studio) => studio.run.clear(),
  },
  {
    id: 'run.redrive',
    label: 'Redrive',
    category: 'Run',
    icon: 'RotateCw',
    enabled: (studio) => ['failed', 'timed-out', 'aborted'].includes(status(studio)),
    perform: (studio) => studio.run.redrive(),
  },
  {
    id: 'run.letTimePass',
    label: 'Let time pass',
    category: 'Run',
    icon: 'FastForward',
    enabled: (studio) => studio.run.store.getState().holding?.due != null,
    perform: (studio) => studio.run.letTimePass(),
  },
  {
    id: 'run.editData',
    label: 'Edit data here',
    category: 'Run',
    icon: 'Pencil',
    enabled: (studio) => studio.run.store.getState().run !== null && status(studio) !== 'running',
    perform: (studio) => studio.view.set({ dialog: 'editData' }),
  },
  {
    id: 'run.testState',
    label: 'Test state',
    category: 'Run',
    icon: 'FlaskConical',
    shortcuts: ['Alt+Enter'],
    enabled: hasOneSelected,
    perform: (studio) => studio.view.set({ dialog: 'testState' }),
  },
  {
    id: 'run.breakpoint',
    label: 'Set or remove a breakpoint',
    category: 'Run',
    icon: 'Bug',
    shortcuts: ['Mod+F8'],
    enabled: hasOneSelected,
    perform: (studio) => {
      const [pointer] = studio.view.store.getState().selection;
      if (pointer !== undefined) studio.run.toggleBreakpoint(pointer);
    },
  },
  {
    id: 'run.breakpointCondition',
    label: 'Edit the breakpoint',
    category: 'Run',
    icon: 'Bug',
    enabled: hasOneSelected,
    perform: (studio) => studio.view.set({ dialog: 'breakpoint' }),
  },
  {
    id: 'run.breakpoints',
    label: 'Show the breakpoints',
    category: 'Run',
    icon: 'List',
    perform: (studio) => studio.view.set({ bottom: 'simulation', bottomTab: 'breakpoints' }),
  },
];
