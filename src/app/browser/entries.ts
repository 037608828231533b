import { popularActions, startingArguments } from '../../integrations/popular';
import { type Glyph, glyphNameOf, glyphs } from '../../model/glyphs';
import { stateTypeDescriptors } from '../../model/stateTypes';
import { type QueryLanguage, type StateType, stateTypes } from '../../model/workflow';
import type { DragItem } from '../../studio/viewDoor';
import { type Pattern, patterns } from './patterns';

/** An entry of the states browser: a name, a line, a glyph, and the states it adds. */
export interface Entry {
  /** The accessible name of its button. */
  readonly name: string;
  readonly detail: string;
  /** Whether the line is code (an action) or words. */
  readonly code: boolean;
  readonly group: string;
  readonly type: StateType;
  readonly glyph: Glyph;
  /** What is added, in the query language in force at the place. */
  readonly item: (language: QueryLanguage) => DragItem;
}

export const flowEntries: readonly Entry[] = stateTypes.map((type) => {
  const descriptor = stateTypeDescriptors[type];
  return {
    name: type,
    detail: descriptor.tagline,
    code: false,
    group: 'Flow',
    type,
    glyph: glyphs[type],
    item: (language) => ({
      label: type,
      detail: descriptor.tagline,
      name: descriptor.defaultName,
      state: descriptor.create(language),
    }),
  };
});

export const actionEntries: readonly Entry[] = popularActions.map((action) => ({
  name: action.name,
  detail: action.short,
  code: true,
  group: action.group,
  type: 'Task',
  glyph: glyphs[glyphNameOf({ type: 'Task', value: { Resource: action.resource } })],
  item: (language) => ({
    label: action.name,
    detail: action.short,
    name: action.stateName,
    state: { Type: 'Task', Resource: action.resource, ...startingArguments(action, language) },
  }),
}));

export const patternEntries: readonly Entry[] = patterns.map((pattern: Pattern) => ({
  name: pattern.name,
  detail: pattern.summary,
  code: false,
  group: 'Patterns',
  type: pattern.type,
  glyph: glyphs[pattern.type],
  item: (language) => pattern.item(language),
}));

/** Entries whose name or line holds every word of the search, those that begin with it first. */
export function searchEntries(query: string): readonly Entry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = [...flowEntries, ...actionEntries, ...patternEntries].filter((entry) => {
    const text = `${entry.name} ${entry.detail}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const first = words[0] ?? '';
  const rank = (entry: Entry) => (entry.name.toLowerCase().startsWith(first) ? 0 : 1);
  return found.toSorted((left, right) => rank(left) - rank(right));
}
