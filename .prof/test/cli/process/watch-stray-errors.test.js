import { expect, test } from "vitest";
import { ProcessExitError, watchStrayErrors } from "../../../src/cli/process/watch-stray-errors.js";
import { runInScope } from "../../../src/execute/stage-scope.js";
import { createFakeIo } from "../fake-io.js";
/** A host under watch, and what was told of it. */
function watch() {
    const { host } = createFakeIo();
    const exit = host.exit;
    const strayed = [];
    const watching = watchStrayErrors(host, (error) => strayed.push(error));
    return { host, exit, strayed, stop: () => watching[Symbol.dispose]() };
}
const scope = (isOver) => {
    const failures = [];
    return {
        failures,
        runId: "r",
        stage: "a",
        fail(error) {
            if (!isOver)
                failures.push(error);
            return !isOver;
        },
    };
};
test("an error outside of every stage is told", () => {
    const { host, strayed } = watch();
    host.emit("uncaughtException", "one");
    host.emit("unhandledRejection", "two");
    expect(strayed).toEqual(["one", "two"]);
});
test("an error in a stage fails it; where it is over, the error is told", () => {
    const { host, strayed } = watch();
    const [live, over] = [scope(false), scope(true)];
    runInScope(live, () => host.emit("uncaughtException", "one"), undefined);
    runInScope(over, () => host.emit("unhandledRejection", "two"), undefined);
    expect(live.failures).toEqual(["one"]);
    expect(strayed).toEqual(["two"]);
});
test("process.exit throws, and is told once though nothing catches what it throws", () => {
    const { host, strayed } = watch();
    expect(() => host.exit(3)).toThrow(ProcessExitError);
    const [error] = strayed;
    host.emit("uncaughtException", error);
    expect(strayed).toHaveLength(1);
    expect(error).toMatchObject({
        message: "process.exit(3) was called; throw an error instead, so that every stage is torn down",
    });
});
test("when it is over everything is as it was", () => {
    const { host, exit, stop } = watch();
    const kept = host.exit;
    stop();
    expect(() => kept(3)).toThrow("The process ended with 3");
    expect(host.exit).toBe(exit);
    expect(host.eventNames()).toEqual([]);
});
