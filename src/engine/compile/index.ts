import { isArray, isObject, type JsonObject, type JsonValue, own } from '../../base/json';
import { type Path, pointerStep } from '../../base/pointer';
import { err, ok, type Result } from '../../base/result';
import { compileRule, isJsonataString } from '../../expressions';
import { type QueryLanguage, type StateType, stateTypes } from '../../model/workflow';
import type {
  CatcherProgram,
  ChoiceRuleProgram,
  CompileProblem,
  Exit,
  MachineProgram,
  Program,
  RetrierProgram,
  StateProgram,
} from '../program';
import { leavesPaths } from '../taskParameters';
import { taskTarget } from '../taskTarget';
import { Fields, Problems } from './compiler';
import { compileMap, processorField } from './map';
import { type DataParts, stateProgram } from './state';
import { compileWait } from './wait';

/**
 * Makes a definition ready to run, or says by path why it can't be. Unknown fields are let pass: naming them is the
 * language's work; here only what the run itself needs must be right.
 */
export function compile(definition: JsonValue): Result<Program, readonly CompileProblem[]> {
  const key = isObject(definition) ? definition : null;
  const known = key && programs.get(key);
  if (known) return known;
  const compiler = new Compiler();
  const program = compiler.program(definition);
  const result = program && compiler.problems.list.length === 0 ? ok(program) : err(compiler.problems.list);
  if (key) programs.set(key, result);
  return result;
}

/** Definitions are never mutated, and are often run again. */
const programs = new WeakMap<object, Result<Program, readonly CompileProblem[]>>();

/** Nesting of machines that a definition may have. */
const deepest = 200;

class Compiler {
  readonly problems = new Problems();
  readonly #states: (StateProgram | null)[] = [];
  readonly #transitions: string[] = [];
  /** Of all states that name none, nested ones too: they don't take it from the Map or Parallel around them. */
  #language: QueryLanguage = 'JSONPath';

  program(definition: JsonValue): Program | null {
    if (!isObject(definition)) return this.problems.add([], 'A definition must be an object');
    this.#language = languageOf(definition) ?? 'JSONPath';
    const root = this.#machine(definition, [], '', 0);
    const timeout = own(definition, 'TimeoutSeconds');
    if (!root) return null;
    return {
      root,
      states: this.#states as readonly StateProgram[],
      transitions: this.#transitions,
      timeoutSeconds: typeof timeout === 'number' ? timeout : undefined,
    };
  }

  #machine(value: JsonObject, path: Path, pointer: string, depth: number): MachineProgram | null {
    const states = own(value, 'States');
    const startAt = own(value, 'StartAt');
    if (depth > deepest) return this.problems.add(path, 'The states are nested too deeply');
    if (!isObject(states))
      return this.problems.add([...path, 'States'], 'States must be an object of states');
    const indices = new Map<string, number>();
    for (const name of Object.keys(states)) indices.set(name, this.#states.push(null) - 1);
    if (typeof startAt !== 'string')
      return this.problems.add([...path, 'StartAt'], 'StartAt must name a state');
    const start = indices.get(startAt);
    if (start === undefined) {
      return this.problems.add([...path, 'StartAt'], `There is no state \`${startAt}\` here`);
    }
    for (const [name, index] of indices) {
      const state = own(states, name);
      const at = (): Path => [...path, 'States', name];
      if (!isObject(state)) {
        this.problems.add(at(), 'A state must be an object');
        continue;
      }
      const inForce = languageOf(state) ?? this.#language;
      const place = `${pointer}/States${pointerStep(name)}`;
      const fields = new Fields(state, at, inForce, this.problems, '', place);
      this.#states[index] = this.#state(name, index, fields, indices, depth);
    }
    return { pointer, startAt: start, start: this.#transition(`${pointer}/StartAt`) };
  }

  #transition(pointer: string): number {
    return this.#transitions.push(pointer) - 1;
  }

  #state(
    name: string,
    index: number,
    fields: Fields,
    siblings: ReadonlyMap<string, number>,
    depth: number,
  ): StateProgram | null {
    const { language } = fields;
    const written = fields.get('Type');
    if (!isStateType(written))
      return this.problems.add(fields.at('Type'), 'Type must be one of the eight state types');
    const type = written;
    const plain = isPlain(fields.value);
    const targets = new Targets(fields, siblings, (pointer) => this.#transition(pointer));
    const common = {
      index,
      pointer: fields.pointer,
      name,
      language,
      exit: hasExit(type) ? targets.exitOf(fields) : null,
      data: plain ? noData : compileData(fields, type),
      retry: plain ? none : fields.list('Retry').map(compileRetrier),
      catch: plain ? none : fields.list('Catch').flatMap((each) => compileCatcher(each, targets) ?? []),
    };
    switch (type) {
      case 'Pass':
        return stateProgram(type, common, {
          result: language === 'JSONPath' ? fields.get('Result') : undefined,
        });
      case 'Succeed':
        return stateProgram(type, common, {});
      case 'Fail':
        return stateProgram(type, common, { error: fields.words('Error'), cause: fields.words('Cause') });
      case 'Wait':
        return stateProgram(type, common, { until: compileWait(fields) });
      case 'Choice':
        return stateProgram(type, common, {
          rules: fields.list('Choices').flatMap((each) => compileChoiceRule(each, targets) ?? []),
          fallback: fields.get('Default') === undefined ? null : targets.to(fields, 'Default'),
        });
      case 'Task':
        return stateProgram(type, common, compileTask(fields));
      case 'Parallel':
        return stateProgram(type, common, { branches: this.#branches(fields, depth) });
      case 'Map': {
        const processor = fields.inside(processorField(fields));
        const machine =
          processor && this.#machine(processor.value, processor.path, processor.pointer, depth + 1);
        if (!processor) this.problems.add(fields.at('ItemProcessor'), 'A Map state needs an ItemProcessor');
        return machine && stateProgram(type, common, compileMap(fields, machine));
      }
    }
  }

  #branches(fields: Fields, depth: number): readonly MachineProgram[] {
    if (!isArray(fields.get('Branches'))) {
      this.problems.add(fields.at('Branches'), 'A Parallel state needs Branches');
    }
    return fields
      .list('Branches')
      .flatMap((branch) => this.#machine(branch.value, branch.path, branch.pointer, depth + 1) ?? []);
  }
}

function languageOf(value: JsonObject): QueryLanguage | null {
  const language = own(value, 'QueryLanguage');
  return language === 'JSONata' || language === 'JSONPath' ? language : null;
}

const hasExit = (type: StateType): boolean => type !== 'Choice' && type !== 'Succeed' && type !== 'Fail';

/** Resolves the states that fields name, and numbers the transitions to them. */
class Targets {
  constructor(
    readonly owner: Fields,
    readonly siblings: ReadonlyMap<string, number>,
    readonly transition: (pointer: string) => number,
  ) {}

  to(fields: Fields, name: string): Exit | null {
    const target = fields.get(name);
    if (typeof target !== 'string')
      return this.owner.problems.add(fields.at(name), `${name} must name a state`);
    const index = this.siblings.get(target);
    if (index === undefined) {
      return this.owner.problems.add(fields.at(name), `There is no state \`${target}\` here`);
    }
    return { transition: this.transition(`${fields.pointer}/${name}`), target: index };
  }

  exitOf(fields: Fields): Exit | null {
    if (fields.get('Next') !== undefined) return this.to(fields, 'Next');
    if (fields.get('End') === true)
      return { transition: this.transition(`${fields.pointer}/End`), target: -1 };
    return this.owner.problems.add(fields.path, 'This state needs Next, or End: true');
  }
}

const known: ReadonlySet<JsonValue | undefined> = new Set(stateTypes);
const isStateType = (written: JsonValue | undefined): written is StateType => known.has(written);

/** Fields of data flow and of failures. */
const dataFields: ReadonlySet<string> = new Set([
  'InputPath',
  'OutputPath',
  'ResultPath',
  'ResultSelector',
  'Parameters',
  'Arguments',
  'Output',
  'Assign',
  'Retry',
  'Catch',
]);

/** Whether a state has none of them: then all there is to compile of it is where it goes. */
function isPlain(state: JsonObject): boolean {
  for (const field in state) if (dataFields.has(field)) return false;
  return true;
}

const none: readonly never[] = [];
const noData: DataParts = {
  inputPath: null,
  outputPath: null,
  resultPath: null,
  resultSelector: null,
  parameters: null,
  output: null,
  assign: null,
};

function compileData(fields: Fields, type: StateType): DataParts {
  const assign = fields.assign();
  if (fields.language === 'JSONata') {
    const takes = type === 'Task' || type === 'Parallel';
    return {
      inputPath: null,
      outputPath: null,
      resultPath: null,
      resultSelector: null,
      parameters: takes ? fields.template('Arguments') : null,
      output: fields.template('Output'),
      assign,
    };
  }
  return {
    inputPath: fields.inputPath('InputPath'),
    outputPath: fields.inputPath('OutputPath'),
    resultPath: fields.resultPath('ResultPath'),
    resultSelector: fields.template('ResultSelector'),
    parameters: type === 'Map' ? null : fields.template('Parameters'),
    output: null,
    assign,
  };
}

function compileTask(fields: Fields) {
  const resource = fields.text('Resource');
  if (fields.get('Resource') === undefined) {
    fields.problems.add(fields.at('Resource'), 'A Task state needs a Resource');
  }
  return {
    target: taskTarget(resource ?? ''),
    timeout: fields.figure('TimeoutSeconds'),
    heartbeat: fields.figure('HeartbeatSeconds'),
    credentials: fields.template('Credentials'),
    leavesPaths: fields.language === 'JSONPath' && leavesPaths(fields.get('Parameters')),
  };
}

function compileRetrier(fields: Fields): RetrierProgram {
  return {
    errors: fields.texts('ErrorEquals'),
    intervalSeconds: fields.number('IntervalSeconds') ?? 1,
    maxAttempts: fields.number('MaxAttempts') ?? 3,
    backoffRate: fields.number('BackoffRate') ?? 2,
    maxDelaySeconds: fields.number('MaxDelaySeconds'),
    jitter: fields.text('JitterStrategy') === 'FULL',
  };
}

function compileCatcher(fields: Fields, targets: Targets): CatcherProgram | null {
  const exit = targets.to(fields, 'Next');
  if (!exit) return null;
  const jsonata = fields.language === 'JSONata';
  return {
    errors: fields.texts('ErrorEquals'),
    exit,
    resultPath: jsonata ? null : fields.resultPath('ResultPath'),
    output: jsonata ? fields.template('Output') : null,
    assign: fields.assign(),
  };
}

function compileChoiceRule(fields: Fields, targets: Targets): ChoiceRuleProgram | null {
  const exit = targets.to(fields, 'Next');
  const holds = fields.language === 'JSONata' ? compileCondition(fields) : compileComparison(fields);
  if (!exit || !holds) return null;
  return {
    holds,
    exit,
    output: fields.language === 'JSONata' ? fields.template('Output') : null,
    assign: fields.assign(),
  };
}

function compileComparison(fields: Fields): ChoiceRuleProgram['holds'] | null {
  const rule = compileRule(fields.value);
  return fields.problems.takeAll(rule, fields.path);
}

function compileCondition(fields: Fields): ChoiceRuleProgram['holds'] | null {
  const condition = fields.get('Condition');
  if (typeof condition === 'boolean') return () => condition;
  if (typeof condition !== 'string' || !isJsonataString(condition)) {
    return fields.problems.add(
      fields.at('Condition'),
      'Condition must be true, false or a JSONata expression',
    );
  }
  const evaluate = fields.jsonata('Condition', condition, 'boolean');
  return evaluate && ((environment) => evaluate(environment) === true);
}
