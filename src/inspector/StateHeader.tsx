import { useState } from 'react';
import { shortcutHere } from '../actions/shortcuts';
import { own } from '../base/json';
import { deleteStates, duplicateStates, renameState } from '../model/commands';
import { glyphNameOf, glyphs } from '../model/glyphs';
import { parseResource } from '../model/resource';
import { stateTypeDescriptors } from '../model/stateTypes';
import type { State } from '../model/workflow';
import type { Command } from '../studio/documentDoor';
import type { Studio } from '../studio/types';
import { IconButton, Menu, TextField } from '../ui';
import { Braces, Copy, Ellipsis, FlaskConical, Pencil, Trash2, TypeTile } from '../ui/icons';
import styles from './Inspector.module.css';

interface StateHeaderProps {
  readonly studio: Studio;
  readonly state: State;
  readonly asText: boolean;
  readonly onAsText: (asText: boolean) => void;
}

/** The selected state's tile, name and kind; its name is edited in place. */
export function StateHeader({ studio, state, asText, onAsText }: StateHeaderProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const perform = (command: Command): void => {
    void studio.document.perform(command, 'inspector').then((result) => {
      if (!result.ok) studio.view.notify(result.reason, 'error');
      else if (result.change.select !== undefined) studio.view.select([result.change.select], 'inspector');
    });
  };
  const rename = (): void => {
    const name = draft?.trim() ?? '';
    setDraft(null);
    if (name !== '' && name !== state.name) perform(renameState(state.pointer, name));
  };
  const round = state.type === 'Succeed' || state.type === 'Fail';
  return (
    <header className={styles.header}>
      <TypeTile type={state.type} tile={32} size={18} round={round} glyph={glyphs[glyphNameOf(state)]} />
      <div className={styles.heading}>
        {draft === null ? (
          <div className={styles.title}>
            <h2 className={styles.titleText} title={state.name}>
              {state.name}
            </h2>
            <IconButton
              small
              label="Rename"
              shortcut="F2"
              icon={<Pencil size={14} />}
              onClick={() => setDraft(state.name)}
            />
          </div>
        ) : (
          <TextField
            small
            label="Name of the state"
            value={draft}
            maxLength={80}
            ref={(input) => {
              if (input && document.activeElement !== input) {
                input.focus();
                input.select();
              }
            }}
            onChange={setDraft}
            onKeyDown={(event) => {
              if (event.key === 'Enter') {
                event.preventDefault();
                rename();
              }
              if (event.key === 'Escape') {
                event.stopPropagation();
                setDraft(null);
              }
            }}
            onBlur={rename}
          />
        )}
        <p className={styles.subtitle}>{subtitleOf(state)}</p>
      </div>
      <IconButton
        label="Test state"
        shortcut={shortcutHere('Alt+Enter')}
        icon={<FlaskConical size={16} />}
        onClick={() => studio.view.set({ dialog: 'testState' })}
      />
      <IconButton
        label="Definition of this state"
        icon={<Braces size={16} />}
        pressed={asText}
        onClick={() => onAsText(!asText)}
      />
      <Menu
        align="end"
        trigger={<IconButton label="More about this state" icon={<Ellipsis size={16} />} />}
        groups={[
          {
            items: [
              {
                label: 'Duplicate',
                icon: <Copy size={14} />,
                shortcut: shortcutHere('Mod+D'),
                onSelect: () => perform(duplicateStates([state.pointer])),
              },
            ],
          },
          {
            items: [
              {
                label: 'Delete',
                icon: <Trash2 size={14} />,
                shortcut: 'Del',
                danger: true,
                onSelect: () => perform(deleteStates([state.pointer])),
              },
            ],
          },
        ]}
      />
    </header>
  );
}

function subtitleOf(state: State): string {
  if (state.type === null) return 'No type';
  if (state.type !== 'Task')
    return `${state.type} · ${stateTypeDescriptors[state.type].tagline.toLowerCase()}`;
  const resource = own(state.value, 'Resource');
  if (typeof resource !== 'string') return 'Task · calls nothing yet';
  const { label, action } = parseResource(resource);
  return action ? `Task · ${label}: ${action}` : `Task · ${label}`;
}
