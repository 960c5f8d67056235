import type { Report, StageReport } from "../../src/model/report.ts";
import type { RunEvent, RunEventOf, RunEventType } from "../../src/model/run-event.ts";
import type { Run, RunOptions } from "../../src/run/run.ts";
import { startRun } from "../../src/run/start-run.ts";
import { createSimulatedClock, type SimulatedClock } from "../../src/testing/simulated-clock.ts";
import { checkInvariants } from "./invariants.ts";

export type Stages = RunOptions["stages"];

export interface SimulationOptions extends Omit<RunOptions, "stages" | "clock"> {
  /** Default: one of its own, at 0. */
  readonly clock?: SimulatedClock;
}

/** A run in virtual time that is under way. */
export interface Simulation {
  readonly run: Run;
  readonly clock: SimulatedClock;
  /** All events so far. */
  readonly events: readonly RunEvent[];
  /** Lets virtual time pass to the end of the run, and checks what holds of every run. */
  finish(): Promise<SimulatedRun>;
}

/** A run in virtual time that has ended. */
export interface SimulatedRun {
  readonly events: readonly RunEvent[];
  readonly report: Report;
}

/** Starts stages in virtual time; nothing has happened yet. Sixteen stages are active at once. */
export function begin(stages: Stages, options: SimulationOptions = {}): Simulation {
  const { clock = createSimulatedClock(), ...rest } = options;
  const run = startRun({ concurrency: 16, ...rest, stages, clock });
  const events: RunEvent[] = [];
  run.events$.subscribe((event) => events.push(event));
  return {
    run,
    clock,
    events,
    finish: async () => {
      const report = await clock.runUntil(run.report);
      checkInvariants({ events, report, clock });
      return { events, report };
    },
  };
}

/** Runs stages in virtual time from beginning to end. */
export function simulate(stages: Stages, options: SimulationOptions = {}): Promise<SimulatedRun> {
  return begin(stages, options).finish();
}

export function stageOf({ report }: Pick<SimulatedRun, "report">, name: string): StageReport {
  const stage = report.stages.find((candidate) => candidate.name === name);
  if (stage === undefined) throw new TypeError(`No stage "${name}"`);
  return stage;
}

/** The end of each stage, by name. */
export function endsOf({ report }: Pick<SimulatedRun, "report">): Record<string, string> {
  return Object.fromEntries(report.stages.map(({ name, status, skip }) => [name, skip?.reason ?? status]));
}

/** The messages of a stage's errors, each with its phase and attempt: `run 1: no route`. */
export function errorsOf(ended: Pick<SimulatedRun, "report">, name: string): readonly string[] {
  return stageOf(ended, name).errors.map(({ phase, attempt, message }) => `${phase} ${attempt}: ${message}`);
}

export function eventsOfType<Type extends RunEventType>(
  { events }: Pick<SimulatedRun, "events">,
  type: Type,
): readonly RunEventOf<Type>[] {
  return events.filter((event): event is RunEventOf<Type> => event.type === type);
}

/** What happened, a line each: `db.setup`, `db.setup passed`, `db serving`, `db passed`, `run.finished`. */
export function storyOf({ events }: Pick<SimulatedRun, "events">): readonly string[] {
  return events.flatMap((event): readonly string[] => {
    switch (event.type) {
      case "stage.ready":
      case "stage.started":
      case "log":
      case "progress":
        return [];
      case "phase.started":
        return [`${event.stage}.${event.phase}`];
      case "phase.finished":
        return [`${event.stage}.${event.phase} ${event.status}${event.abandoned === true ? ", abandoned" : ""}`];
      case "stage.finished":
        return [`${event.stage} ${event.skip?.reason ?? event.status}`];
      case "stage.serving":
      case "stage.retrying":
      case "stage.leaked":
        return [`${event.stage} ${event.type.slice("stage.".length)}`];
      case "stage.abandoned":
        return [];
      default:
        return [event.type];
    }
  });
}
