import { type Phase, type PhaseStatus, phaseSchema } from "../../src/model/outcome.ts";
import type { PlanDescription, StageDescription } from "../../src/model/plan.ts";
import {
  EVENT_VERSION,
  type RunEvent,
  type RunEventOf,
  type RunEventType,
  runEventSchema,
} from "../../src/model/run-event.ts";
import type { StageError } from "../../src/model/serialized-error.ts";
import { applyEvent, createView, type StageView, type View } from "../../src/model/view.ts";

/** When recorded runs start: 2026-01-02T03:04:05.000Z. */
export const STARTED_AT = Date.UTC(2026, 0, 2, 3, 4, 5);

/** A stage of a recorded plan; what is left out is as a definition's defaults have it. */
export type RecordedStage = Partial<Omit<StageDescription, "dependencies">> & {
  readonly name: string;
  readonly dependencies?: readonly (string | StageDescription["dependencies"][number])[];
};

type Details<Type extends RunEventType> = Omit<RunEventOf<Type>, "v" | "seq" | "runId" | "at" | "type">;

/** Writes the events of a run that never was, in an order and at times of the test's choice. */
export class RunRecorder {
  readonly events: RunEvent[] = [];
  readonly #open = new Map<string, OpenPhase>();
  #at = STARTED_AT;

  constructor(stages: readonly RecordedStage[], options: Partial<Details<"run.started">> = {}) {
    this.tell("run.started", {
      pipeline: "checkout",
      plan: describePlanOf(stages),
      concurrency: 4,
      failFast: "off",
      graceMs: 5_000,
      pools: {},
      ...options,
    });
  }

  /** Lets time pass. */
  after(elapsedMs: number): this {
    this.#at += elapsedMs;
    return this;
  }

  tell<Type extends RunEventType>(type: Type, details: Details<Type>): this {
    const seq = this.events.length + 1;
    this.events.push(runEventSchema.parse({ v: EVENT_VERSION, seq, runId: "r-1", at: this.#at, type, ...details }));
    return this;
  }

  /** A stage gets its slot. */
  start(stage: string, attempt = 1): this {
    if (attempt === 1) this.tell("stage.ready", { stage });
    return this.tell("stage.started", { stage, attempt });
  }

  openPhase(stage: string, phase: Phase, attempt = 1): this {
    this.#open.set(stage, { stage, attempt, phase, startedAt: this.#at });
    return this.tell("phase.started", { stage, attempt, phase });
  }

  /** Ends the stage's open phase. */
  closePhase(stage: string, status: PhaseStatus, end: PhaseEnd = {}): this {
    const { startedAt, ...phase } = this.#openPhaseOf(stage);
    this.#open.delete(stage);
    return this.tell("phase.finished", { ...phase, status, durationMs: this.#at - startedAt, ...end });
  }

  /** Goes on without waiting for the stage's open phase. */
  abandonPhase(stage: string, status: PhaseStatus, errors: readonly StageError[]): this {
    const { startedAt, ...phase } = this.#openPhaseOf(stage);
    return this.tell("stage.abandoned", { ...phase, begun: true }).closePhase(stage, status, {
      errors,
      abandoned: true,
    });
  }

  /** A forced stop gives up a phase that had not begun. */
  giveUpPhase(stage: string, phase: Phase, attempt = 1): this {
    const place = { stage, attempt, phase };
    return this.tell("stage.abandoned", { ...place, begun: false }).tell("phase.finished", {
      ...place,
      status: "aborted",
      durationMs: 0,
      abandoned: true,
    });
  }

  /** Phases that pass one after the other, by how long each takes. */
  passPhases(stage: string, durations: Partial<Record<Phase, number>>, attempt = 1): this {
    for (const phase of phaseSchema.options) {
      const durationMs = durations[phase];
      if (durationMs !== undefined) this.openPhase(stage, phase, attempt).after(durationMs).closePhase(stage, "passed");
    }
    return this;
  }

  finish(stage: string, details: Omit<Details<"stage.finished">, "stage">): this {
    return this.tell("stage.finished", { stage, ...details });
  }

  /** A stage with nothing but a `run` that passes. */
  pass(stage: string, durationMs: number): this {
    return this.start(stage).passPhases(stage, { run: durationMs }).finish(stage, { status: "passed" });
  }

  end(status: RunEventOf<"run.finished">["status"]): this {
    return this.tell("run.finished", { status, durationMs: this.#at - STARTED_AT });
  }

  #openPhaseOf(stage: string): OpenPhase {
    const phase = this.#open.get(stage);
    if (phase === undefined) throw new TypeError(`No phase of "${stage}" is open`);
    return phase;
  }
}

type PhaseEnd = Partial<Pick<Details<"phase.finished">, "errors" | "abandoned">>;

interface OpenPhase {
  readonly stage: string;
  readonly attempt: number;
  readonly phase: Phase;
  readonly startedAt: number;
}

/** An error as events tell it, with a stack that is the same on every machine. */
export function stageError(message: string, details: Partial<StageError> = {}): StageError {
  const { name = "Error", phase = "run" } = details;
  const stack = `${name}: ${message}\n    at ${phase} (/app/stages/sample.ts:7:11)\n    at async perform (/app/perform.ts:1:1)`;
  return { phase, attempt: 1, name, message, stack, ...details };
}

/** The picture after the events. */
export function viewOf(events: readonly RunEvent[]): View {
  const view = createView();
  for (const event of events) applyEvent(view, event);
  return view;
}

/** The picture of one stage. */
export function stageOf(view: View, name: string): StageView {
  const stage = view.stages.get(name);
  if (stage === undefined) throw new TypeError(`No stage "${name}"`);
  return stage;
}

/** The description of a plan, in the order given. */
export function describePlanOf(stages: readonly RecordedStage[]): PlanDescription {
  return { stages: stages.map(describeStage) };
}

function describeStage({ dependencies = [], ...stage }: RecordedStage): StageDescription {
  return {
    tags: [],
    dependencies: dependencies.map((edge) => (typeof edge === "string" ? { stage: edge, on: "passed" } : edge)),
    optional: false,
    keep: "run",
    phases: ["run"],
    selected: true,
    ...stage,
  };
}
