import type { Clock } from "../../src/model/clock.ts";
import type { Report } from "../../src/model/report.ts";
import type { RunEvent } from "../../src/model/run-event.ts";
import type { Run, RunOptions } from "../../src/run/run.ts";
import { startRun } from "../../src/run/start-run.ts";
import { createSimulatedClock, type SimulatedClock } from "../../src/testing/simulated-clock.ts";
import type { Scenario } from "../oracle/scenario.ts";
import { ABORT_REASON, CANCEL_REASON, CANCEL_STAGE_REASON, type Control } from "./control.ts";
import { scriptedStage } from "./scripted-stage.ts";
import { letStray, type Stray } from "./stray.ts";
import type { Call, TraceItem } from "./trace.ts";

/** A run that has ended, and all that was seen of it. */
export interface DrivenRun {
  readonly scenario: Scenario;
  readonly controls: readonly Control[];
  readonly trace: readonly TraceItem[];
  readonly report: Report;
  /** Timers of the engine's that were left when the run had ended. */
  readonly timersLeft: number;
  /** What happened after the run had ended, while its abandoned functions went on. */
  readonly afterwards: readonly TraceItem[];
}

export type DriveOptions = Pick<RunOptions, "journal" | "resume" | "runId"> & {
  /** For the jitter of retries. */
  readonly random?: () => number;
  readonly startMs?: number;
  readonly onCall?: (call: Call) => void;
  readonly onEvent?: (event: RunEvent, run: Run) => void;
  /** Errors that escape the stages' functions. */
  readonly strays?: readonly Stray[];
};

/** Lets functions that outlive the run settle: longer than any script takes. */
const AFTERWARDS_MS = 60_000;
/** Once it is cancelled, a run ends: whatever its functions do. */
const MOST_RESCUES = 2;

/** Runs a scenario in virtual time to its end, and a while further. */
export async function driveRun(
  scenario: Scenario,
  controls: readonly Control[],
  { random = () => 0.5, startMs = 0, onCall, onEvent, strays = [], ...options }: DriveOptions = {},
): Promise<DrivenRun> {
  const clock = createSimulatedClock(startMs);
  const engineClock = countTimers(clock);
  const trace: TraceItem[] = [];
  const attempts = new Map<string, number>();
  const aborter = new AbortController();
  let calls = 0;
  let events = 0;
  let failure: unknown;
  // What a subscriber throws, or a stage's function, does not come out of the run.
  const guard = (check: () => void) => {
    try {
      check();
    } catch (error) {
      failure ??= error;
    }
  };

  const world = {
    clock,
    attemptOf: (stage: string) => attempts.get(stage) ?? 1,
    called: (call: Call) => {
      trace.push({ kind: "call", call });
      guard(() => onCall?.(call));
      calls += 1;
      for (const stray of strays) if (stray.call === calls) letStray(stray, { call, clock, trace });
      apply("call", calls);
    },
  };
  const run = startRun({
    ...options,
    stages: scenario.stages.map((script) => scriptedStage(script, world)),
    concurrency: scenario.concurrency,
    failFast: scenario.failFast,
    grace: scenario.graceMs,
    pools: { ...scenario.pools },
    ...(scenario.skipped.length > 0 && { selection: { skip: scenario.skipped } }),
    signal: aborter.signal,
    clock: engineClock,
    random,
  });
  const act = (action: Control["action"]) => {
    trace.push({ kind: "control", action, at: clock.now() });
    perform(run, aborter, action);
  };
  const apply = (kind: "call" | "event", count: number) => {
    for (const { moment, action } of controls) if (moment.kind === kind && moment.count === count) act(action);
  };
  run.events$.subscribe((event) => {
    trace.push({ kind: "event", event });
    if (event.type === "stage.started") attempts.set(event.stage, event.attempt);
    guard(() => onEvent?.(event, run));
    events += 1;
    apply("event", events);
  });
  const timers = controls.flatMap(({ moment, action }) => {
    if (moment.kind === "atOnce") act(action);
    return moment.kind === "time" ? [clock.setTimeout(() => act(action), moment.afterMs)] : [];
  });

  const report = await finish({ run, clock, trace, act });
  if (failure !== undefined) throw failure;
  for (const timer of timers) clock.clearTimeout(timer);
  const timersLeft = engineClock.pending;
  const length = trace.length;
  await clock.advance(AFTERWARDS_MS);
  return { scenario, controls, trace: trace.slice(0, length), report, timersLeft, afterwards: trace.slice(length) };
}

interface Rescue {
  readonly run: Run;
  readonly clock: SimulatedClock;
  readonly trace: TraceItem[];
  readonly act: (action: Control["action"]) => void;
}

/** A run may be paused for ever, or a function hang without a timeout: then it is told to go on, and else cancelled. */
async function finish({ run, clock, trace, act }: Rescue): Promise<Report> {
  for (let rescues = 0; ; rescues += 1) {
    try {
      return await clock.runUntil(run.report);
    } catch (error) {
      if (rescues === MOST_RESCUES) throw error;
      trace.push({ kind: "still", at: clock.now() });
      act(rescues === 0 ? { kind: "resume" } : { kind: "cancel" });
    }
  }
}

function perform(run: Run, aborter: AbortController, action: Control["action"]): void {
  switch (action.kind) {
    case "pause":
      return run.pause();
    case "resume":
      return run.resume();
    case "cancel":
      return run.cancel(CANCEL_REASON);
    case "abort":
      return aborter.abort(new Error(ABORT_REASON));
    case "dispose":
      void run[Symbol.asyncDispose]();
      return;
    case "cancelStage":
      try {
        run.cancelStage(action.stage, CANCEL_STAGE_REASON);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
  }
}

/** The same clock, with a count of the timers that are set through it. */
function countTimers(clock: SimulatedClock): Clock & { readonly pending: number } {
  const set = new Set<unknown>();
  return {
    now: () => clock.now(),
    setTimeout: (callback, delayMs) => {
      const handle = clock.setTimeout(() => {
        set.delete(handle);
        callback();
      }, delayMs);
      set.add(handle);
      return handle;
    },
    clearTimeout: (handle) => {
      set.delete(handle);
      clock.clearTimeout(handle);
    },
    get pending() {
      return set.size;
    },
  };
}
