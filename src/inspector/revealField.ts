import type { RefObject } from 'react';
import { fromPointer, type Path } from '../base/pointer';

/** So many frames the fields of a newly selected state, and the tab and the card with the one meant, may take. */
const patience = 12;

/**
 * Brings the field at a path into view, and the focus to its control when asked. Where the path leads into a value
 * the field that holds it is meant; without a path the first control of the panel.
 */
export function revealField(
  pane: RefObject<HTMLElement | null>,
  pointer: string,
  path: Path | undefined,
  focus: boolean,
): void {
  const least = pointer === '' ? 0 : fromPointer(pointer).length;
  const attempt = (left: number): void => {
    const place = path && pane.current ? fieldHolding(pane.current, path, least) : null;
    // Outer fields are there before the cards inside them are opened.
    const exact = place?.dataset.field === path?.join('/');
    const isLate = pane.current?.dataset.inspected !== pointer || (path !== undefined && !exact);
    if (isLate && left > 0) {
      requestAnimationFrame(() => attempt(left - 1));
      return;
    }
    place?.scrollIntoView({ block: 'nearest' });
    if (!focus) return;
    controlIn(place ?? pane.current?.querySelector<HTMLElement>('[data-inspector-body]'))?.focus();
  };
  requestAnimationFrame(() => attempt(patience));
}

/** The element of the field at a path, or else of the innermost field around it. */
function fieldHolding(pane: HTMLElement, path: Path, least: number): HTMLElement | null {
  for (let length = path.length; length > least; length--) {
    const name = path.slice(0, length).join('/');
    const found = pane.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`);
    if (found) return found;
  }
  return null;
}

const typed = 'input, textarea, [role="combobox"], [role="switch"]';

function controlIn(place: HTMLElement | null | undefined): HTMLElement | null | undefined {
  return (
    place?.querySelector<HTMLElement>(typed) ?? place?.querySelector<HTMLElement>(`${typed}, select, button`)
  );
}
