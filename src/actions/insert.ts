import type { CommandResult } from '../model/change';
import type { Command, DragItem, Studio } from '../studio/types';

const refuse: Command = (): CommandResult => ({ ok: false, reason: 'This can’t be done yet.' });

export async function insertItem(studio: Studio, _item: DragItem): Promise<void> {
  const result = await studio.document.perform(refuse, 'canvas');
  if (!result.ok) studio.view.notify(result.reason, 'error');
}
