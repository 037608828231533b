import type { TestStateAnswer } from '../../engine/messages';
import { dataStages } from '../../model/dataStages';
import type { State } from '../../model/workflow';
import type { ShownStage } from '../../ui';

/** The stages of a tested state's data. `sample`: the task's result is made up. */
export function testStages(
  state: Pick<State, 'type' | 'queryLanguage' | 'value'>,
  { inspectionData, assigned, output }: TestStateAnswer,
  sample = false,
): readonly ShownStage[] {
  if (!inspectionData) return [];
  const stages = dataStages(state, {
    data: inspectionData,
    ...(assigned === undefined ? {} : { assigned }),
    ...(output === undefined ? {} : { output }),
  });
  return sample
    ? stages.map((stage) => (stage.name === 'Task result' ? { ...stage, note: 'a sample' } : stage))
    : stages;
}
