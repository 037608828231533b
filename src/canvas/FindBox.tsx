import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { summaryOf } from '../model/cardFacts';
import { glyphNameOf, glyphs } from '../model/glyphs';
import { ancestorsOf, type State } from '../model/workflow';
import { TypeTile } from '../ui/icons';
import styles from './find.module.css';
import { findStates } from './findStates';
import { useCanvas, useDocument } from './state';

const shownAtMost = 50;

/** Finds a state by its name and goes there. */
export function FindBox() {
  const { studio, act } = useCanvas();
  const workflow = useDocument((document) => document.workflow);
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const [before] = useState(() => document.activeElement);
  const found = useMemo(() => findStates(workflow, text), [workflow, text]);
  const shown = found.slice(0, shownAtMost);

  const close = () => studio.view.set({ dialog: null });
  const choose = (state: State | undefined) => {
    close();
    if (!state) return;
    for (const container of ancestorsOf(workflow, state.pointer))
      if (studio.view.store.getState().collapsed.includes(container)) studio.view.toggleCollapsed(container);
    act.goTo(state.pointer);
  };
  const step = (by: number) => {
    const next = shown.length === 0 ? 0 : (active + by + shown.length) % shown.length;
    setActive(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      close();
      if (before instanceof HTMLElement) before.focus();
    } else if (event.key === 'Enter') choose(shown[active]);
    else if (event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowUp') step(-1);
    else return;
    event.preventDefault();
  };
  return (
    <search className={styles.find} aria-label="Find a state">
      <input
        className={styles.findField}
        role="combobox"
        aria-label="Find a state"
        aria-expanded={shown.length > 0}
        aria-controls="canvas-find-list"
        aria-activedescendant={shown[active] ? `canvas-find-${active}` : undefined}
        placeholder="Find a state by name, type or service"
        value={text}
        spellCheck={false}
        ref={(input) => input?.focus()}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          if (!event.currentTarget.parentElement?.contains(event.relatedTarget)) close();
        }}
      />
      <div className={styles.findList} id="canvas-find-list" role="listbox" aria-label="States" ref={list}>
        {shown.map((state, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys, as in any combobox
          <div
            key={state.pointer}
            id={`canvas-find-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={styles.findRow}
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={() => setActive(index)}
            onClick={() => choose(state)}
          >
            <TypeTile type={state.type} tile={20} size={12} glyph={glyphs[glyphNameOf(state)]} />
            <span className={styles.findName}>{state.name}</span>
            <span className={styles.findDetail}>{summaryOf(state)}</span>
          </div>
        ))}
      </div>
      {found.length === 0 ? (
        <p className={styles.findNone}>No state has that name.</p>
      ) : found.length > shownAtMost ? (
        <p className={styles.findNone}>{found.length - shownAtMost} more</p>
      ) : null}
    </search>
  );
}
