import type { Origin } from '../model/change';
import type { Command } from '../studio/documentDoor';
import type { Studio } from '../studio/types';

/** Performs a command for the user: selects what it says, and tells a refusal. Resolves to whether it was done. */
export async function performCommand(
  studio: Studio,
  command: Command,
  origin: Origin = 'canvas',
): Promise<boolean> {
  const result = await studio.document.perform(command, origin);
  if (!result.ok) {
    studio.view.notify(result.reason, 'error');
    return false;
  }
  const { select } = result.change;
  if (select !== undefined) studio.view.select(select === '' ? [] : [select], 'other');
  return true;
}
