import { fromPointer } from '../base/pointer';
import type { Program, StateProgram } from './program';
import type { Refusal, RunOptions } from './startMessages';

/**
 * What keeps a definition from being an Express workflow, which the service does not even create
 * (choosing-workflow-type.html): jobs, callbacks, activities and distributed Maps. None when quotas are lifted.
 */
export function expressProblems(program: Program, options: RunOptions): Refusal['problems'] {
  if (options.type !== 'EXPRESS' || options.quotas === false) return [];
  return program.states.flatMap((state) => {
    const [field, what] = unsupported(state) ?? [];
    if (field === undefined) return [];
    const message = `An Express workflow can not use ${what}.`;
    return [{ path: [...fromPointer(state.pointer), field], message }];
  });
}

function unsupported(state: StateProgram): [field: string, what: string] | null {
  if (state.type === 'Map') return state.distributed ? ['ItemProcessor', 'a distributed Map'] : null;
  if (state.type !== 'Task') return null;
  const { target } = state;
  if (target.kind === 'activity') return ['Resource', 'activities'];
  if (target.kind !== 'service' || target.pattern === 'response') return null;
  return ['Resource', target.pattern === 'token' ? '`.waitForTaskToken`' : `\`.${target.pattern}\``];
}
