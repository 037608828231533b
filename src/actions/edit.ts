import {
  deleteStates,
  duplicateStates,
  pasteStates,
  serialiseStates,
  setStart,
  wrapStates,
} from '../model/commands';
import type { Studio } from '../studio/types';
import { readClipboard, writeClipboard } from './clipboard';
import { writeAsOneText } from './format';
import { performCommand } from './perform';
import type { Action } from './types';

const selection = (studio: Studio): readonly string[] => studio.view.store.getState().selection;
const hasSelection = (studio: Studio): boolean => selection(studio).length > 0;

async function copySelection(studio: Studio): Promise<boolean> {
  const text = serialiseStates(studio.document.store.getState().workflow, selection(studio));
  return text !== null && writeClipboard(studio, text);
}

async function paste(studio: Studio): Promise<void> {
  const text = await readClipboard(studio);
  if (text === null) return;
  const after = selection(studio).at(-1);
  const command = pasteStates(text, after === undefined ? null : { kind: 'after', state: after });
  if (command) await performCommand(studio, command);
  else studio.view.notify('The clipboard holds no states.', 'error');
}

export const editActions: readonly Action[] = [
  {
    id: 'edit.delete',
    label: 'Delete',
    category: 'Edit',
    icon: 'Trash2',
    shortcuts: ['Delete', 'Backspace'],
    scope: 'canvas',
    enabled: hasSelection,
    perform: async (studio) => {
      await performCommand(studio, deleteStates(selection(studio)));
    },
  },
  {
    id: 'edit.duplicate',
    label: 'Duplicate',
    category: 'Edit',
    icon: 'CopyPlus',
    shortcuts: ['Mod+D'],
    scope: 'canvas',
    enabled: hasSelection,
    perform: async (studio) => {
      await performCommand(studio, duplicateStates(selection(studio)));
    },
  },
  {
    id: 'edit.copy',
    label: 'Copy',
    category: 'Edit',
    icon: 'Copy',
    shortcuts: ['Mod+C'],
    scope: 'clipboard',
    enabled: hasSelection,
    perform: async (studio) => {
      if (await copySelection(studio)) studio.view.notify('Copied as text.');
    },
  },
  {
    id: 'edit.cut',
    label: 'Cut',
    category: 'Edit',
    icon: 'Scissors',
    shortcuts: ['Mod+X'],
    scope: 'clipboard',
    enabled: hasSelection,
    perform: async (studio) => {
      const pointers = selection(studio);
      if (await copySelection(studio)) await performCommand(studio, deleteStates(pointers));
    },
  },
  {
    id: 'edit.paste',
    label: 'Paste',
    category: 'Edit',
    icon: 'ClipboardPaste',
    shortcuts: ['Mod+V'],
    scope: 'clipboard',
    perform: paste,
  },
  {
    id: 'edit.selectAll',
    label: 'Select all',
    category: 'Edit',
    icon: 'SquareDashedMousePointer',
    shortcuts: ['Mod+A'],
    scope: 'canvas',
    enabled: (studio) => studio.document.store.getState().workflow.states.size > 0,
    perform: (studio) =>
      studio.view.select([...studio.document.store.getState().workflow.states.keys()], 'other'),
  },
  {
    id: 'edit.rename',
    label: 'Rename',
    category: 'Edit',
    icon: 'TextCursorInput',
    shortcuts: ['F2'],
    scope: 'canvas',
    enabled: (studio) => selection(studio).length === 1,
    perform: (studio) => studio.view.ask('rename'),
  },
  {
    id: 'edit.makeFirst',
    label: 'Make it the first state',
    category: 'Edit',
    icon: 'Workflow',
    enabled: (studio) => selection(studio).length === 1,
    perform: async (studio) => {
      const [pointer] = selection(studio);
      if (pointer !== undefined) await performCommand(studio, setStart(pointer));
    },
  },
  {
    id: 'edit.wrapMap',
    label: 'Wrap in a Map',
    category: 'Edit',
    icon: 'Workflow',
    enabled: hasSelection,
    perform: async (studio) => {
      await performCommand(studio, wrapStates(selection(studio), 'Map'));
    },
  },
  {
    id: 'edit.wrapParallel',
    label: 'Wrap in a Parallel',
    category: 'Edit',
    icon: 'Workflow',
    enabled: hasSelection,
    perform: async (studio) => {
      await performCommand(studio, wrapStates(selection(studio), 'Parallel'));
    },
  },
  {
    id: 'edit.writeAsOneText',
    label: 'Write the definition as one text',
    category: 'Edit',
    icon: 'FileText',
    enabled: ({ document }) => document.store.getState().place.writtenAs === 'joined',
    perform: writeAsOneText,
  },
];
