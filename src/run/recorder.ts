import type { Clock } from "../model/clock.ts";
import type { LogLine } from "../model/executor.ts";
import type { Fact } from "../model/fact.ts";
import type { StageFailure } from "../model/outcome.ts";
import { EVENT_VERSION, type RunEvent, type RunEventType } from "../model/run-event.ts";
import { deriveRunStatus } from "../model/run-status.ts";
import { serializeError } from "../model/serialize-error.ts";
import type { StageError } from "../model/serialized-error.ts";
import { applyEvent, openPhase, type View } from "../model/view.ts";
import { toJson } from "../util/to-json.ts";

/** Longer log lines are cut. */
const MAX_LINE = 8_192;

/** An event without what all events have in common. */
export type EventBody = RunEvent extends infer Event
  ? Event extends RunEvent
    ? Omit<Event, "v" | "seq" | "runId" | "at">
    : never
  : never;

export interface RecorderOptions {
  readonly runId: string;
  readonly clock: Clock;
  /** The picture that the events are folded into. */
  readonly view: View;
  /** Takes the secrets out of a text. */
  readonly redact: ((text: string) => string) | undefined;
  /** Gets each event once it is folded in. Never throws. */
  readonly onEvent: (event: RunEvent) => void;
  /** The number of the newest event of the run that is continued; 0 for a new run. */
  readonly lastSeq: number;
  /** The errors of the attempts that were made before the run was cut off, by stage. */
  readonly earlierErrors: ReadonlyMap<string, readonly StageError[]>;
}

/** A line, and whose it is; the run's where it names no stage. */
export interface OwnedLogLine extends LogLine {
  readonly stage?: string;
  readonly attempt?: number;
}

/** The one place where events are built, numbered, timed, cut and redacted. */
export class Recorder {
  readonly #options: RecorderOptions;
  readonly #text: (text: string) => string;
  #seq: number;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#text = options.redact ?? ((text) => text);
    this.#seq = options.lastSeq;
  }

  /** Records an event whose parts are JSON already. */
  record(body: EventBody): void {
    const { runId, clock, view, onEvent } = this.#options;
    this.#seq += 1;
    // Time never goes back in a journal, not even where it goes on in another process.
    const at = Math.max(view.at, Math.round(clock.now()));
    const event = { v: EVENT_VERSION, seq: this.#seq, runId, at, ...body } as RunEvent;
    applyEvent(view, event);
    onEvent(event);
  }

  /** Records what the machines tell. */
  tell(fact: Fact): void {
    switch (fact.type) {
      case "phase.finished":
        return this.#recordPhaseEnd(fact);
      case "stage.finished":
        return this.#recordStageEnd(fact);
      case "run.cancelling":
        return this.record({ ...fact, reason: this.#text(fact.reason) });
      case "run.finished":
        return this.#recordRunEnd();
      default:
        return this.record(fact);
    }
  }

  log({ message, fields, ...rest }: OwnedLogLine): void {
    const text = this.#text(message);
    const line = text.length > MAX_LINE ? `${text.slice(0, MAX_LINE)}… (${text.length - MAX_LINE} more)` : text;
    const json = fields === undefined ? undefined : toJson(fields, this.#text).value;
    const isRecord = typeof json === "object" && json !== null && !Array.isArray(json);
    this.record({
      type: "log",
      ...rest,
      message: line,
      ...(json !== undefined && { fields: isRecord ? { ...json } : { value: json } }),
    });
  }

  progress(stage: string, attempt: number, data: unknown): void {
    this.record({ type: "progress", stage, attempt, data: toJson(data, this.#text).value });
  }

  /** Records an error that belongs to no stage. */
  runErrored(error: unknown): void {
    this.record({ type: "run.errored", error: serializeError(error, this.#text) });
  }

  #recordPhaseEnd({ stage, attempt, phase, status, failures, abandoned }: FactOf<"phase.finished">): void {
    const { view, clock } = this.#options;
    const stageView = view.stages.get(stage);
    const open = stageView && openPhase(stageView);
    const durationMs = open === undefined ? 0 : Math.max(0, Math.round(clock.now()) - open.startedAt);
    this.record({
      type: "phase.finished",
      stage,
      attempt,
      phase,
      status,
      durationMs,
      ...(failures.length > 0 && { errors: this.#stageErrors(failures) }),
      ...(abandoned && { abandoned }),
    });
  }

  #recordStageEnd({ stage, status, flaky, failures, output, skip }: FactOf<"stage.finished">): void {
    const json = output === undefined ? undefined : toJson(output, this.#text);
    const earlier = this.#options.earlierErrors.get(stage) ?? [];
    const isFlaky = flaky || (status === "passed" && earlier.length > 0);
    this.record({
      type: "stage.finished",
      stage,
      status,
      ...(isFlaky && { flaky: true }),
      ...(earlier.length + failures.length > 0 && { errors: [...earlier, ...this.#stageErrors(failures)] }),
      ...(json !== undefined && (json.lossy ? { outputLost: true } : { output: json.value })),
      ...(skip !== undefined && {
        skip: { ...skip, ...(skip.message !== undefined && { message: this.#text(skip.message) }) },
      }),
    });
  }

  #recordRunEnd(): void {
    const { view, clock } = this.#options;
    const durationMs = Math.max(0, Math.round(clock.now()) - view.startedAt);
    this.record({ type: "run.finished", status: deriveRunStatus(view), durationMs });
  }

  #stageErrors(failures: readonly StageFailure[]): readonly StageError[] {
    return failures.map(({ phase, attempt, error }) => ({ phase, attempt, ...serializeError(error, this.#text) }));
  }
}

type FactOf<Type extends Fact["type"] & RunEventType> = Extract<Fact, { type: Type }>;
