import type { Theme } from '../../studio/viewDoor';
import { IconButton, Menu } from '../../ui';
import { CircleHelp, Download, LayoutTemplate, Monitor, Moon, Sun } from '../../ui/icons';
import { useAction, useStudio, useView } from '../StudioContext';
import { effectiveTheme } from '../theme';

const themes: readonly { readonly value: Theme; readonly label: string; readonly Icon: typeof Sun }[] = [
  { value: 'light', label: 'Light', Icon: Sun },
  { value: 'dark', label: 'Dark', Icon: Moon },
  { value: 'system', label: 'As the system', Icon: Monitor },
];

/** Examples, export, theme and help, at the right end of the top bar. */
export function HelpButtons() {
  const examples = useAction('file.examples');
  const shortcuts = useAction('help.shortcuts');
  return (
    <>
      <IconButton label="Examples" icon={<LayoutTemplate size={16} aria-hidden />} onClick={examples.run} />
      <ExportMenu />
      <ThemeMenu />
      <IconButton
        label="Keyboard shortcuts"
        shortcut={shortcuts.shortcut}
        icon={<CircleHelp size={16} aria-hidden />}
        onClick={shortcuts.run}
      />
    </>
  );
}

function ExportMenu() {
  const json = useAction('file.exportJson');
  const yaml = useAction('file.exportYaml');
  const image = useAction('file.exportImage');
  const items = [
    { bound: json, label: 'Definition as JSON', detail: '.asl.json' },
    { bound: yaml, label: 'Definition as YAML', detail: '.asl.yaml' },
    { bound: image, label: 'Drawing as SVG', detail: '.svg' },
  ];
  return (
    <Menu
      align="end"
      trigger={<IconButton label="Export" icon={<Download size={16} aria-hidden />} />}
      groups={[
        {
          items: items.map(({ bound, label, detail }) => ({
            label,
            detail,
            disabled: !bound.enabled,
            onSelect: bound.run,
          })),
        },
      ]}
    />
  );
}

function ThemeMenu() {
  const studio = useStudio();
  const theme = useView((state) => state.theme);
  const Icon = effectiveTheme(theme) === 'dark' ? Sun : Moon;
  return (
    <Menu
      align="end"
      trigger={<IconButton label="Theme" icon={<Icon size={16} aria-hidden />} />}
      groups={[
        {
          items: themes.map(({ value, label }) => ({
            label,
            checked: theme === value,
            onSelect: () => studio.view.set({ theme: value }),
          })),
        },
      ]}
    />
  );
}
