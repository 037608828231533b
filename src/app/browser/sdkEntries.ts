import type { JsonObject, JsonValue } from '../../base/json';
import { objectOf } from '../../base/json';
import { popularActions } from '../../integrations/popular';
import type { MemberKind, NamesFile } from '../../integrations/sdk/encoding';
import { type SdkFacts, sdkFacts } from '../../integrations/sdk/facts';
import { glyphNameOf, glyphs } from '../../model/glyphs';
import { optimisedServices } from '../../model/optimisedIntegrations';
import type { QueryLanguage } from '../../model/workflow';
import type { Entry } from './entries';

/** An action of the catalogue, ready to be searched. */
interface Row {
  readonly service: string;
  readonly action: string;
  readonly name: string;
  /** What is searched, in small letters. */
  readonly text: string;
  readonly documented: boolean;
}

/** Entries that were found, and how many more there are. */
export interface SdkFound {
  readonly entries: readonly Entry[];
  /** Services of the entries. */
  readonly services: readonly string[];
  readonly more: number;
}

const nothing: SdkFound = { entries: [], services: [], more: 0 };

const most = 60;

const rowsOf = new WeakMap<NamesFile, readonly Row[]>();

/** Calls that the states browser lists anyway. */
const listed = new Set([
  ...popularActions.map(({ resource }) =>
    resource.slice(resource.lastIndexOf(':', resource.lastIndexOf(':') - 1) + 1),
  ),
  ...optimisedServices.flatMap(({ service, actions }) =>
    Object.keys(actions).map((each) => `${service}:${each}`),
  ),
]);

function allRows(facts: SdkFacts): readonly Row[] {
  if (!facts.names) return [];
  const known = rowsOf.get(facts.names);
  if (known) return known;
  const rows = facts.serviceNames.flatMap((name): Row[] => {
    const service = facts.service(name);
    if (!service) return [];
    const { label, actions, unsupported, documented } = service;
    return [...actions].flatMap((action) => {
      if (unsupported.has(action) || listed.has(`${name}:${action}`)) return [];
      const shown = `${label}: ${capital(action)}`;
      return [
        { service: name, action, name: shown, text: `${shown} ${name}:${action}`.toLowerCase(), documented },
      ];
    });
  });
  rows.sort((left, right) => compare(left.name, right.name));
  rowsOf.set(facts.names, rows);
  return rows;
}

/**
 * Actions of any AWS service whose service and name hold every word of the search; those first whose action or
 * service begins with one. Nothing as long as the catalogue is not loaded.
 */
export function searchSdk(query: string, facts: SdkFacts): SdkFound {
  const words = query
    .toLowerCase()
    .split(/[\s:]+/)
    .filter(Boolean);
  if (words.length === 0) return nothing;
  const found = allRows(facts).filter(({ text }) => words.every((word) => text.includes(word)));
  // The rows are in order, and stay so within a rank.
  const byRank: Row[][] = [];
  for (const row of found) {
    const rank = rankOf(row, words);
    const rows = byRank[rank] ?? [];
    byRank[rank] = rows;
    rows.push(row);
  }
  const ranked = byRank.flat().slice(0, most);
  return {
    entries: ranked.map(entryOf),
    services: [...new Set(ranked.map(({ service }) => service))],
    more: found.length - ranked.length,
  };
}

function rankOf({ service, action, text, documented }: Row, words: readonly string[]): number {
  const small = action.toLowerCase();
  const begun = (name: string) => words.some((word) => name.startsWith(word));
  const exact = words.some((word) => word === small || word === service);
  return (
    (exact ? 0 : 4) + (begun(small) ? 0 : 2) + (begun(service) || begun(text) ? 0 : 1) + (documented ? 0 : 8)
  );
}

function entryOf({ service, action, name }: Row): Entry {
  const resource = `arn:aws:states:::aws-sdk:${service}:${action}`;
  const detail = `${service}:${action}`;
  return {
    name,
    detail,
    code: true,
    group: 'AWS SDK',
    type: 'Task',
    glyph: glyphs[glyphNameOf({ type: 'Task', value: { Resource: resource } })],
    item: (language) => ({
      label: name,
      detail,
      name: inWords(action),
      state: { Type: 'Task', Resource: resource, ...given(service, action, language) },
    }),
  };
}

/** The parameters that the action can't do without, each with a value to replace. */
function given(service: string, action: string, language: QueryLanguage): JsonObject {
  const required = sdkFacts().action(service, action)?.required ?? [];
  const field = language === 'JSONata' ? 'Arguments' : 'Parameters';
  return { [field]: objectOf(required.map(({ name, kind }) => [name, standIn(name, kind)])) };
}

function standIn(name: string, kind: MemberKind): JsonValue {
  if (kind === 'number') return 1;
  if (kind === 'boolean') return true;
  if (kind === 'list') return [];
  if (kind === 'structure') return {};
  return kind === 'time' ? '2030-01-01T00:00:00Z' : `my-${hyphened(name)}`;
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

const capital = (action: string): string => action.charAt(0).toUpperCase() + action.slice(1);

/** `DbInstanceIdentifier` → `db-instance-identifier`. */
const hyphened = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();

/** `describeDBInstances` → `Describe DB instances`. */
function inWords(action: string): string {
  const [first = '', ...others] = action
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(' ');
  const small = others.map((word) => (/^[A-Z]{2}/.test(word) ? word : word.toLowerCase()));
  return [capital(first), ...small].join(' ');
}
