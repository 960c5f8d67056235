import { emitWarning } from "node:process";
import { setImmediate } from "node:timers";
import type { LogLine } from "../model/executor.ts";
import { messageOf } from "../model/message-of.ts";
import { describePlan, type EstimateOf } from "../model/plan.ts";
import { type Report, toReport } from "../model/report.ts";
import type { RunEvent } from "../model/run-event.ts";
import { createView, type View } from "../model/view.ts";
import { explain } from "../plan/explain.ts";
import { createRedactor } from "../util/redactor.ts";
import { createCommandGate } from "./command-gate.ts";
import { guardTracing } from "./guard-tracing.ts";
import { createOrchestrator, type LaunchOptions, recordBeginning } from "./launch.ts";
import { onAbort } from "./on-abort.ts";
import { openRecord } from "./open-record.ts";
import { prepareRun } from "./prepare.ts";
import { Recorder } from "./recorder.ts";
import { resumeFrom } from "./resume.ts";
import type { Run, RunOptions } from "./run.ts";
import { createSource } from "./stream.ts";

/** What a run tells the process that is its host, in the same turn. Must not throw. */
export interface RunObserver {
  /** Gets every event, with the picture it is folded into and its JSON text. */
  onEvent?(event: RunEvent, view: View, line: string): void;
  /** The journal is not whole, or its lock is left behind; before the run's end it is an error of the run too. */
  onJournalFailure?(error: Error): void;
}

/** A run, and the way in for a process that catches what escapes the stages. */
export interface HostedRun {
  readonly run: Run;
  /** Records an error that belongs to no stage. Does nothing when the run is over. */
  reportError(error: unknown): void;
  /** Records a line that belongs to no stage. Returns false when the run is over, or has not begun. */
  log(line: LogLine): boolean;
}

/**
 * Starts a run. Returns before the first event, so that whoever subscribes in
 * the same turn misses none.
 *
 * @throws {StagewrightError} that lists every problem of definitions and options.
 * @example
 * const run = startRun({ stages: await loadStages("stages"), concurrency: 4 });
 * run.events$.subscribe((event) => console.log(event.type));
 * const report = await run.report;
 */
export function startRun(options: RunOptions): Run {
  return hostRun(options).run;
}

/** Starts a run for a process that is its host. See {@link startRun}. */
export function hostRun(options: RunOptions, observer?: RunObserver): HostedRun {
  const prepared = prepareRun(options);
  const resumption = prepared.earlier && resumeFrom(prepared.earlier, prepared.plan);
  const record = openRecord(prepared, (error) => {
    if (view.finishedAt === undefined) recorder.runErrored(error);
    else if (observer === undefined) emitWarning(error);
    observer?.onJournalFailure?.(error);
  });

  const estimateOf: EstimateOf = (stage) => prepared.history.expected(stage.name) ?? stage.estimateMs;
  const planDescription = describePlan(prepared.plan, estimateOf);
  const view = resumption?.view ?? createView(planDescription);
  const complain = (message: string) => {
    if (view.finishedAt === undefined) recorder.log({ level: "error", message });
    // The run has told its last event: what a library can still do is warn.
    else emitWarning(message);
  };
  const onSubscriberError = (error: unknown) =>
    complain(`A subscriber threw and was unsubscribed: ${messageOf(error)}`);
  const tracing =
    options.tracing &&
    guardTracing(options.tracing, (error) => {
      // Not amidst an event, nor before the one that continues a run.
      queueMicrotask(() => complain(`The tracing threw and is left out: ${messageOf(error)}`));
    });
  const events = createSource<RunEvent>({ owed: "all", onSubscriberError });
  const views = createSource<View>({ owed: "newest", first: () => view, onSubscriberError });
  const showView = coalesce(() => views.next(view));

  const recorder = new Recorder({
    runId: prepared.runId,
    clock: prepared.clock,
    view,
    redact: createRedactor(prepared.redact),
    lastSeq: resumption?.lastSeq ?? 0,
    earlierErrors: resumption?.earlierErrors ?? new Map(),
    onEvent: (event) => {
      if (record !== undefined || observer !== undefined) {
        const line = JSON.stringify(event);
        record?.append(line);
        observer?.onEvent?.(event, view, line);
      }
      events.next(event);
      showView();
      tracing?.onEvent(event);
    },
  });

  let resolveReport: (report: Report) => void;
  const report = new Promise<Report>((resolve) => {
    resolveReport = resolve;
  });
  let unwatchSignal = () => {};
  const launch: LaunchOptions = {
    prepared,
    planDescription,
    estimateOf,
    resumption,
    recorder,
    view,
    around: tracing?.around,
    flush: () => record?.flush(),
    step: (action) => gate.step(action),
    onEnd: () => {
      unwatchSignal();
      record?.close();
      views.next(view);
      events.complete();
      views.complete();
      resolveReport(toReport(view));
    },
  };
  const orchestrator = createOrchestrator(launch);
  const gate = createCommandGate((command: Parameters<typeof orchestrator.send>[0]) => {
    if (view.finishedAt === undefined) orchestrator.send(command);
  });
  const { send } = gate;

  queueMicrotask(() => {
    for (const { event } of prepared.earlier?.entries ?? []) tracing?.onEvent(event);
    recordBeginning(launch);
    const { signal } = options;
    if (signal !== undefined) {
      unwatchSignal = onAbort(signal, () => send({ type: "abort", reason: messageOf(signal.reason) }));
    }
    gate.step(() => orchestrator.start());
    send({ type: "begin" });
  });

  const indexOf = (name: string) => {
    const index = prepared.plan.indexOf.get(name);
    if (index === undefined) throw new RangeError(`There is no stage "${name}"`);
    return index;
  };
  const run: Run = {
    id: prepared.runId,
    events$: events.stream,
    view$: views.stream,
    report,
    pause: () => send({ type: "pause" }),
    resume: () => send({ type: "resume" }),
    cancel: (reason = "cancelled") => send({ type: "cancel", reason: messageOf(reason) }),
    cancelStage: (name, reason = "cancelled") =>
      send({ type: "cancelStage", index: indexOf(name), reason: messageOf(reason) }),
    explain: (name) => {
      indexOf(name);
      return explain(view, name);
    },
    [Symbol.asyncDispose]: async () => {
      send({ type: "abort", reason: "disposed" });
      await report;
    },
  };
  return {
    run,
    reportError: (error) => {
      if (view.finishedAt === undefined) recorder.runErrored(error);
    },
    log: (line) => {
      if (view.revision === 0 || view.finishedAt !== undefined) return false;
      recorder.log(line);
      return true;
    },
  };
}

/** Calls `show` at most once a macrotask. */
function coalesce(show: () => void): () => void {
  let state: "idle" | "scheduled" = "idle";
  return () => {
    if (state === "scheduled") return;
    state = "scheduled";
    setImmediate(() => {
      state = "idle";
      show();
    });
  };
}
