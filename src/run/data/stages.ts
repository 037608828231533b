import { type JsonValue, jsonEqual } from '../../base/json';
import type { StateData } from '../../engine/messages';

/** The stages that changed something, each held against what came before it. A task's result always counts. */
export function changedStages(data: Pick<StateData, 'input' | 'stages' | 'output'>): StateData['stages'] {
  let before: JsonValue | undefined = data.input;
  return data.stages.filter(({ name, value }, at) => {
    const changed = name === 'result' || !jsonEqual(value, before);
    before = value;
    const last = at === data.stages.length - 1;
    const isOutput = last && data.output !== undefined && jsonEqual(value, data.output);
    return changed && !isOutput;
  });
}

/** `afterInputPath` as `After InputPath`, `result` as `Result`. */
export function stageTitle(name: string): string {
  const field = /^after([A-Z]\w*)$/.exec(name)?.[1];
  return field ? `After ${field}` : name.charAt(0).toUpperCase() + name.slice(1);
}
