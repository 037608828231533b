import { actions, isEnabled, performAction } from '../../actions';
import { insertItem } from '../../actions/insert';
import { isMac, shortcutText } from '../../actions/shortcuts';
import { type Glyph, glyphNameOf, glyphs } from '../../model/glyphs';
import { stateTypeDescriptors } from '../../model/stateTypes';
import { type State, type StateType, stateTypes } from '../../model/workflow';
import type { Studio } from '../../studio/types';
import { languageHere } from '../browser/EntryButton';
import { actionEntries, flowEntries, patternEntries } from '../browser/entries';
import { scattered, score } from './ranking';

/** An entry of the command palette. */
export interface PaletteItem {
  readonly id: string;
  readonly group: 'States' | 'Commands' | 'Add' | 'Examples' | 'Help';
  readonly title: string;
  readonly detail: string;
  readonly icon?: string;
  readonly tile?: { readonly type: StateType | null; readonly glyph: Glyph };
  readonly shortcut?: string;
  /** Whether `>` keeps it, whatever its group. */
  readonly command?: boolean;
  /** What the search is compared with, when it is not the title. */
  readonly words?: string;
  readonly perform: (studio: Studio) => void | Promise<void>;
}

const groups = ['States', 'Commands', 'Add', 'Examples', 'Help'] as const;
/** More than this of a group only shows when the search narrows it down. */
const perGroup = 8;
/** And of a list of one kind only. */
const longList = 24;

function summaryOf(state: State): string {
  const summary = state.type === null ? 'no known type' : stateTypeDescriptors[state.type].summary(state);
  return [state.type, summary].filter(Boolean).join(' · ');
}

function stateItems(studio: Studio): PaletteItem[] {
  return [...studio.document.store.getState().workflow.states.values()].map((state) => ({
    id: `state ${state.pointer}`,
    group: 'States',
    title: state.name,
    detail: summaryOf(state),
    tile: { type: state.type, glyph: glyphs[glyphNameOf(state)] },
    perform: () => {
      studio.view.select([state.pointer], 'other');
      studio.view.reveal({ kind: 'state', pointer: state.pointer, focus: true });
    },
  }));
}

function commandItems(studio: Studio): PaletteItem[] {
  return actions
    .filter((action) => action.inPalette !== false && isEnabled(action, studio))
    .map((action) => {
      const [shortcut] = action.shortcuts ?? [];
      return {
        id: action.id,
        group: action.category === 'Help' ? 'Help' : 'Commands',
        command: true,
        title: action.label,
        detail: action.category,
        icon: action.icon,
        shortcut: shortcut === undefined ? undefined : shortcutText(shortcut, isMac()),
        perform: () => performAction(action, studio),
      };
    });
}

function addItems(studio: Studio): PaletteItem[] {
  const { workflow } = studio.document.store.getState();
  const after = workflow.states.get(studio.view.store.getState().selection.at(-1) ?? '')?.name;
  return [...flowEntries, ...patternEntries, ...actionEntries].map((entry) => ({
    id: `add ${entry.group} ${entry.name}`,
    group: 'Add',
    words: `Add ${entry.name}`,
    title: after === undefined ? `Add ${entry.name}` : `Add ${entry.name} after ${after}`,
    detail: entry.code ? entry.detail : 'States',
    tile: { type: entry.type, glyph: entry.glyph },
    perform: () => insertItem(studio, entry.item(languageHere(studio))),
  }));
}

function exampleItems(studio: Studio): PaletteItem[] {
  return studio.files.examples.map((example) => ({
    id: `example ${example.id}`,
    group: 'Examples',
    title: example.title,
    detail: example.summary,
    icon: 'LayoutTemplate',
    perform: () => studio.files.openExample(example.id),
  }));
}

function helpItems(): PaletteItem[] {
  return stateTypes.map((type) => ({
    id: `help ${type}`,
    group: 'Help',
    title: `${type} states`,
    detail: 'Documentation',
    icon: 'ExternalLink',
    perform: () => {
      window.open(stateTypeDescriptors[type].documentation, '_blank', 'noreferrer');
    },
  }));
}

/** The second line counts less, and only by the beginnings of its words. */
function scoreOf(query: string, item: PaletteItem): number {
  const detail = score(query, item.detail);
  return Math.max(score(query, item.words ?? item.title), detail >= 0.9 ? 0.5 * detail : 0);
}

export interface PaletteGroup {
  readonly name: string;
  readonly items: readonly PaletteItem[];
}

/** Everything the palette can list now; made once when it opens. */
export function paletteItems(studio: Studio): readonly PaletteItem[] {
  return [
    ...stateItems(studio),
    ...commandItems(studio),
    ...exampleItems(studio),
    ...addItems(studio),
    ...helpItems(),
  ];
}

/** What shows for a search. `>` at its beginning keeps the commands only, `@` the states. */
export function paletteGroups(items: readonly PaletteItem[], search: string): readonly PaletteGroup[] {
  const only = search.startsWith('>') ? 'Commands' : search.startsWith('@') ? 'States' : null;
  const query = only ? search.slice(1) : search;
  // Without a search, what can be added and read would only push states and commands out of sight.
  const shown = (item: PaletteItem): boolean => {
    if (only) return only === 'Commands' ? item.command === true : item.group === only;
    return query.trim() !== '' || (item.group !== 'Add' && item.group !== 'Help');
  };
  const found = items.flatMap((item) => (shown(item) ? [{ item, points: scoreOf(query, item) }] : []));
  const best = Math.max(0, ...found.map(({ points }) => points));
  // What merely has the letters somewhere would stand above what was meant.
  const least = best > scattered ? scattered : 0;
  const ranked = found
    .filter(({ points }) => points > least)
    .sort((left, right) => right.points - left.points);
  const limit = only ? longList : perGroup;
  return groups
    .map((name) => ({
      name,
      items: ranked.flatMap(({ item }) => (item.group === name ? [item] : [])).slice(0, limit),
    }))
    .filter((group) => group.items.length > 0);
}
