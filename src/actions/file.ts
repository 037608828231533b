import type { Studio } from '../studio/types';
import type { Action } from './types';

/** The file that the template names has to be picked; what the template says of it goes with it. */
const openNamed = ({ document, files }: Studio): Promise<void> => files.open(document.store.getState().place);

export const fileActions: readonly Action[] = [
  {
    id: 'file.new',
    label: 'New',
    category: 'File',
    icon: 'FilePlus',
    shortcuts: ['Alt+N'],
    perform: (studio) => studio.files.create(),
  },
  {
    id: 'file.open',
    label: 'Open',
    category: 'File',
    icon: 'FolderOpen',
    shortcuts: ['Mod+O'],
    scope: 'everywhere',
    perform: (studio) => studio.files.open(),
  },
  {
    id: 'file.openNamed',
    label: 'Open the file of the definition',
    category: 'File',
    icon: 'FolderOpen',
    enabled: ({ document }) => document.store.getState().place.elsewhere !== undefined,
    perform: openNamed,
  },
  {
    id: 'file.save',
    label: 'Save',
    category: 'File',
    icon: 'Save',
    shortcuts: ['Mod+S'],
    scope: 'everywhere',
    perform: (studio) => studio.files.save(),
  },
  {
    id: 'file.saveAs',
    label: 'Save as',
    category: 'File',
    icon: 'Files',
    shortcuts: ['Shift+Mod+S'],
    scope: 'everywhere',
    perform: (studio) => studio.files.saveAs(),
  },
  {
    id: 'file.export',
    label: 'Export',
    category: 'File',
    icon: 'Download',
    shortcuts: ['Shift+Mod+E'],
    scope: 'everywhere',
    perform: (studio) => studio.view.set({ dialog: 'export' }),
  },
  {
    id: 'file.exportJson',
    label: 'Export as JSON',
    category: 'File',
    icon: 'Braces',
    perform: (studio) => studio.files.exportAs('json'),
  },
  {
    id: 'file.exportYaml',
    label: 'Export as YAML',
    category: 'File',
    icon: 'FileText',
    perform: (studio) => studio.files.exportAs('yaml'),
  },
  {
    id: 'file.exportImage',
    label: 'Export the drawing as SVG',
    category: 'File',
    icon: 'Image',
    enabled: (studio) => studio.drawing.store.getState().drawing !== null,
    perform: (studio) => studio.files.exportImage(),
  },
  {
    id: 'file.examples',
    label: 'Examples',
    category: 'File',
    icon: 'LayoutTemplate',
    perform: (studio) => studio.view.set({ dialog: 'examples' }),
  },
];
