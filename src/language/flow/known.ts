import { isObject, own } from '../../base/json';
import { parseResource } from '../../model/resource';
import type { State } from '../../model/workflow';
import type { KnownAnswer, KnownScenario } from '../messages';
import type { FlowGiven } from './flow';
import { loosened, type Shape, shapeOfValue, unionOf, unknown } from './shape';

/** What is given to a workflow by the input and the mocks that are prepared for its next run. */
export function givenBy(
  scenario: KnownScenario | undefined,
  sampleOf: (state: State) => Shape | undefined,
): FlowGiven {
  return {
    input: scenario?.input === undefined ? unknown : shapeOfValue(scenario.input, 'from test input'),
    resultOf: (state) => {
      const answers = scenario?.answers?.get(state.name);
      return (answers && mockedResult(state, answers)) ?? sampleOf(state);
    },
  };
}

/** The union of what the mocks of a state give; undefined when they give nothing. */
function mockedResult(state: State, answers: readonly KnownAnswer[]): Shape | undefined {
  const from = `from the mock of ${state.name}`;
  const shapes = answers.flatMap((answer): Shape[] => {
    if (answer.value === undefined) return answer.open ? [unknown] : [];
    const payload =
      answer.invocation && isFunction(state) && isObject(answer.value)
        ? own(answer.value, 'Payload')
        : undefined;
    const shape = shapeOfValue(payload ?? answer.value, from);
    return [answer.open ? loosened(shape) : shape];
  });
  return unionOf(shapes) ?? undefined;
}

/** Whether the task is a Lambda function itself rather than a call of Invoke. */
function isFunction(state: State): boolean {
  const resource = own(state.value, 'Resource');
  const { kind } = parseResource(typeof resource === 'string' ? resource : '');
  return kind !== 'optimised' && kind !== 'sdk' && kind !== 'http' && kind !== 'activity';
}
