import { closingEvents } from "../../src/model/closing-events.js";
import { RunRecorder, stageError, viewOf } from "../helpers/events.js";
const ALL_PHASES = ["setup", "run", "teardown"];
const apiError = stageError("expected 200, got 500", {
    name: "AssertionError",
    code: "ERR_ASSERTION",
    cause: {
        name: "AggregateError",
        message: "all hosts failed",
        errors: [
            { name: "Error", message: "connect ECONNREFUSED ::1:8080", code: "ECONNREFUSED" },
            { name: "Error", message: "connect ECONNREFUSED 127.0.0.1:8080", code: "ECONNREFUSED" },
        ],
    },
});
const closeError = stageError("socket is\nalready closed", { phase: "teardown" });
const outdated = stageError("3 packages are out of date");
const refused = stageError("connect ECONNREFUSED", { code: "ECONNREFUSED" });
const bare = stageError("no", { stack: undefined });
const timeoutIn = (phase) => stageError(`${phase} took longer than 30s`, { phase, name: "TimeoutError", stack: undefined });
const cancellationIn = (phase) => stageError("the run was cancelled: SIGINT", { phase, name: "CancelledError", stack: undefined });
const hostileName = 'we"ird <name> & ]]>\u0007';
const hostileError = stageError("\u001b[31mred\u001b[39m ]]> <b>&amp; \ud800\ufffe", {
    name: "Bad\nName",
    cause: { name: "Error", message: "" },
});
/** Recorded runs: each way that a run can go. */
export const SCENARIOS = {
    "all pass": new RunRecorder([
        { name: "database", phases: ALL_PHASES, keep: "dependents" },
        { name: "api", dependencies: ["database"] },
    ])
        .start("database")
        .passPhases("database", { setup: 1_250, run: 80 })
        .tell("stage.serving", { stage: "database", attempt: 1 })
        .start("api")
        .openPhase("api", "run")
        .after(20)
        .tell("log", { stage: "api", attempt: 1, level: "info", message: "listening", fields: { port: 8080, tls: false } })
        .tell("progress", { stage: "api", attempt: 1, data: { done: 1 } })
        .tell("log", { stage: "api", attempt: 1, level: "warn", message: "slow start" })
        .after(60_000)
        .closePhase("api", "passed")
        .finish("api", { status: "passed", output: { port: 8080 } })
        .passPhases("database", { teardown: 400 })
        .finish("database", { status: "passed" })
        .end("passed").events,
    "failure with a chain of skips": new RunRecorder([
        { name: "database", phases: ALL_PHASES, keep: "dependents" },
        { name: "api", dependencies: ["database"], phases: ALL_PHASES, tags: ["smoke"] },
        { name: "browser", dependencies: ["api"] },
        { name: "report", dependencies: ["browser"] },
        { name: "alert", dependencies: [{ stage: "database", on: "failed" }] },
        { name: "windows" },
        { name: "lint" },
    ])
        .start("database")
        .pass("lint", 300)
        .finish("windows", { status: "skipped", skip: { reason: "condition", message: "only on Windows" } })
        .passPhases("database", { setup: 1_200, run: 80 })
        .tell("stage.serving", { stage: "database", attempt: 1 })
        .finish("alert", { status: "skipped", skip: { reason: "dependency-passed", culprit: "database" } })
        .start("api")
        .passPhases("api", { setup: 60 })
        .openPhase("api", "run")
        .tell("log", { stage: "api", attempt: 1, level: "info", message: "GET /cart\nGET /pay" })
        .after(950)
        .closePhase("api", "failed", { errors: [apiError] })
        .openPhase("api", "teardown")
        .after(30)
        .closePhase("api", "failed", { errors: [closeError] })
        .finish("api", { status: "failed", errors: [apiError, closeError] })
        .finish("browser", { status: "skipped", skip: { reason: "dependency-failed", culprit: "api" } })
        .finish("report", { status: "skipped", skip: { reason: "dependency-skipped", culprit: "browser" } })
        .passPhases("database", { teardown: 400 })
        .finish("database", { status: "passed" })
        .end("failed").events,
    "optional failure": new RunRecorder([
        { name: "audit", optional: true },
        { name: "deploy", dependencies: ["audit"] },
    ])
        .start("audit")
        .openPhase("audit", "run")
        .after(15)
        .closePhase("audit", "failed", { errors: [outdated] })
        .finish("audit", { status: "failed", errors: [outdated] })
        .pass("deploy", 2_000)
        .end("passed").events,
    "passed on a retry": new RunRecorder([{ name: "smoke", retryLimit: 2, phases: ["setup", "run"] }])
        .start("smoke")
        .passPhases("smoke", { setup: 10 })
        .openPhase("smoke", "run")
        .after(90)
        .closePhase("smoke", "failed", { errors: [refused] })
        .tell("stage.retrying", { stage: "smoke", attempt: 1, nextAttempt: 2, delayMs: 1_500 })
        .after(1_500)
        .start("smoke", 2)
        .passPhases("smoke", { setup: 12, run: 40 }, 2)
        .finish("smoke", { status: "passed", flaky: true, errors: [refused] })
        .end("passed").events,
    "ignored timeout": new RunRecorder([{ name: "upload", phases: ALL_PHASES }])
        .start("upload")
        .passPhases("upload", { setup: 5 })
        .openPhase("upload", "run")
        .after(35_000)
        .abandonPhase("upload", "timedOut", [timeoutIn("run")])
        .passPhases("upload", { teardown: 20 })
        .finish("upload", { status: "failed", errors: [timeoutIn("run")] })
        .end("failed").events,
    "leaked resource": new RunRecorder([{ name: "server", phases: ALL_PHASES, optional: true }, { name: "other" }])
        .start("server")
        .openPhase("server", "setup")
        .after(6_000)
        .abandonPhase("server", "timedOut", [timeoutIn("setup")])
        .passPhases("server", { teardown: 20 })
        .finish("server", { status: "failed", errors: [timeoutIn("setup")] })
        .start("other")
        .openPhase("other", "run")
        .after(100)
        .tell("stage.leaked", { stage: "server", attempt: 1 })
        .after(100)
        .closePhase("other", "passed")
        .finish("other", { status: "passed" })
        .end("passed").events,
    cancelled: new RunRecorder([
        { name: "seed", phases: ["run", "teardown"] },
        { name: "verify", dependencies: ["seed"] },
    ])
        .start("seed")
        .openPhase("seed", "run")
        .after(800)
        .tell("run.paused", {})
        .after(200)
        .tell("run.unpaused", {})
        .after(500)
        .tell("run.cancelling", { reason: "SIGINT", forced: false })
        .finish("verify", { status: "skipped", skip: { reason: "cancelled", message: "SIGINT" } })
        .after(10)
        .closePhase("seed", "aborted", { errors: [cancellationIn("run")] })
        .passPhases("seed", { teardown: 250 })
        .finish("seed", { status: "failed", errors: [cancellationIn("run")] })
        .end("cancelled").events,
    "cancelled twice": new RunRecorder([
        { name: "cache", phases: ALL_PHASES, keep: "end" },
        { name: "cluster", phases: ALL_PHASES },
    ])
        .start("cache")
        .passPhases("cache", { setup: 40, run: 2 })
        .tell("stage.serving", { stage: "cache", attempt: 1 })
        .start("cluster")
        .openPhase("cluster", "setup")
        .after(3_000)
        .tell("run.cancelling", { reason: "SIGINT", forced: false })
        .after(1_000)
        .tell("run.cancelling", { reason: "SIGINT", forced: true })
        .abandonPhase("cluster", "aborted", [cancellationIn("setup")])
        .giveUpPhase("cluster", "teardown")
        .finish("cluster", { status: "failed", errors: [cancellationIn("setup")] })
        .giveUpPhase("cache", "teardown")
        .finish("cache", { status: "passed" })
        .end("cancelled").events,
    "cancelled before anything began": new RunRecorder([{ name: "only" }])
        .tell("run.cancelling", { reason: "not today", forced: false })
        .finish("only", { status: "skipped", skip: { reason: "cancelled", message: "not today" } })
        .end("cancelled").events,
    "error of the run": new RunRecorder([{ name: "only" }])
        .pass("only", 5)
        .tell("log", { level: "error", message: "journal: disk full" })
        .tell("run.errored", {
        error: {
            name: "TypeError",
            message: "x is undefined",
            stack: "TypeError: x is undefined\n    at Timeout._onTimeout (/app/metrics.ts:3:9)",
        },
    })
        .end("failed").events,
    "fail-fast with a selection": new RunRecorder([{ name: "first" }, { name: "second" }, { name: "third", selected: false }], { failFast: "stop" })
        .finish("third", { status: "skipped", skip: { reason: "not-selected" } })
        .start("first")
        .openPhase("first", "run")
        .after(7)
        .closePhase("first", "failed", { errors: [bare] })
        .finish("first", { status: "failed", errors: [bare] })
        .finish("second", { status: "skipped", skip: { reason: "fail-fast", culprit: "first" } })
        .end("failed").events,
    starved: new RunRecorder([
        { name: "browser", phases: ALL_PHASES, keep: "dependents", resources: { display: 1 } },
        { name: "visual", dependencies: ["browser"], resources: { display: 1 } },
    ])
        .start("browser")
        .passPhases("browser", { setup: 10, run: 1 })
        .tell("stage.serving", { stage: "browser", attempt: 1 })
        .finish("visual", { status: "skipped", skip: { reason: "starved" } })
        .passPhases("browser", { teardown: 3 })
        .finish("browser", { status: "passed" })
        .end("failed").events,
    continued: new RunRecorder([
        { name: "database", phases: ALL_PHASES, keep: "dependents" },
        { name: "migrate", dependencies: ["database"] },
    ])
        .start("database")
        .passPhases("database", { setup: 100, run: 5 })
        .tell("stage.serving", { stage: "database", attempt: 1 })
        .start("migrate")
        .openPhase("migrate", "run")
        .after(3_600_000)
        .tell("run.continued", { interrupted: ["database", "migrate"], recreated: [] })
        .start("database", 2)
        .passPhases("database", { setup: 110, run: 4 }, 2)
        .tell("stage.serving", { stage: "database", attempt: 2 })
        .start("migrate", 2)
        .passPhases("migrate", { run: 900 }, 2)
        .finish("migrate", { status: "passed" })
        .passPhases("database", { teardown: 50 }, 2)
        .finish("database", { status: "passed" })
        .end("passed").events,
    "torn journal": closed(new RunRecorder([
        { name: "database", phases: ALL_PHASES, keep: "dependents" },
        { name: "api", dependencies: ["database"] },
        { name: "browser", dependencies: ["api"] },
    ])
        .start("database")
        .passPhases("database", { setup: 100, run: 5 })
        .tell("stage.serving", { stage: "database", attempt: 1 })
        .start("api")
        .openPhase("api", "run")
        .after(700)
        .tell("log", { stage: "api", attempt: 1, level: "info", message: "half way" }).events),
    "hostile text": new RunRecorder([{ name: hostileName }, { name: "constructor", dependencies: [hostileName] }])
        .start(hostileName)
        .tell("log", {
        stage: hostileName,
        level: "info",
        message: "\u001b[31mred\u001b[0m\u001b]0;title\u0007 10%\r100%\r\n\u001b[2J::error::x\u0000 \ud800 ]]> <b>&amp;\ttab",
    })
        .openPhase(hostileName, "run")
        .after(1)
        .closePhase(hostileName, "failed", { errors: [hostileError] })
        .finish(hostileName, { status: "failed", errors: [hostileError] })
        .finish("constructor", { status: "skipped", skip: { reason: "dependency-failed", culprit: hostileName } })
        .end("failed").events,
};
function closed(events) {
    return [...events, ...closingEvents(viewOf(events))];
}
