import { useState } from 'react';
import { actionById } from '../../actions';
import { IconButton, Menu, type MenuGroup } from '../../ui';
import { History, Icon, MenuIcon } from '../../ui/icons';
import { asideKey, type KeptDocument } from '../files/keep';
import { bindAction, useDocument, useFiles, useStudio, useView } from '../StudioContext';

const sections: readonly (readonly string[])[] = [
  ['file.new', 'file.open', 'file.save', 'file.saveAs'],
  ['file.exportJson', 'file.exportYaml', 'file.exportImage'],
  ['file.examples'],
];

/** The menu of files and panels. */
export function MainMenu() {
  const studio = useStudio();
  const files = useFiles();
  const [aside, setAside] = useState<readonly KeptDocument[]>([]);
  const [open, setOpen] = useState(false);
  // A closed menu is not drawn again with every keystroke.
  const view = useView((state) => (open ? state : null)) ?? studio.view.store.getState();
  useDocument((state) => (open ? state.revision : null));
  const groups: MenuGroup[] = sections.map((ids) => ({
    items: ids.map((id) => {
      const bound = bindAction(studio, actionById(id));
      return {
        label: bound.action.label,
        icon: bound.action.icon ? <Icon name={bound.action.icon} size={14} /> : undefined,
        shortcut: bound.shortcut,
        disabled: !bound.enabled,
        onSelect: bound.run,
      };
    }),
  }));
  const panel = (label: string, open: boolean, id: string) => ({
    label,
    checked: open,
    shortcut: bindAction(studio, actionById(id)).shortcut,
    onSelect: bindAction(studio, actionById(id)).run,
  });
  groups.push({
    label: 'Panels',
    items: [
      panel('States browser', view.browserOpen, 'view.browser'),
      panel('Inspector', view.inspectorOpen, 'view.inspector'),
      panel('Simulation panel', view.bottom === 'simulation', 'view.simulation'),
      panel('Minimap', view.minimapOpen, 'view.minimap'),
    ],
  });
  groups.push({
    label: 'Kept with unsaved changes',
    items: aside.slice(0, 5).map((kept) => ({
      label: kept.name,
      detail: new Date(kept.at).toLocaleString(),
      icon: <History size={14} aria-hidden />,
      onSelect: () => void files.openAside(asideKey(kept)),
    })),
  });
  return (
    <Menu
      trigger={<IconButton label="Menu" icon={<MenuIcon size={16} aria-hidden />} />}
      groups={groups}
      onOpenChange={(opens) => {
        setOpen(opens);
        if (opens) void files.aside().then(setAside);
      }}
    />
  );
}
