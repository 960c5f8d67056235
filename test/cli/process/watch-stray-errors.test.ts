import { expect, test } from "vitest";
import { ProcessExitError, watchStrayErrors } from "../../../src/cli/process/watch-stray-errors.ts";
import { runInScope } from "../../../src/execute/stage-scope.ts";
import { createFakeIo } from "../fake-io.ts";

/** A host under watch, and what was told of it. */
function watch() {
  const { host } = createFakeIo();
  const exit = host.exit;
  const strayed: unknown[] = [];
  const watching = watchStrayErrors(host, (error) => strayed.push(error));
  return { host, exit, strayed, stop: () => watching[Symbol.dispose]() };
}

const scope = (isOver: boolean) => {
  const failures: unknown[] = [];
  return {
    failures,
    runId: "r",
    stage: "a",
    fail(error: unknown) {
      if (!isOver) failures.push(error);
      return !isOver;
    },
    log: () => !isOver,
    onClose: () => {},
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
