import type { Execution } from './execution';
import type { Files } from './files/fileData';
import type { NestedExecution } from './messages';
import { NestedView } from './nestedView';
import type { Program } from './program';
import type { SampleShapes } from './sampleResult';
import { nestedExecutions } from './startedExecutions';

/** Executions that are told of at most, the newest. */
const mostTold = 200;

/** The nested executions of a run as others see them: what is new of them, and the one that is looked at. */
export class NestedBook {
  #told: readonly NestedExecution[] = [];
  #shown: { readonly key: string; readonly view: NestedView | null } | null = null;

  /** All of them when something has changed since they were told of last; else null. */
  news(execution: Execution, program: Program, anyway: boolean): readonly NestedExecution[] | null {
    if (execution.started.size === 0 && this.#told.length === 0) return null;
    const now = nestedExecutions(execution, program).slice(-mostTold);
    const before = this.#told;
    const same =
      now.length === before.length &&
      now.every(
        ({ executionArn, status }, at) =>
          executionArn === before[at]?.executionArn && status === before[at]?.status,
      );
    this.#told = now;
    return same && !anyway ? null : now;
  }

  /** The last view is kept: pages of its events are asked for one by one. */
  at(
    path: readonly string[],
    execution: Execution,
    shapes: SampleShapes | undefined,
    files: Files | undefined,
  ): NestedView | null {
    const key = JSON.stringify([path, execution.clock, execution.steps]);
    if (this.#shown?.key !== key) {
      this.#shown = { key, view: NestedView.at(path, { execution }, shapes, files) };
    }
    return this.#shown.view;
  }
}
