import { toPointer } from '../../base/pointer';
import type { Command } from '../../model/commands';
import type { Studio } from '../../studio/types';

/** Performs commands on a condition. With a place and a key, typing in one control becomes one step of the history. */
export function useConditionChange(studio: Studio) {
  return (
    command: Command,
    join?: { readonly place: readonly (string | number)[]; readonly key: string },
  ): void => {
    const policy = join && ({ kind: 'join', key: `${toPointer(join.place)} ${join.key}` } as const);
    void studio.document.perform(command, 'inspector', policy).then((result) => {
      if (!result.ok) studio.view.notify(result.reason, 'error');
    });
  };
}
