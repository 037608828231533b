import { isObject, type JsonValue, own } from '../../base/json';
import type { QueryLanguage, State, Workflow } from '../../model/workflow';
import type { KnownInputs, KnownMore, KnownScenario } from '../messages';
import { contextShape } from './context';
import { type Flow, flowOf, nothingGiven, type StateFlow } from './flow';
import { givenBy } from './known';
import { sampleShapeOf } from './samples';
import { type Shape, shapeOfValue, unknown } from './shape';
import { combinedShape, errorOutput, type Variables } from './stateFlow';
import type { Environment } from './templateShape';

/** What is known of the data at a state: inferred from the whole workflow, or as its last run had it. */
export interface Knowledge {
  readonly input: Shape;
  readonly effective: Shape;
  /** What its work gives; what stands for it in a state without work is its effective input. */
  readonly result: Shape;
  readonly error: Shape;
  readonly variables: Variables;
  readonly context: () => Shape;
  /** The context within `ItemSelector`. */
  readonly itemContext: () => Shape;
  /** What OutputPath reads: after ResultPath. */
  readonly combined: Shape;
}

export interface KnownData extends KnownMore {
  readonly inputs?: KnownInputs | undefined;
}

const lastRun = 'from the last run';

/** What is known at a state; `known` are the data of a run and the scenario for the next one. */
export function knowledgeAt(workflow: Workflow, state: State, known: KnownData): Knowledge {
  return knowledgeOf(
    state,
    flowWith(workflow, known.scenario).at(state.pointer) ?? nothingKnown(state),
    known,
  );
}

function knowledgeOf(state: State, flow: StateFlow, known: KnownData): Knowledge {
  const { pointer } = state;
  const input = fromRun(known.inputs?.get(pointer)) ?? flow.input;
  const inferred = known.inputs?.has(pointer) ? input : (flow.effective ?? unknown);
  const effective = fromRun(known.effective?.get(pointer)) ?? inferred;
  const result = fromRun(known.results?.get(pointer)) ?? flow.result ?? resultless(state, effective);
  return {
    input,
    effective,
    result,
    error: errorOutput(state),
    variables: variablesOfRun(known.variables?.get(pointer), flow.variables),
    context: flow.context,
    itemContext: flow.itemContext,
    combined: combinedOf(state, { input, effective, result }, flow),
  };
}

/** A state without work has its input for a result; what ends no other way is not known. */
const resultless = (state: State, effective: Shape): Shape =>
  state.type === 'Task' || state.type === 'Map' || state.type === 'Parallel' ? unknown : effective;

/** When something is read: before the work of its state, after it, or in a Catcher. */
export type Moment = 'input' | 'result' | 'error';

/** What `$` stands for in a field of a JSONPath state. */
export function dataFor(field: string, moment: Moment, knowledge: Knowledge): Shape {
  if (field === 'InputPath' || field === 'ResultPath') return knowledge.input;
  if (moment === 'error') return knowledge.error;
  if (field === 'ResultSelector' || field === 'Assign') return knowledge.result;
  return field === 'OutputPath' ? knowledge.combined : knowledge.effective;
}

/** What an expression of a state can read, by the outermost field that it stands in. */
export function environmentFor(
  language: QueryLanguage,
  field: string,
  moment: Moment,
  knowledge: Knowledge,
): Environment {
  const { variables } = knowledge;
  const context = field === 'ItemSelector' ? knowledge.itemContext : knowledge.context;
  if (language === 'JSONPath') return { input: dataFor(field, moment, knowledge), variables, context };
  return {
    input: knowledge.input,
    variables,
    context,
    ...(moment === 'result' && { result: knowledge.result }),
    ...(moment === 'error' && { errorOutput: knowledge.error }),
  };
}

function combinedOf(
  state: State,
  { input, effective, result }: Pick<Knowledge, 'input' | 'effective' | 'result'>,
  flow: StateFlow,
): Shape {
  const passes = state.type === 'Wait' || state.type === 'Succeed' || state.type === 'Choice';
  return passes ? effective : (combinedShape(state, { ...flow, input }, result) ?? unknown);
}

const certain = new WeakMap<Workflow, Flow>();

/** What is certain of a state by the definition alone; null where the run certainly never comes. */
export function inferredAt(workflow: Workflow, state: State): Knowledge | null {
  let flow = certain.get(workflow);
  if (!flow) {
    flow = flowOf(workflow, nothingGiven);
    certain.set(workflow, flow);
  }
  const at = flow.at(state.pointer);
  return at && knowledgeOf(state, at, {});
}

const fromRun = (value: JsonValue | undefined): Shape | null =>
  value === undefined ? null : shapeOfValue(value, lastRun);

function variablesOfRun(values: JsonValue | undefined, inferred: Variables): Variables {
  if (!isObject(values)) return inferred;
  const variables = new Map(inferred);
  for (const name of Object.keys(values)) {
    variables.set(name, { shape: shapeOfValue(own(values, name) ?? null, lastRun), optional: false });
  }
  return variables;
}

function nothingKnown(state: State): StateFlow {
  const context = () => contextShape(state, unknown, null);
  return {
    input: unknown,
    effective: unknown,
    variables: new Map(),
    context,
    itemContext: context,
    result: null,
    output: null,
  };
}

interface Made {
  readonly key: string;
  readonly samples: number;
  readonly flow: Flow;
}

const flows = new WeakMap<Workflow, Made>();

/** The flow of a workflow in a scenario; kept until the workflow, the scenario or the known samples change. */
function flowWith(workflow: Workflow, scenario: KnownScenario | undefined): Flow {
  const key = scenario ? JSON.stringify([scenario.input, [...(scenario.answers ?? [])]]) : '';
  const samples = sampleShapeOf.version();
  const made = flows.get(workflow);
  if (made?.key === key && made.samples === samples) return made.flow;
  const flow = flowOf(workflow, givenBy(scenario, sampleShapeOf));
  flows.set(workflow, { key, samples, flow });
  return flow;
}
