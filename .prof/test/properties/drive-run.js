import { startRun } from "../../src/run/start-run.js";
import { createSimulatedClock } from "../../src/testing/simulated-clock.js";
import { ABORT_REASON, CANCEL_REASON, CANCEL_STAGE_REASON } from "./control.js";
import { scriptedStage } from "./scripted-stage.js";
import { letStray } from "./stray.js";
/** Lets functions that outlive the run settle: longer than any script takes. */
const AFTERWARDS_MS = 60_000;
/** Once it is cancelled, a run ends: whatever its functions do. */
const MOST_RESCUES = 2;
/** Runs a scenario in virtual time to its end, and a while further. */
export async function driveRun(scenario, controls, { random = () => 0.5, startMs = 0, onCall, onEvent, strays = [], ...options } = {}) {
    const clock = createSimulatedClock(startMs);
    const engineClock = countTimers(clock);
    const trace = [];
    const attempts = new Map();
    const aborter = new AbortController();
    let calls = 0;
    let events = 0;
    let failure;
    // What a subscriber throws, or a stage's function, does not come out of the run.
    const guard = (check) => {
        try {
            check();
        }
        catch (error) {
            failure ??= error;
        }
    };
    const world = {
        clock,
        attemptOf: (stage) => attempts.get(stage) ?? 1,
        called: (call) => {
            trace.push({ kind: "call", call });
            guard(() => onCall?.(call));
            calls += 1;
            for (const stray of strays)
                if (stray.call === calls)
                    letStray(stray, { call, clock, trace });
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
    const act = (action) => {
        trace.push({ kind: "control", action, at: clock.now() });
        perform(run, aborter, action);
    };
    const apply = (kind, count) => {
        for (const { moment, action } of controls)
            if (moment.kind === kind && moment.count === count)
                act(action);
    };
    run.events$.subscribe((event) => {
        trace.push({ kind: "event", event });
        if (event.type === "stage.started")
            attempts.set(event.stage, event.attempt);
        guard(() => onEvent?.(event, run));
        events += 1;
        apply("event", events);
    });
    const timers = controls.flatMap(({ moment, action }) => {
        if (moment.kind === "atOnce")
            act(action);
        return moment.kind === "time" ? [clock.setTimeout(() => act(action), moment.afterMs)] : [];
    });
    const report = await finish({ run, clock, trace, act });
    if (failure !== undefined)
        throw failure;
    for (const timer of timers)
        clock.clearTimeout(timer);
    const timersLeft = engineClock.pending;
    const length = trace.length;
    await clock.advance(AFTERWARDS_MS);
    return { scenario, controls, trace: trace.slice(0, length), report, timersLeft, afterwards: trace.slice(length) };
}
/** A run may be paused for ever, or a function hang without a timeout: then it is told to go on, and else cancelled. */
async function finish({ run, clock, trace, act }) {
    for (let rescues = 0;; rescues += 1) {
        try {
            return await clock.runUntil(run.report);
        }
        catch (error) {
            if (rescues === MOST_RESCUES)
                throw error;
            trace.push({ kind: "still", at: clock.now() });
            act(rescues === 0 ? { kind: "resume" } : { kind: "cancel" });
        }
    }
}
function perform(run, aborter, action) {
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
            }
            catch (error) {
                if (!(error instanceof RangeError))
                    throw error;
            }
    }
}
/** The same clock, with a count of the timers that are set through it. */
function countTimers(clock) {
    const set = new Set();
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
