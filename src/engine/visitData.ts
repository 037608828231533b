import type { JsonValue } from '../base/json';
import { emptyScope, type Scope } from './scope';

/** What a visit's data was at one stage. */
export interface Stage {
  readonly name: string;
  readonly value: JsonValue;
}

/** Data of a visit: the variables at its entry, and its data flow from stage to stage. */
export interface VisitData {
  readonly input: JsonValue | undefined;
  readonly stages: readonly Stage[];
  readonly output: JsonValue | undefined;
  readonly scope: Scope;
}

const chunkSize = 1024;

/** Names of stages by the numbers that stand for them. */
const stageNames: string[] = [];

function numberOfStage(name: string): number {
  const known = stageNames.indexOf(name);
  return known >= 0 ? known : stageNames.push(name) - 1;
}

/** Of each visit: what it began and ended with, and the number of its newest stage in the log, from 1; 0: none. */
class VisitChunk {
  readonly scopes = new Array<Scope | undefined>(chunkSize);
  readonly inputs = new Array<JsonValue | undefined>(chunkSize);
  readonly outputs = new Array<JsonValue | undefined>(chunkSize);
  readonly newest = new Int32Array(chunkSize);

  copy(): VisitChunk {
    const copy = new VisitChunk();
    for (let at = 0; at < chunkSize; at += 1) {
      copy.scopes[at] = this.scopes[at];
      copy.inputs[at] = this.inputs[at];
      copy.outputs[at] = this.outputs[at];
    }
    copy.newest.set(this.newest);
    return copy;
  }
}

/** Of each stage: its name and value, the number of the visit's stage before it, and how many events there were. */
class StageChunk {
  readonly names = new Uint8Array(chunkSize);
  readonly values = new Array<JsonValue | undefined>(chunkSize);
  readonly before = new Int32Array(chunkSize);
  readonly events = new Float64Array(chunkSize);

  copy(): StageChunk {
    const copy = new StageChunk();
    copy.names.set(this.names);
    for (let at = 0; at < chunkSize; at += 1) copy.values[at] = this.values[at];
    copy.before.set(this.before);
    copy.events.set(this.events);
    return copy;
  }
}

/**
 * The data of the visits of a run, written at every step and read for the one visit that someone looks at: values go
 * into columns, and are put together only when asked for. Columns grow by chunks, so that nothing is copied again and
 * again.
 */
export class VisitDataLog {
  #visits: VisitChunk[] = [];
  #stages: StageChunk[] = [];
  /** Stages in the log. */
  #length = 0;

  entered(visit: number, scope: Scope): void {
    const chunk = this.#visitsAt(visit);
    const at = visit % chunkSize;
    chunk.scopes[at] = scope;
    chunk.inputs[at] = undefined;
    chunk.outputs[at] = undefined;
    chunk.newest[at] = 0;
  }

  input(visit: number, value: JsonValue | undefined): void {
    this.#visitsAt(visit).inputs[visit % chunkSize] = value;
  }

  output(visit: number, value: JsonValue | undefined): void {
    this.#visitsAt(visit).outputs[visit % chunkSize] = value;
  }

  /** `events`: how many the run has recorded. */
  stage(visit: number, name: string, value: JsonValue, events: number): void {
    const number = Math.floor(this.#length / chunkSize);
    if (number === this.#stages.length) this.#stages.push(new StageChunk());
    const chunk = this.#stages[number] as StageChunk;
    const at = this.#length % chunkSize;
    const { newest } = this.#visitsAt(visit);
    chunk.names[at] = numberOfStage(name);
    chunk.values[at] = value;
    chunk.before[at] = newest[visit % chunkSize] as number;
    chunk.events[at] = events;
    this.#length += 1;
    newest[visit % chunkSize] = this.#length;
  }

  get(visit: number): VisitData | undefined {
    const chunk = this.#visits[Math.floor(visit / chunkSize)];
    const at = visit % chunkSize;
    const scope = chunk?.scopes[at];
    const newest = chunk?.newest[at] ?? 0;
    if (!chunk || (!scope && newest === 0)) return undefined;
    return {
      input: chunk.inputs[at],
      stages: this.#stagesOf(newest),
      output: chunk.outputs[at],
      scope: scope ?? emptyScope,
    };
  }

  /** A stage that comes again (a retry) begins anew from there. */
  #stagesOf(newest: number): readonly Stage[] {
    const found: Stage[] = [];
    for (let number = newest; number > 0; number = this.#before(number)) {
      const { names, values } = this.#stages[Math.floor((number - 1) / chunkSize)] as StageChunk;
      const at = (number - 1) % chunkSize;
      found.push({ name: stageNames[names[at] as number] as string, value: values[at] as JsonValue });
    }
    const stages: Stage[] = [];
    for (const stage of found.reverse()) {
      const known = stages.findIndex(({ name }) => name === stage.name);
      if (known >= 0) stages.length = known;
      stages.push(stage);
    }
    return stages;
  }

  #before(number: number): number {
    return this.#stages[Math.floor((number - 1) / chunkSize)]?.before[(number - 1) % chunkSize] ?? 0;
  }

  #eventsAt(number: number): number {
    return this.#stages[Math.floor((number - 1) / chunkSize)]?.events[(number - 1) % chunkSize] ?? 0;
  }

  #visitsAt(visit: number): VisitChunk {
    const number = Math.floor(visit / chunkSize);
    while (this.#visits.length <= number) this.#visits.push(new VisitChunk());
    return this.#visits[number] as VisitChunk;
  }

  /** Forgets the stages of a time when there were more events. */
  truncate(events: number): void {
    let length = this.#length;
    while (length > 0 && this.#eventsAt(length) > events) length -= 1;
    for (const { newest } of this.#visits) {
      for (let at = 0; at < chunkSize; at += 1) {
        let number = newest[at] as number;
        while (number > length) number = this.#before(number);
        newest[at] = number;
      }
    }
    this.#length = length;
    this.#stages.length = Math.ceil(length / chunkSize);
    this.#stages.at(-1)?.values.fill(undefined, length % chunkSize || chunkSize);
  }

  copyFrom(other: VisitDataLog): void {
    this.#visits = other.#visits.map((chunk) => chunk.copy());
    this.#stages = other.#stages.map((chunk) => chunk.copy());
    this.#length = other.#length;
  }
}
