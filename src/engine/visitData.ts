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

/**
 * The data of the visits of a run, written at every step and read for the one visit that someone looks at: values go
 * into columns, and are put together only when asked for.
 */
export class VisitDataLog {
  #scopes: (Scope | undefined)[] = [];
  #inputs: (JsonValue | undefined)[] = [];
  #outputs: (JsonValue | undefined)[] = [];
  /** Of each visit, the number of its newest stage in the log, from 1; 0: none. */
  #newest: number[] = [];
  /** Of each stage: its name and value, the visit's stage before it, and how many events there were. */
  #names: string[] = [];
  #values: JsonValue[] = [];
  #before: number[] = [];
  #events: number[] = [];

  entered(visit: number, scope: Scope): void {
    this.#scopes[visit] = scope;
    this.#inputs[visit] = undefined;
    this.#outputs[visit] = undefined;
    this.#newest[visit] = 0;
  }

  input(visit: number, value: JsonValue | undefined): void {
    this.#inputs[visit] = value;
  }

  output(visit: number, value: JsonValue | undefined): void {
    this.#outputs[visit] = value;
  }

  /** `events`: how many the run has recorded. */
  stage(visit: number, name: string, value: JsonValue, events: number): void {
    this.#names.push(name);
    this.#values.push(value);
    this.#before.push(this.#newest[visit] ?? 0);
    this.#events.push(events);
    this.#newest[visit] = this.#names.length;
  }

  get(visit: number): VisitData | undefined {
    const scope = this.#scopes[visit];
    const newest = this.#newest[visit] ?? 0;
    if (!scope && newest === 0) return undefined;
    return {
      input: this.#inputs[visit],
      stages: this.#stagesOf(newest),
      output: this.#outputs[visit],
      scope: scope ?? emptyScope,
    };
  }

  /** A stage that comes again (a retry) begins anew from there. */
  #stagesOf(newest: number): readonly Stage[] {
    const numbers: number[] = [];
    for (let at = newest; at > 0; at = this.#before[at - 1] ?? 0) numbers.push(at - 1);
    const stages: Stage[] = [];
    for (const at of numbers.reverse()) {
      const name = this.#names[at] as string;
      const known = stages.findIndex((stage) => stage.name === name);
      if (known >= 0) stages.length = known;
      stages.push({ name, value: this.#values[at] as JsonValue });
    }
    return stages;
  }

  /** Forgets the stages of a time when there were more events. */
  truncate(events: number): void {
    let length = this.#events.length;
    while (length > 0 && (this.#events[length - 1] as number) > events) length -= 1;
    this.#newest.forEach((newest, visit) => {
      let at = newest;
      while (at > length) at = this.#before[at - 1] ?? 0;
      this.#newest[visit] = at;
    });
    for (const column of [this.#names, this.#values, this.#before, this.#events]) column.length = length;
  }

  copyFrom(other: VisitDataLog): void {
    this.#scopes = [...other.#scopes];
    this.#inputs = [...other.#inputs];
    this.#outputs = [...other.#outputs];
    this.#newest = [...other.#newest];
    this.#names = [...other.#names];
    this.#values = [...other.#values];
    this.#before = [...other.#before];
    this.#events = [...other.#events];
  }
}
