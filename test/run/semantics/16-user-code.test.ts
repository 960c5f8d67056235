import { describe, expect, it } from "vitest";
import * as z from "zod";
import { currentStageScope } from "../../../src/execute/stage-scope.ts";
import type { StageContext } from "../../../src/model/stage-definition.ts";
import { startRun } from "../../../src/run/start-run.ts";
import { createSimulatedClock } from "../../../src/testing/simulated-clock.ts";
import { fails, throws } from "../../helpers/functions.ts";
import { errorsOf, eventsOfType, simulate, stageOf } from "../../helpers/simulate.ts";

/** Takes the place of the test runner's own listener until it is disposed. */
function interceptUncaught(onError: (error: unknown) => void): Disposable {
  const others = process.listeners("uncaughtException");
  process.removeAllListeners("uncaughtException").on("uncaughtException", onError);
  return {
    [Symbol.dispose]: () => {
      process.removeListener("uncaughtException", onError);
      for (const listener of others) process.on("uncaughtException", listener);
    },
  };
}

describe("§3.16 User code", () => {
  it("runs only inside the executor: each function in the scope of its own stage", async () => {
    const scopes: unknown[] = [];
    const note = (what: string) => (): undefined => {
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
        run: () => {},
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
    const strays: unknown[] = [];
    using _ = interceptUncaught((error) => strays.push([(error as Error).message, currentStageScope()?.stage]));
    const ended = await simulate([
      {
        name: "a",
        timeout: { run: 10 },
        run: ({ signal }: StageContext) =>
          new Promise<void>((resolve) => {
            signal.addEventListener("abort", () => {
              resolve();
              throw new Error("in a listener");
            });
          }),
      },
      { name: "b", dependencies: [{ stage: "a", on: "settled" }], run: () => {} },
    ]);
    expect(strays).toEqual([["in a listener", "a"]]);
    expect(stageOf(ended, "b").status).toBe("passed");
  });

  it("may start and await another run, whose stages are known as its own", async () => {
    const strays: unknown[] = [];
    const clock = createSimulatedClock();
    const inner = { name: "inner", run: () => void strays.push(currentStageScope()?.stage) };
    const ended = await simulate(
      [
        {
          name: "outer",
          run: async () => {
            const { status } = await startRun({ clock, stages: [inner] }).report;
            strays.push(currentStageScope()?.stage);
            return status;
          },
        },
      ],
      { clock },
    );
    expect(strays).toEqual(["inner", "outer"]);
    expect(eventsOfType(ended, "stage.finished")).toMatchObject([{ stage: "outer", output: "passed" }]);
  });

  it("that returns a thenable that never was a promise is waited for", async () => {
    // biome-ignore lint/suspicious/noThenProperty: query builders are such
    const query = { then: (resolve: (rows: number) => void) => resolve(3) };
    // biome-ignore lint/suspicious/noThenProperty: query builders are such
    const failing = { then: (_: unknown, reject: (error: Error) => void) => reject(new Error("no table")) };
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
      { name: "a", run: () => ({ port: "80" }), output: z.object({ port: z.number() }), teardown: () => {} },
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
      { name: "b", dependencies: ["a"], run: ({ outputs }: StageContext) => outputs.a },
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
        version: 1 as const,
        vendor: "own",
        validate: (value: unknown) =>
          value === "ok" ? { value } : { issues: [{ message: "no", path: ["a", { key: 0 }] }] },
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
      { name: "a", run: () => 1, timeout: { run: 10 }, output: z.number().refine(() => new Promise(() => {})) },
    ]);
    expect(errorsOf(ended, "a")).toEqual(['run 1: run of stage "a" took longer than 10 ms']);
  });

  it("are not asked where run threw", async () => {
    const ended = await simulate([{ name: "a", run: fails, output: z.string() }]);
    expect(errorsOf(ended, "a")).toEqual(["run 1: broken"]);
  });
});
