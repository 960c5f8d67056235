var __addDisposableResource = (this && this.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (this && this.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { StagewrightError } from "../../src/model/problem.js";
import { hopelessStages } from "../oracle/starvation.js";
import { Violation } from "../oracle/violation.js";
import { controls } from "./arbitrary-controls.js";
import { anyFailFast, scenario } from "./arbitrary-scenario.js";
import { checkContinued } from "./checks/check-continued.js";
import { checkEnd } from "./checks/check-end.js";
import { checkRecorded } from "./checks/check-recorded.js";
import { checkSameResult, isSteady, steady } from "./checks/check-same-result.js";
import { createJournalFolder, RUN_ID } from "./cut-journal.js";
import { driveRun } from "./drive-run.js";
import { search, timeoutOf } from "./search.js";
import { tally } from "./tally.js";
import { eventsOf, tellTrace } from "./trace.js";
const SHARE = 0.1;
const cuts = fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 1, maxLength: 3 });
const anything = fc.tuple(scenario({ failFast: anyFailFast, maxStages: 12 }), controls, cuts);
const steadily = fc.tuple(scenario({ maxStages: 12 }).map(steady), fc.constant([]), cuts);
afterAll(() => {
    expect(tally.runs).toBeGreaterThan(0);
    process.stdout.write(`continued: ${tally}\n`);
});
test("a run that is cut off anywhere is continued to its end", { timeout: timeoutOf(SHARE) }, () => search(SHARE, fc.oneof(anything, steadily), async ([wanted, actions, places]) => {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        fc.pre(hopelessStages(wanted).length === 0);
        const folder = __addDisposableResource(env_1, createJournalFolder(), false);
        const onCall = (call) => checkRecorded(call, folder.events);
        const first = await driveRun(wanted, actions, { journal: folder.path, runId: RUN_ID, onCall });
        expect(folder.events()).toEqual(eventsOf(first.trace));
        let now = first.report.startedAt + first.report.durationMs;
        for (const place of places) {
            folder.cut(place);
            const before = folder.events();
            if (before.some(({ type }) => type === "run.finished")) {
                await expect(driveRun(wanted, [], { journal: folder.path, resume: RUN_ID })).rejects.toThrow(StagewrightError);
                return;
            }
            const driven = await driveRun(wanted, actions, { journal: folder.path, resume: RUN_ID, startMs: now, onCall });
            now = driven.report.startedAt + driven.report.durationMs;
            const whole = folder.events();
            tally.countRun(eventsOf(driven.trace));
            try {
                tally.check("continued", () => checkContinued({ scenario: wanted, before, whole, driven }));
                tally.check("end", () => checkEnd(driven));
                const isUntouched = actions.length === 0 && driven.trace.every(({ kind }) => kind !== "control");
                if (isUntouched && wanted.failFast === "off" && wanted.stages.every(isSteady)) {
                    checkSameResult(wanted, driven.report);
                }
            }
            catch (error) {
                if (!(error instanceof Violation))
                    throw error;
                const told = [...before.map((event) => ({ kind: "event", event })), ...driven.trace];
                throw new Violation(`${error.message}\n\n${tellTrace(told)}\n`, { cause: error });
            }
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}));
