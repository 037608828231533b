import type { JsonObject } from '../base/json';
import type { State } from '../model/workflow';
import type { Command } from '../studio/types';
import type { DropTarget } from './drop/places';

/** The canvas's gestures as commands of the model. */

const refuse: Command = () => ({ ok: false, reason: 'This can’t be done yet.' });

export const add = (_target: DropTarget, _item: { name: string; state: JsonObject }): Command => refuse;
export const targetAfter = (_state: State | undefined, pointer: string): DropTarget => ({
  kind: 'after',
  state: pointer,
});
export const remove = (_pointers: readonly string[]): Command => refuse;
export const duplicate = (_pointers: readonly string[]): Command => refuse;
export const rename = (_pointer: string, _name: string): Command => refuse;
export const move = (_pointer: string, _target: DropTarget): Command => refuse;
export const connect = (_source: string, _target: string, _transition: string | null): Command => refuse;
export const disconnect = (_transition: string): Command => refuse;
export const makeFirst = (_pointer: string): Command => refuse;
export const paste = (_text: string, _after: string | null): Command | null => refuse;
