import { useDeferredValue, useId, useMemo, useState } from 'react';
import { useSdkFacts } from '../../inspector/useSdkFacts';
import { EmptyState, IconButton, Tabs } from '../../ui';
import { ChevronDown, ChevronRight, ChevronsLeft, Search, X } from '../../ui/icons';
import { groupBy } from '../groupBy';
import { useStudio } from '../StudioContext';
import styles from './browser.module.css';
import { EntryButton } from './EntryButton';
import { actionEntries, type Entry, flowEntries, patternEntries, searchEntries } from './entries';
import { Outline } from './Outline';
import { searchSdk } from './sdkEntries';

type Tab = 'flow' | 'actions' | 'patterns';

const tabs: readonly { readonly value: Tab; readonly label: string }[] = [
  { value: 'flow', label: 'Flow' },
  { value: 'actions', label: 'Actions' },
  { value: 'patterns', label: 'Patterns' },
];

/** What can be added to the workflow, over the outline of what is there. */
export function StatesBrowser() {
  const [tab, setTab] = useState<Tab>('flow');
  const [query, setQuery] = useState('');
  const found = useMemo(() => (query.trim() === '' ? null : searchEntries(query)), [query]);
  return (
    <section className={styles.browser} aria-label="States browser">
      <div className={styles.upper}>
        <SearchField query={query} onChange={setQuery} />
        {found ? (
          <SearchResults query={query} found={found} />
        ) : (
          <Tabs
            label="States and actions"
            value={tab}
            tabs={tabs}
            onChange={setTab}
            className={styles.tabs}
            aside={<FoldButton />}
          >
            <div className={styles.entries}>
              {tab === 'flow' ? <EntryList entries={flowEntries} label="Flow" /> : null}
              {tab === 'actions' ? <GroupedEntries /> : null}
              {tab === 'patterns' ? <EntryList entries={patternEntries} label="Patterns" /> : null}
            </div>
          </Tabs>
        )}
      </div>
      <Outline />
    </section>
  );
}

/** What was found: first what the browser lists, then actions of any AWS service. */
function SearchResults({ query, found }: { readonly query: string; readonly found: readonly Entry[] }) {
  const sdk = useSdkSearch(query);
  const none = found.length === 0 && sdk?.entries.length === 0;
  return (
    <div className={styles.found}>
      {none ? (
        <EmptyState text={`Nothing is named “${query.trim()}”. Try a service, such as DynamoDB.`} />
      ) : null}
      {found.length > 0 ? <EntryList entries={found} label="Search results" /> : null}
      {sdk && sdk.entries.length > 0 ? (
        <>
          <h2 className={styles.groupHead}>Any AWS service</h2>
          <EntryList entries={sdk.entries} label="Any AWS service" />
        </>
      ) : null}
      {sdk && sdk.more > 0 ? (
        <p className={styles.more}>{`${sdk.more.toLocaleString('en')} more. Type more of the name.`}</p>
      ) : null}
    </div>
  );
}

/** Actions of any AWS service that match; null until their names are loaded. */
function useSdkSearch(query: string) {
  const facts = useSdkFacts('');
  // The list may come a little later than the key.
  const searched = useDeferredValue(query);
  const found = useMemo(() => (facts.names ? searchSdk(searched, facts) : null), [searched, facts]);
  // What the shown actions are given, for when one is added.
  useSdkFacts(found ? found.services.join(' ') : null);
  return found;
}

function FoldButton() {
  const studio = useStudio();
  return (
    <IconButton
      small
      className={styles.fold}
      label="Fold the states browser"
      icon={<ChevronsLeft size={16} aria-hidden />}
      onClick={() => studio.view.set({ browserOpen: false })}
    />
  );
}

function SearchField({
  query,
  onChange,
}: {
  readonly query: string;
  readonly onChange: (query: string) => void;
}) {
  return (
    <div className={styles.searchRow}>
      <div className={styles.search}>
        <Search size={14} aria-hidden />
        <input
          type="search"
          aria-label="Search states and actions"
          placeholder="Search states and actions"
          value={query}
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || query === '') return;
            event.stopPropagation();
            onChange('');
          }}
        />
        {query === '' ? null : (
          <button
            type="button"
            className={styles.clear}
            aria-label="Clear the search"
            onClick={() => onChange('')}
          >
            <X size={14} aria-hidden />
          </button>
        )}
      </div>
    </div>
  );
}

function EntryList({ entries, label }: { readonly entries: readonly Entry[]; readonly label: string }) {
  return (
    <ul aria-label={label} className={styles.list}>
      {entries.map((entry) => (
        <li key={`${entry.group} ${entry.name}`}>
          <EntryButton entry={entry} />
        </li>
      ))}
    </ul>
  );
}

/** The actions by group: the first open, the others folded. */
function GroupedEntries() {
  const groups = useMemo(() => [...groupBy(actionEntries, (entry) => entry.group)], []);
  const [first, ...others] = groups;
  return (
    <>
      {first ? (
        <>
          <h2 className={styles.groupHead}>{first[0]}</h2>
          <EntryList entries={first[1]} label={first[0]} />
        </>
      ) : null}
      {others.map(([name, entries]) => (
        <ActionGroup key={name} name={name} entries={entries} />
      ))}
    </>
  );
}

function ActionGroup({ name, entries }: { readonly name: string; readonly entries: readonly Entry[] }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div>
      <h2>
        <button
          type="button"
          className={styles.groupButton}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {open ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
          <span>{name}</span>
          <span className={styles.groupCount}>{entries.length}</span>
        </button>
      </h2>
      <div id={id}>{open ? <EntryList entries={entries} label={name} /> : null}</div>
    </div>
  );
}
