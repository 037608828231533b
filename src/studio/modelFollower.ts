import type { StoreApi } from 'zustand/vanilla';
import { type JsonValue, jsonEqual } from '../base/json';
import type { Path } from '../base/pointer';
import type { LanguageService, ParseReply } from '../language/messages';
import type { Problem } from '../model/problem';
import { reuse } from '../model/reuse';
import type { Workflow, WorkflowType } from '../model/workflow';
import type { DocumentState } from './documentDoor';

/** Problems that were asked for right behind the text, and what they depend on besides. */
interface AskedAhead {
  readonly revision: number;
  readonly type: WorkflowType;
  readonly silenced: readonly string[];
  readonly problems: Promise<readonly Problem[]>;
  /** What came; null while nothing did. */
  found: readonly Problem[] | null;
}

/**
 * Lets the model and the problems follow the text. The worker looks for problems as soon as it has read the text, while
 * the page makes the drawing; they are shown with the model they belong to, or after it. One parse is under way at a
 * time and only the newest text is parsed; an answer for a text that is gone is used as long as it is newer than what is
 * shown.
 */
export class ModelFollower {
  readonly #language: LanguageService;
  readonly #store: StoreApi<DocumentState>;
  #place: Path | undefined;
  /** The type the user chose; null: what the template says. */
  #type: WorkflowType | null = null;
  /** Counts what makes answers under way worthless: another document, another place. */
  #epoch = 0;
  #parsing: Promise<void> | null = null;
  #problemsTimer: ReturnType<typeof setTimeout> | null = null;
  #diagnosing: Promise<void> | null = null;
  #ahead: AskedAhead | null = null;
  /** The model of an answer, made while the drawing is prepared for it. */
  #made: { readonly reply: ParseReply; readonly from: Workflow; readonly workflow: Workflow } | null = null;
  /** Called with each model before it is shown; it may be held back for a moment. */
  prepare: ((workflow: Workflow) => Promise<void>) | null = null;
  /** Whether the worker must read the text again, though the model is up to date. */
  #lost = false;

  constructor(language: LanguageService, store: StoreApi<DocumentState>) {
    this.#language = language;
    this.#store = store;
  }

  /** Begins with another document, or another definition in it. */
  reset(place: Path | undefined, type: WorkflowType | null): void {
    this.#epoch++;
    this.#place = place;
    this.#type = type;
    this.#lost = true;
    this.#ahead = null;
  }

  chooseType(type: WorkflowType): void {
    this.#type = type;
    this.diagnoseAgain();
  }

  /** What problems depend on besides the text has changed. */
  diagnoseAgain(): void {
    this.#store.setState({ problemsRevision: -1 });
    this.#diagnoseSoon();
  }

  /** The text has changed: the newest one is read as soon as the one under way is done. */
  follow(): void {
    void this.#parse();
  }

  /** The worker's idea of the document may be wrong: it must read the text again. */
  forget(): void {
    this.#lost = true;
  }

  /** Takes a model that came with an answer. */
  take(reply: ParseReply): void {
    const { workflow, revision, format } = this.#store.getState();
    if (reply.revision !== revision) return;
    const { place, places, broken, ranges } = this.#keptPlaces(reply);
    const type = this.#type ?? place.type ?? this.#store.getState().type;
    this.#lost = false;
    this.#place = this.#place && place.path;
    const found = this.#foundAhead(revision, type);
    this.#store.setState({
      ...{ place, places, broken, ranges, type, format },
      workflow: this.#modelOf(workflow, reply),
      modelRevision: revision,
      ...(found && this.#problemsState(found, revision)),
    });
    // What is drawn for the model does not wait for problems that are still looked for.
    if (found) void this.#learn(revision);
    else this.#diagnoseSoon();
  }

  /** Resolves when the model belongs to the present text. */
  async caughtUp(): Promise<void> {
    while (this.#isBehind()) await this.#parse();
  }

  /** Resolves when the model and the problems belong to the present text. */
  async settled(): Promise<void> {
    for (;;) {
      await this.caughtUp();
      const { problemsRevision, revision } = this.#store.getState();
      if (problemsRevision === revision) return;
      await this.#diagnose();
    }
  }

  #isBehind(): boolean {
    const { modelRevision, revision } = this.#store.getState();
    return this.#lost || modelRevision !== revision;
  }

  #parse(): Promise<void> {
    this.#parsing ??= this.#parseNewest().finally(() => {
      this.#parsing = null;
      // The text may have moved on after the last look at it.
      if (this.#isBehind()) void this.#parse();
    });
    return this.#parsing;
  }

  async #parseNewest(): Promise<void> {
    let failures = 0;
    while (this.#isBehind()) {
      const { text, format, revision, template } = this.#store.getState();
      const epoch = this.#epoch;
      const isEdit = !this.#lost;
      this.#lost = false;
      const request = {
        ...{ text, format, revision },
        ...(this.#place ? { place: this.#place } : {}),
        ...(template ? { template } : {}),
      };
      let reply: ParseReply;
      try {
        const parsing = this.#language.parse(request);
        // The type of a document that is only being opened is not known yet.
        if (isEdit) this.#askAhead();
        reply = await parsing;
      } catch (error) {
        // A worker that died is replaced: the text is read again once.
        this.#lost = true;
        if (++failures < 2) continue;
        this.#lost = false;
        this.#fail(error);
        return;
      }
      // Problems that are there already are shown with the model: one rendering instead of two.
      await Promise.all([this.#prepareFor(reply), isEdit ? messagesReceived() : null]);
      if (epoch === this.#epoch) this.#show(reply);
      else this.#lost = true;
    }
  }

  /** Lets the drawing come with the model, where that is a matter of a moment: both are shown in one frame. */
  async #prepareFor(reply: ParseReply): Promise<void> {
    const from = this.#store.getState().workflow;
    const workflow = reuse(from, reply.workflow);
    this.#made = { reply, from, workflow };
    if (workflow !== from) await this.prepare?.(workflow);
  }

  #modelOf(from: Workflow, reply: ParseReply): Workflow {
    const made = this.#made;
    this.#made = null;
    return made?.reply === reply && made.from === from ? made.workflow : reuse(from, reply.workflow);
  }

  /** The reply with the places of workflows as the same objects where they are as they were. */
  #keptPlaces(reply: ParseReply): ParseReply {
    const before = this.#store.getState();
    const places = sameOr(before.places, reply.places);
    return { ...reply, place: sameOr(before.place, reply.place), places };
  }

  #show(reply: ParseReply): void {
    const { workflow, revision, modelRevision } = this.#store.getState();
    if (reply.revision === revision) {
      this.take(reply);
      return;
    }
    if (reply.revision <= modelRevision) return;
    const { place, places, broken, ranges } = this.#keptPlaces(reply);
    this.#store.setState({
      ...{ place, places, broken, ranges },
      workflow: this.#modelOf(workflow, reply),
      modelRevision: reply.revision,
    });
  }

  /** No model is better than waiting for ever: the text can still be edited and saved. */
  #fail(error: unknown): void {
    const { revision } = this.#store.getState();
    const message = `The text could not be read: ${error instanceof Error ? error.message : String(error)}`;
    const range = { offset: 0, length: 0, line: 1, column: 1 };
    this.#store.setState({ broken: { message, range }, modelRevision: revision, problemsRevision: revision });
  }

  #askAhead(): void {
    const { revision, type, silenced } = this.#store.getState();
    const problems = this.#language.diagnose(revision, { type, silenced });
    const ahead: AskedAhead = { revision, type, silenced, problems, found: null };
    this.#ahead = ahead;
    problems.then(
      (found) => {
        ahead.found = found;
        if (this.#ahead === ahead && this.#problemsTimer !== null) void this.#diagnose();
      },
      () => {
        // Whoever waits for them is told; perhaps nobody does.
      },
    );
  }

  /** The problems of a revision, if they were asked for ahead and are there. */
  #foundAhead(revision: number, type: WorkflowType): readonly Problem[] | null {
    const ahead = this.#ahead;
    if (!ahead?.found || !isFor(ahead, revision, type, this.#store.getState().silenced)) return null;
    this.#ahead = null;
    return ahead.found;
  }

  #problemsState(problems: readonly Problem[], revision: number): Partial<DocumentState> {
    return {
      problems: reuseProblems(this.#store.getState().problems, problems),
      problemsRevision: revision,
    };
  }

  #diagnoseSoon(): void {
    if (this.#problemsTimer !== null) clearTimeout(this.#problemsTimer);
    this.#problemsTimer = setTimeout(() => void this.#diagnose());
  }

  #diagnose(): Promise<void> {
    if (this.#problemsTimer !== null) clearTimeout(this.#problemsTimer);
    this.#problemsTimer = null;
    this.#diagnosing ??= this.#diagnoseNow().finally(() => {
      this.#diagnosing = null;
      const { problemsRevision, revision } = this.#store.getState();
      if (problemsRevision !== revision && !this.#isBehind()) this.#diagnoseSoon();
    });
    return this.#diagnosing;
  }

  async #diagnoseNow(): Promise<void> {
    const { revision, type, silenced } = this.#store.getState();
    const epoch = this.#epoch;
    if (this.#isBehind()) return;
    const ahead = this.#ahead;
    this.#ahead = null;
    const isCurrent = () => {
      const now = this.#store.getState();
      const same = now.type === type && now.silenced === silenced;
      return now.revision === revision && same && epoch === this.#epoch;
    };
    try {
      const problems = await (ahead && isFor(ahead, revision, type, silenced)
        ? ahead.problems
        : this.#language.diagnose(revision, { type, silenced }));
      if (isCurrent()) {
        this.#store.setState(this.#problemsState(problems, revision));
        void this.#learn(revision);
      } else if (this.#store.getState().revision === revision) this.#diagnoseSoon();
    } catch {
      // The text moved on in the worker; the parse that follows asks again.
      if (isCurrent()) this.#store.setState({ problemsRevision: revision });
    }
  }

  /** What is known of the services that the workflow calls comes after the first problems, and may add some. */
  async #learn(revision: number): Promise<void> {
    if (!this.#store.getState().text.includes(':aws-sdk:')) return;
    try {
      const more = await this.#language.learn(revision);
      if (more && this.#store.getState().revision === revision) this.#diagnoseSoon();
    } catch {
      // The text moved on; its problems ask again.
    }
  }
}

function sameOr<T>(before: T, now: T): T {
  return jsonEqual(before as JsonValue, now as JsonValue) ? before : now;
}

function isFor(
  ahead: AskedAhead,
  revision: number,
  type: WorkflowType,
  silenced: readonly string[],
): boolean {
  return ahead.revision === revision && ahead.type === type && ahead.silenced === silenced;
}

/** Resolves when the messages that workers have sent so far were received: they stand in one queue. */
function messagesReceived(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** The problems with those that are as they were as the same objects; the same list where all are. */
function reuseProblems(before: readonly Problem[], now: readonly Problem[]): readonly Problem[] {
  const problems = now.map((problem, at) => {
    const old = before[at];
    return old ? sameOr(old, problem) : problem;
  });
  return problems.length === before.length && problems.every((each, at) => each === before[at])
    ? before
    : problems;
}
