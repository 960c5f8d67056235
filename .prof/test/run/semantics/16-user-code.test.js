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
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { currentStageScope } from "../../../src/execute/stage-scope.js";
import { startRun } from "../../../src/run/start-run.js";
import { createSimulatedClock } from "../../../src/testing/simulated-clock.js";
import { fails, throws } from "../../helpers/functions.js";
import { errorsOf, eventsOfType, simulate, stageOf } from "../../helpers/simulate.js";
/** Takes the place of the test runner's own listener until it is disposed. */
function interceptUncaught(onError) {
    const others = process.listeners("uncaughtException");
    process.removeAllListeners("uncaughtException").on("uncaughtException", onError);
    return {
        [Symbol.dispose]: () => {
            process.removeListener("uncaughtException", onError);
            for (const listener of others)
                process.on("uncaughtException", listener);
        },
    };
}
describe("§3.16 User code", () => {
    it("runs only inside the executor: each function in the scope of its own stage", async () => {
        const scopes = [];
        const note = (what) => () => {
            scopes.push([what, currentStageScope()?.stage]);
        };
        await simulate([
            {
                name: "a",
                when: note("when"),
                setup: note("setup"),
                run: note("run"),
                teardown: throws(new Error("broken")),
                retry: { limit: 1, when: () => note("retry.when")() ?? false },
                output: { "~standard": { version: 1, vendor: "test", validate: (value) => note("output")() ?? { value } } },
            },
        ]);
        expect(scopes).toEqual(["when", "setup", "run", "output", "retry.when"].map((what) => [what, "a"]));
        expect(currentStageScope()).toBeUndefined();
    });
    it("that throws makes an error of its stage, with the phase it came from", async () => {
        const broken = throws(new Error("broken"));
        const ended = await simulate([
            { name: "when", when: broken },
            { name: "setup", setup: broken },
            { name: "run", run: broken },
            { name: "teardown", teardown: broken },
            { name: "retry", run: broken, retry: { limit: 1, when: throws(new Error("cannot say")) } },
            {
                name: "output",
                run: () => { },
                output: { "~standard": { version: 1, vendor: "test", validate: broken } },
            },
        ]);
        expect(ended.report.stages.map(({ name }) => errorsOf(ended, name))).toEqual([
            ["when 1: broken"],
            ["setup 1: broken"],
            ["run 1: broken"],
            ["teardown 1: broken"],
            ["run 1: broken", "retry 1: cannot say"],
            ["run 1: broken"],
        ]);
        expect(ended.report.errors).toBeUndefined();
    });
    it("in an abort listener that throws harms no other stage, and is known to be its stage's", async () => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const strays = [];
            const _ = __addDisposableResource(env_1, interceptUncaught((error) => strays.push([error.message, currentStageScope()?.stage])), false);
            const ended = await simulate([
                {
                    name: "a",
                    timeout: { run: 10 },
                    run: ({ signal }) => new Promise((resolve) => {
                        signal.addEventListener("abort", () => {
                            resolve();
                            throw new Error("in a listener");
                        });
                    }),
                },
                { name: "b", dependencies: [{ stage: "a", on: "settled" }], run: () => { } },
            ]);
            expect(strays).toEqual([["in a listener", "a"]]);
            expect(stageOf(ended, "b").status).toBe("passed");
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            __disposeResources(env_1);
        }
    });
    it("may start and await another run, whose stages are known as its own", async () => {
        const strays = [];
        const clock = createSimulatedClock();
        const inner = { name: "inner", run: () => void strays.push(currentStageScope()?.stage) };
        const ended = await simulate([
            {
                name: "outer",
                run: async () => {
                    const { status } = await startRun({ clock, stages: [inner] }).report;
                    strays.push(currentStageScope()?.stage);
                    return status;
                },
            },
        ], { clock });
        expect(strays).toEqual(["inner", "outer"]);
        expect(eventsOfType(ended, "stage.finished")).toMatchObject([{ stage: "outer", output: "passed" }]);
    });
    it("that returns a thenable that never was a promise is waited for", async () => {
        // biome-ignore lint/suspicious/noThenProperty: query builders are such
        const query = { then: (resolve) => resolve(3) };
        // biome-ignore lint/suspicious/noThenProperty: query builders are such
        const failing = { then: (_, reject) => reject(new Error("no table")) };
        const ended = await simulate([
            { name: "a", run: () => query },
            { name: "b", run: () => failing },
        ]);
        expect(eventsOfType(ended, "stage.finished").find(({ stage }) => stage === "a")).toMatchObject({ output: 3 });
        expect(errorsOf(ended, "b")).toEqual(["run 1: no table"]);
    });
});
describe("§3.16 Output schemas", () => {
    it("fail the run phase of a stage whose return value does not satisfy them", async () => {
        const ended = await simulate([
            { name: "a", run: () => ({ port: "80" }), output: z.object({ port: z.number() }), teardown: () => { } },
        ]);
        expect(stageOf(ended, "a")).toMatchObject({
            status: "failed",
            attempts: [
                {
                    phases: [
                        { phase: "run", status: "failed" },
                        { phase: "teardown", status: "passed" },
                    ],
                },
            ],
            errors: [{ name: "InvalidOutputError", code: "invalid-output", message: expect.stringContaining("port: ") }],
        });
    });
    it("give the dependents what they make of the value", async () => {
        const ended = await simulate([
            { name: "a", run: () => "80", output: z.coerce.number() },
            { name: "b", dependencies: ["a"], run: ({ outputs }) => outputs.a },
        ]);
        expect(eventsOfType(ended, "stage.finished").map(({ output }) => output)).toEqual([80, 80]);
    });
    it("may be asynchronous", async () => {
        const ended = await simulate([
            { name: "a", run: () => 1, output: z.number().refine(async (value) => value > 1, "too small") },
        ]);
        expect(errorsOf(ended, "a")).toEqual(["run 1: The output does not satisfy its schema: too small"]);
    });
    it("of any library are taken: all that implements Standard Schema", async () => {
        const output = {
            "~standard": {
                version: 1,
                vendor: "own",
                validate: (value) => value === "ok" ? { value } : { issues: [{ message: "no", path: ["a", { key: 0 }] }] },
            },
        };
        const ended = await simulate([
            { name: "good", run: () => "ok", output },
            { name: "bad", run: () => "ko", output },
        ]);
        expect(stageOf(ended, "good").status).toBe("passed");
        expect(errorsOf(ended, "bad")).toEqual(["run 1: The output does not satisfy its schema: a.0: no"]);
    });
    it("hold the stage's slot and timeout while they validate", async () => {
        const ended = await simulate([
            { name: "a", run: () => 1, timeout: { run: 10 }, output: z.number().refine(() => new Promise(() => { })) },
        ]);
        expect(errorsOf(ended, "a")).toEqual(['run 1: run of stage "a" took longer than 10 ms']);
    });
    it("are not asked where run threw", async () => {
        const ended = await simulate([{ name: "a", run: fails, output: z.string() }]);
        expect(errorsOf(ended, "a")).toEqual(["run 1: broken"]);
    });
});
