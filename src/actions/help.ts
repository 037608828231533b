import type { Action } from './types';

export const helpActions: readonly Action[] = [
  {
    id: 'help.palette',
    label: 'Command palette',
    category: 'Help',
    icon: 'Search',
    shortcuts: ['Mod+K'],
    scope: 'everywhere',
    inPalette: false,
    perform: (studio) => studio.view.set({ dialog: 'palette' }),
  },
  {
    id: 'help.shortcuts',
    label: 'Keyboard shortcuts',
    category: 'Help',
    icon: 'CircleHelp',
    shortcuts: ['?'],
    perform: (studio) => studio.view.set({ dialog: 'shortcuts' }),
  },
];
