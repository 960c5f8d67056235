import { describe, expect, it } from "vitest";
import { currentStageScope, runInScope, type StageScope } from "../../src/execute/stage-scope.ts";

const scopeOf = (stage: string): StageScope => ({
  runId: "r",
  stage,
  fail: () => true,
  log: () => true,
  onClose: () => {},
});
const current = () => currentStageScope()?.stage;

describe("the scope of a stage", () => {
  it("is that of the function that is running, and none outside", () => {
    expect(current()).toBeUndefined();
    expect(runInScope(scopeOf("a"), current, undefined)).toBe("a");
    expect(current()).toBeUndefined();
  });

  it("is kept by all that the function starts: promises, timers, ticks, microtasks", async () => {
    const seen = await runInScope(
      scopeOf("a"),
      async () => {
        const before = await Promise.resolve().then(current);
        const inTimer = await new Promise((resolve) => setTimeout(() => resolve(current()), 0));
        const inTick = await new Promise((resolve) => process.nextTick(() => resolve(current())));
        const inMicrotask = await new Promise((resolve) => queueMicrotask(() => resolve(current())));
        return [before, inTimer, inTick, inMicrotask, current()];
      },
      undefined,
    );
    expect(seen).toEqual(["a", "a", "a", "a", "a"]);
  });

  it("is not that of another stage that runs at the same time", async () => {
    const wait = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return current();
    };
    const seen = await Promise.all(["a", "b", "c"].map((stage) => runInScope(scopeOf(stage), wait, undefined)));
    expect(seen).toEqual(["a", "b", "c"]);
  });

  it("of a run within a stage is that of the inner stage", () => {
    const inner = () => runInScope(scopeOf("inner"), current, undefined);
    expect(runInScope(scopeOf("outer"), () => [inner(), current()], undefined)).toEqual(["inner", "outer"]);
  });

  it("hands the argument over, and the result back", () => {
    expect(runInScope(scopeOf("a"), (value: number) => value + 1, 1)).toBe(2);
  });
});
