import { type JsonValue, objectOf } from '../base/json';
import { addState, connect, type Place, pasteStates, retarget } from '../model/commands';
import type { State } from '../model/workflow';
import type { Command } from '../studio/documentDoor';
import type { DragItem } from '../studio/viewDoor';

/** The canvas's gestures as commands of the model. */

/** Puts what was dragged at a place: one state, or a block of several. */
export function addItem(target: Place, item: Pick<DragItem, 'name' | 'state' | 'others'>): Command {
  if (!item.others) return addState(target, { name: item.name, state: item.state });
  const states: [string, JsonValue][] = [[item.name, item.state], ...Object.entries(item.others)];
  const text = JSON.stringify({ StartAt: item.name, States: objectOf(states) });
  return pasteStates(text, target) ?? addState(target, { name: item.name, state: item.state });
}

/** Where a state added after another one goes. After a Choice that is its Default. */
export function placeAfter(state: State): Place {
  const way = state.transitions.find((transition) => transition.kind === 'default');
  return way ? { kind: 'transition', id: way.id } : { kind: 'after', state: state.pointer };
}

/** A new transition between two states, or another end for one that is there. */
export function lead(source: string, target: string, transition: string | null): Command {
  return transition === null ? connect(source, target) : retarget(transition, target);
}

/** Where text from the clipboard goes: after the selected state; with none selected the model knows the usual place. */
export function pasteCommand(text: string, after: string | null): Command | null {
  return pasteStates(text, after === null ? null : { kind: 'after', state: after });
}
