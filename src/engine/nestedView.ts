import { toHistoryEvent } from './details';
import type { EventStore } from './eventStore';
import type { Execution } from './execution';
import { detailContext } from './facts';
import { type Files, textFile } from './files/fileData';
import type { Entry } from './history';
import type { HistoryEvent, NestedExecution, RunEvent } from './messages';
import type { Program } from './program';
import { runToEnd } from './runToEnd';
import type { SampleShapes } from './sampleResult';
import { nestedExecutions, type StartedExecution, shownUpTo } from './startedExecutions';
import { runEventOf } from './views';

/** The events of a run, to be paged and filtered. */
export interface EventSource {
  readonly program: Program;
  readonly eventCount: number;
  /** Goes through the events from an index on, while `visit` says so. */
  eachEntry(from: number, visit: (entry: Entry, index: number) => boolean): void;
  runEvent(entry: Entry): RunEvent;
}

/**
 * A nested execution, to look at: it is run once more, up to where it stands on the clock of the execution that started
 * it. The same seed and mocks give the same run.
 */
export class NestedView implements EventSource {
  private constructor(
    readonly program: Program,
    readonly execution: Execution,
    readonly entries: EventStore,
    private readonly depth: number,
  ) {}

  /** The execution at the end of a path of ARNs, each of which was started by the one before. */
  static at(
    path: readonly string[],
    run: { readonly execution: Execution },
    shapes: SampleShapes | undefined,
    files: Files | undefined,
  ): NestedView | null {
    let view: NestedView | null = null;
    for (const arn of path) {
      const { execution }: { readonly execution: Execution } = view ?? run;
      const started = execution.started.get(arn);
      if (!started) return null;
      view = NestedView.#again(started, execution, (view?.depth ?? 0) + 1, shapes, files);
      if (!view) return null;
    }
    return view;
  }

  static #again(
    started: StartedExecution,
    by: Execution,
    depth: number,
    shapes: SampleShapes | undefined,
    files: Files | undefined,
  ): NestedView | null {
    const until = shownUpTo(started, by) - started.startedAt;
    const run = runToEnd(started.request, {
      until,
      place: { depth, budget: { left: started.budget }, sent: () => {} },
      ...(started.stoppedAt === null ? {} : { stop: { afterEvents: Number.MAX_SAFE_INTEGER } }),
      ...(shapes ? { shapes } : {}),
      files: new Map([
        ...(files ?? []),
        ...[...started.written].map(([place, text]) => [place, textFile(text)] as const),
      ]),
    });
    if ('problems' in run) return null;
    const { program, execution, entries } = run.ended;
    return new NestedView(program, execution, entries, depth);
  }

  get eventCount(): number {
    return this.entries.length;
  }

  eachEntry(from: number, visit: (entry: Entry, index: number) => boolean): void {
    for (let index = from; index < this.entries.length; index += 1) {
      const entry = this.entries.get(index);
      if (entry && !visit(entry, index)) return;
    }
  }

  runEvent(entry: Entry): RunEvent {
    return runEventOf(entry, this.program, this.execution.facts);
  }

  history(): readonly HistoryEvent[] {
    const context = detailContext(this.program, this.execution.facts);
    return this.entries.map((entry) => toHistoryEvent(entry, context));
  }

  nested(): readonly NestedExecution[] {
    return nestedExecutions(this.execution, this.program);
  }
}
