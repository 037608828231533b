import { Command } from 'cmdk';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { Dialog, Kbd } from '../../ui';
import { Icon, Search, TypeTile } from '../../ui/icons';
import { useStudio } from '../StudioContext';
import { type PaletteItem, paletteGroups, paletteItems } from './items';
import styles from './palette.module.css';
import { highlight } from './ranking';

/** Finds states, commands, things to add and examples by a few letters. */
export default function Palette({ statesOnly = false }: { readonly statesOnly?: boolean }) {
  const studio = useStudio();
  const [search, setSearch] = useState(statesOnly ? '@' : '');
  const items = useMemo(() => paletteItems(studio), [studio]);
  // The field never waits for the list.
  const shown = useDeferredValue(search);
  const groups = useMemo(() => paletteGroups(items, shown), [items, shown]);
  const [chosen, setChosen] = useState('');
  // The best answer is the chosen one, until the arrows move on.
  useEffect(() => setChosen(groups[0]?.items[0]?.id ?? ''), [groups]);
  const close = () => studio.view.set({ dialog: null });
  const query = shown.replace(/^[>@]/, '');
  const choose = (item: PaletteItem) => {
    close();
    // The dialog gives the focus back first; what is performed may move it on.
    setTimeout(() => void item.perform(studio));
  };
  return (
    <Dialog open bare title="Command palette" width={600} onClose={close}>
      <Command
        label="Command palette"
        shouldFilter={false}
        loop
        value={chosen}
        onValueChange={setChosen}
        className={styles.palette}
      >
        <div className={styles.head}>
          <Search size={16} aria-hidden />
          <Command.Input
            autoFocus
            className={styles.input}
            value={search}
            onValueChange={setSearch}
            placeholder="Search or run a command"
          />
          <Kbd>Esc</Kbd>
        </div>
        <Command.List className={styles.list} label="Results">
          <Command.Empty className={styles.empty}>Nothing is named “{query}”.</Command.Empty>
          {groups.map((group) => (
            <Command.Group key={group.name} heading={group.name} className={styles.group}>
              {group.items.map((item) => (
                <Command.Item
                  key={item.id}
                  value={item.id}
                  className={styles.item}
                  onSelect={() => choose(item)}
                >
                  <ItemIcon item={item} />
                  <span className={styles.title}>
                    <Highlighted query={query} text={item.title} />
                  </span>
                  <span className={styles.detail}>
                    <Highlighted query={query} text={item.detail} />
                  </span>
                  {item.shortcut ? (
                    <span className={styles.keys}>
                      <Kbd>{item.shortcut}</Kbd>
                    </span>
                  ) : (
                    <span className={styles.enter}>
                      <Kbd>Enter</Kbd>
                    </span>
                  )}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
        <div className={styles.foot}>
          <span>
            <Kbd>↑</Kbd> <Kbd>↓</Kbd> move
          </span>
          <span>
            <Kbd>Enter</Kbd> open
          </span>
          <span>
            <Kbd>&gt;</Kbd> commands only
          </span>
          <span>
            <Kbd>@</Kbd> states only
          </span>
        </div>
      </Command>
    </Dialog>
  );
}

function ItemIcon({ item }: { readonly item: PaletteItem }) {
  if (item.tile) return <TypeTile glyph={item.tile.glyph} type={item.tile.type} tile={22} size={14} />;
  return <span className={styles.icon}>{item.icon ? <Icon name={item.icon} size={16} /> : null}</span>;
}

function Highlighted({ query, text }: { readonly query: string; readonly text: string }) {
  return highlight(query, text).map((part, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text keep their order
    part.hit ? <mark key={at}>{part.text}</mark> : <span key={at}>{part.text}</span>,
  );
}
