import { emitWarning } from "node:process";
import { setImmediate } from "node:timers";
import { messageOf } from "../model/message-of.js";
import { describePlan } from "../model/plan.js";
import { toReport } from "../model/report.js";
import { createView } from "../model/view.js";
import { explain } from "../plan/explain.js";
import { createRedactor } from "../util/redactor.js";
import { createCommandGate } from "./command-gate.js";
import { createOrchestrator, recordBeginning } from "./launch.js";
import { onAbort } from "./on-abort.js";
import { openRecord } from "./open-record.js";
import { prepareRun } from "./prepare.js";
import { Recorder } from "./recorder.js";
import { resumeFrom } from "./resume.js";
import { createSource } from "./stream.js";
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
export function startRun(options) {
    return hostRun(options).run;
}
/** Starts a run for a process that is its host. See {@link startRun}. */
export function hostRun(options, observer) {
    const prepared = prepareRun(options);
    const resumption = prepared.earlier && resumeFrom(prepared.earlier, prepared.plan);
    const record = openRecord(prepared, (error) => {
        if (view.finishedAt === undefined)
            recorder.runErrored(error);
        else if (observer === undefined)
            emitWarning(error);
        observer?.onJournalFailure?.(error);
    });
    const planDescription = describePlan(prepared.plan);
    const view = resumption?.view ?? createView(planDescription);
    const onSubscriberError = (error) => {
        const message = `A subscriber threw and was unsubscribed: ${messageOf(error)}`;
        if (view.finishedAt === undefined)
            recorder.log({ level: "error", message });
        // The run has told its last event: what a library can still do is warn.
        else
            emitWarning(message);
    };
    const events = createSource({ owed: "all", onSubscriberError });
    const views = createSource({ owed: "newest", first: () => view, onSubscriberError });
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
        },
    });
    let resolveReport;
    const report = new Promise((resolve) => {
        resolveReport = resolve;
    });
    let unwatchSignal = () => { };
    const launch = {
        prepared,
        planDescription,
        resumption,
        recorder,
        view,
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
    const gate = createCommandGate((command) => {
        if (view.finishedAt === undefined)
            orchestrator.send(command);
    });
    const { send } = gate;
    queueMicrotask(() => {
        recordBeginning(launch);
        const { signal } = options;
        if (signal !== undefined) {
            unwatchSignal = onAbort(signal, () => send({ type: "abort", reason: messageOf(signal.reason) }));
        }
        gate.step(() => orchestrator.start());
        send({ type: "begin" });
    });
    const indexOf = (name) => {
        const index = prepared.plan.indexOf.get(name);
        if (index === undefined)
            throw new RangeError(`There is no stage "${name}"`);
        return index;
    };
    const run = {
        id: prepared.runId,
        events$: events.stream,
        view$: views.stream,
        report,
        pause: () => send({ type: "pause" }),
        resume: () => send({ type: "resume" }),
        cancel: (reason = "cancelled") => send({ type: "cancel", reason: messageOf(reason) }),
        cancelStage: (name, reason = "cancelled") => send({ type: "cancelStage", index: indexOf(name), reason: messageOf(reason) }),
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
            if (view.finishedAt === undefined)
                recorder.runErrored(error);
        },
    };
}
/** Calls `show` at most once a macrotask. */
function coalesce(show) {
    let state = "idle";
    return () => {
        if (state === "scheduled")
            return;
        state = "scheduled";
        setImmediate(() => {
            state = "idle";
            show();
        });
    };
}
