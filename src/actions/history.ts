import type { Action } from './types';

export const historyActions: readonly Action[] = [
  {
    id: 'edit.undo',
    label: 'Undo',
    category: 'Edit',
    icon: 'Undo2',
    shortcuts: ['Mod+Z'],
    enabled: (studio) => studio.document.store.getState().undoLabel !== null,
    perform: (studio) => studio.document.undo(),
  },
  {
    id: 'edit.redo',
    label: 'Redo',
    category: 'Edit',
    icon: 'Redo2',
    shortcuts: ['Shift+Mod+Z', 'Mod+Y'],
    enabled: (studio) => studio.document.store.getState().redoLabel !== null,
    perform: (studio) => studio.document.redo(),
  },
];
