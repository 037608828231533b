import { shortcutHere } from '../actions/shortcuts';
import { type State, type Transition, transitionsTo } from '../model/workflow';
import { Bug, Copy, CopyPlus, FlaskConical, Minus, Pencil, Plus, Scissors, Trash2 } from '../ui/icons';
import type { MenuGroup } from '../ui/Menu';
import type { CanvasScope } from './state';

/** The menus of states and transitions. */

const icon = 14;

export function stateMenu({ studio, act }: CanvasScope, state: State): MenuGroup[] {
  const { pointer } = state;
  const breakpoint = studio.run.scenario.getState().breakpoints.includes(pointer);
  const folded = studio.view.store.getState().collapsed.includes(pointer);
  /** A menu on one of several selected states is for all of them. */
  const chosen = (clicked: string): readonly string[] => {
    const { selection } = studio.view.store.getState();
    return selection.includes(clicked) ? selection : [clicked];
  };
  const open = (dialog: 'testState' | 'breakpoint'): void => {
    studio.view.select([pointer], 'canvas');
    studio.view.set({ dialog });
  };
  const fold = {
    label: folded ? 'Unfold' : 'Fold',
    icon: folded ? <Plus size={icon} /> : <Minus size={icon} />,
    onSelect: () => act.fold(pointer),
  };
  return [
    {
      items: [
        {
          label: 'Rename',
          icon: <Pencil size={icon} />,
          shortcut: 'F2',
          onSelect: () => act.rename(pointer),
        },
        {
          label: 'Duplicate',
          icon: <CopyPlus size={icon} />,
          shortcut: shortcutHere('Mod+D'),
          onSelect: () => act.duplicate(chosen(pointer)),
        },
        ...(state.machines.length > 0 ? [fold] : []),
      ],
    },
    {
      items: [
        {
          label: 'Copy',
          icon: <Copy size={icon} />,
          shortcut: shortcutHere('Mod+C'),
          onSelect: () => act.copy(chosen(pointer)),
        },
        {
          label: 'Cut',
          icon: <Scissors size={icon} />,
          shortcut: shortcutHere('Mod+X'),
          onSelect: () => act.cut(chosen(pointer)),
        },
      ],
    },
    {
      items: [
        {
          label: 'Test state',
          icon: <FlaskConical size={icon} />,
          shortcut: shortcutHere('Alt+Enter'),
          onSelect: () => open('testState'),
        },
        {
          label: breakpoint ? 'Remove breakpoint' : 'Add breakpoint',
          icon: <Bug size={icon} />,
          onSelect: () => studio.run.toggleBreakpoint(pointer),
        },
        { label: 'Breakpoint with a condition', onSelect: () => open('breakpoint') },
        ...(isFirst(studio.document.store.getState().workflow, state)
          ? []
          : [{ label: 'Start here', onSelect: () => act.makeFirst(pointer) }]),
        { label: 'Put into a Parallel', onSelect: () => act.wrap(chosen(pointer), 'Parallel') },
        { label: 'Put into a Map', onSelect: () => act.wrap(chosen(pointer), 'Map') },
        { label: 'Show in the text', onSelect: () => act.showText(pointer) },
      ],
    },
    {
      items: [
        {
          label: 'Delete',
          icon: <Trash2 size={icon} />,
          shortcut: 'Del',
          danger: true,
          onSelect: () => act.remove(chosen(pointer)),
        },
      ],
    },
  ];
}

const isFirst = (workflow: Parameters<typeof transitionsTo>[0], state: State): boolean =>
  transitionsTo(workflow, state.pointer).some((transition) => transition.kind === 'start');

export function transitionMenu({ act }: CanvasScope, transition: Transition): MenuGroup[] {
  return [
    {
      items: [
        ...(transition.target === null
          ? []
          : [{ label: 'Go to the target', onSelect: () => act.goTo(transition.target ?? '') }]),
        ...(transition.kind === 'start'
          ? []
          : [{ label: 'Go to the source', onSelect: () => act.goTo(transition.source) }]),
      ],
    },
    {
      items:
        transition.kind === 'start'
          ? []
          : [
              {
                label: 'Delete the transition',
                icon: <Trash2 size={icon} />,
                shortcut: 'Del',
                danger: true,
                onSelect: () => act.disconnect(transition.id),
              },
            ],
    },
  ];
}

export function paneMenu({ studio, act }: CanvasScope): MenuGroup[] {
  return [
    {
      items: [
        { label: 'Paste', shortcut: shortcutHere('Mod+V'), onSelect: () => act.pasteFromClipboard() },
        { label: 'Select all', shortcut: shortcutHere('Mod+A'), onSelect: () => act.selectAll() },
      ],
    },
    {
      items: [
        { label: 'Fit view', shortcut: '0', onSelect: () => studio.view.ask('fit') },
        {
          label: 'Find a state',
          shortcut: shortcutHere('Mod+F'),
          onSelect: () => studio.view.set({ dialog: 'find' }),
        },
      ],
    },
  ];
}
