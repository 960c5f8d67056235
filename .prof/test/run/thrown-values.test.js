import { describe, expect, it } from "vitest";
import { throws, untilStopped } from "../helpers/functions.js";
import { begin, endsOf, eventsOfType, simulate, stageOf, storyOf } from "../helpers/simulate.js";
function revokedProxy() {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
}
function throwingAt(...keys) {
    const error = new Error("plain");
    for (const key of keys) {
        Object.defineProperty(error, key, { get: throws(new Error(`the getter of ${key} threw`)) });
    }
    return error;
}
function cyclic() {
    const error = new Error("outer");
    error.cause = new Error("inner", { cause: error });
    return error;
}
/** Each level holds the next twice: as texts, two to the power of the depth. */
function bush(depth) {
    let error = new AggregateError([], "leaf");
    for (let level = 0; level < depth; level += 1)
        error = new AggregateError(Array(20).fill(error), `level ${level}`);
    return error;
}
const weird = {
    "a revoked proxy": revokedProxy,
    "a proxy whose every trap throws": () => {
        const trap = throws(new Error("trapped"));
        return new Proxy(new Error("inside"), { get: trap, has: trap, getPrototypeOf: trap, ownKeys: trap });
    },
    "an error with throwing getters": () => throwingAt("stack", "name", "message", "code", "cause", "errors"),
    "an error whose name throws": () => throwingAt("name"),
    "an error that is its own cause": cyclic,
    "an error with a numeric name": () => Object.assign(new Error("numeric"), { name: 7 }),
    "an object without a prototype": () => Object.create(null),
    "an object whose inspection throws": () => ({ [Symbol.for("nodejs.util.inspect.custom")]: throws(new Error("no")) }),
    "an object whose toString throws": () => ({ toString: throws(new Error("no")) }),
    "an object whose toJSON throws": () => ({ toJSON: throws(new Error("no")) }),
    "a function": () => () => { },
    "a very wide and deep AggregateError": () => bush(6),
    "an error with a message of a million characters": () => new Error("x".repeat(1_000_000)),
    "a lone surrogate": () => "\ud800",
};
const moments = {
    "in run": (value) => ({ run: throws(value) }),
    "in run, as a rejection": (value) => ({ run: async () => throws(value)() }),
    "in setup": (value) => ({ setup: throws(value) }),
    "in teardown": (value) => ({ teardown: throws(value) }),
    "in when": (value) => ({ when: throws(value) }),
    "in retry.when": (value) => ({ run: throws("first"), retry: { limit: 1, when: throws(value) } }),
    "after its signal": (value) => ({
        timeout: { run: 10 },
        run: ({ signal }) => untilStopped({ signal }).catch(throws(value)),
    }),
};
describe.each(Object.entries(weird))("%s", (_, make) => {
    it.each(Object.entries(moments))("that is thrown %s fails its stage, and the run goes on", async (_, stageOfValue) => {
        const ended = await simulate([
            { name: "a", setup: () => { }, teardown: () => { }, ...stageOfValue(make()) },
            { name: "b", dependencies: [{ stage: "a", on: "settled" }], run: () => { } },
        ]);
        expect(endsOf(ended)).toEqual({ a: "failed", b: "passed" });
        expect(ended.report.errors).toBeUndefined();
        expect(stageOf(ended, "a").errors.length).toBeGreaterThan(0);
    });
    it("that is given as the reason of a cancel ends the run", async () => {
        const controller = new AbortController();
        const simulation = begin([{ name: "a", run: untilStopped, teardown: () => { } }], { signal: controller.signal });
        await simulation.clock.settle();
        controller.abort(make());
        const ended = await simulation.finish();
        expect(ended.report.status).toBe("cancelled");
        expect(storyOf(ended)).toContain("a.teardown passed");
    });
});
describe("a thrown error, as it is told", () => {
    it("shows where it is cyclic", async () => {
        const ended = await simulate([{ name: "a", run: throws(cyclic()) }]);
        expect(stageOf(ended, "a").errors[0]).toMatchObject({
            message: "outer",
            cause: { message: "inner", cause: { message: "[Circular]" } },
        });
    });
    it("is cut in depth", async () => {
        let error = new Error("innermost");
        for (let level = 0; level < 100; level += 1)
            error = new Error(`level ${level}`, { cause: error });
        const text = JSON.stringify(stageOf(await simulate([{ name: "a", run: throws(error) }]), "a").errors);
        expect(text).toContain("[Too deep]");
        expect(text).not.toContain("innermost");
    });
    it("is cut in size", async () => {
        const ended = await simulate([{ name: "a", run: throws(new Error("x".repeat(1_000_000))) }]);
        expect(JSON.stringify(stageOf(ended, "a").errors).length).toBeLessThan(100_000);
    });
    it("is cut in size though each of its parts is small", async () => {
        const ended = await simulate([{ name: "a", run: throws(bush(6)) }]);
        expect(JSON.stringify(stageOf(ended, "a").errors).length).toBeLessThan(1_000_000);
    });
});
describe("values that stages return, log and emit", () => {
    const hostile = {
        get threw() {
            return throws(new Error("no"))();
        },
        big: 12n,
        func: () => { },
        symbol: Symbol("s"),
        nan: Number.NaN,
        nothing: undefined,
        map: new Map([["key", 1]]),
        proxy: revokedProxy(),
    };
    it.each([
        ["a throwing getter", { get: () => hostile }],
        ["a revoked proxy", { get: revokedProxy }],
        ["a class with toJSON that throws", { get: () => ({ toJSON: throws(new Error("no")) }) }],
        ["a cycle", { get: cyclic }],
        ["a symbol", { get: () => Symbol("s") }],
    ])("may hold %s", async (_, { get }) => {
        const ended = await simulate([
            {
                name: "a",
                run: ({ log, emit }) => {
                    log("line", { value: get() });
                    emit(get());
                    return { value: get() };
                },
            },
        ]);
        expect(endsOf(ended)).toEqual({ a: "passed" });
        expect(eventsOfType(ended, "stage.finished")[0]).toMatchObject({ outputLost: true });
        expect(eventsOfType(ended, "log")).toHaveLength(1);
        expect(eventsOfType(ended, "progress")).toHaveLength(1);
    });
    it("reach the dependents as they are, whatever JSON makes of them", async () => {
        const output = { map: new Map([["key", 1]]) };
        let seen;
        await simulate([
            { name: "a", run: () => output },
            {
                name: "b",
                dependencies: ["a"],
                run: ({ outputs }) => {
                    seen = outputs.a;
                },
            },
        ]);
        expect(seen).toBe(output);
    });
    it("are in stage.finished where JSON can hold them", async () => {
        const output = { port: 80, hosts: ["a", "b"], deep: { ok: true, none: null } };
        const ended = await simulate([{ name: "a", run: () => output }]);
        expect(eventsOfType(ended, "stage.finished")[0]).toMatchObject({ output });
    });
});
