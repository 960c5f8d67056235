import { expect, test } from "vitest";
import { captureOutput } from "../../../src/cli/process/capture-output.ts";
import { runInScope, type StageScope } from "../../../src/execute/stage-scope.ts";
import type { LogLine } from "../../../src/model/executor.ts";
import { createFakeIo } from "../fake-io.ts";

function createScope(stage: string) {
  const lines: string[] = [];
  let closing: (() => void)[] | undefined = [];
  const scope: StageScope & { state: "open" | "over" } = {
    state: "open",
    runId: "r",
    stage,
    fail: () => true,
    log: ({ level, message }) => {
      if (scope.state === "open") lines.push(`${level} ${message}`);
      return scope.state === "open";
    },
    onClose: (callback) => {
      if (closing === undefined) callback();
      else closing.push(callback);
    },
  };
  const close = () => {
    for (const callback of closing ?? []) callback();
    closing = undefined;
  };
  return { scope, lines, close };
}

function capture(onLine: (line: LogLine) => boolean = () => false) {
  const io = createFakeIo();
  const written: string[] = [];
  const write = (text: string) => written.push(text) > 0;
  io.host.stdout.write = write;
  return { io, written, write, captured: captureOutput(io, onLine), stdout: io.host.stdout, stderr: io.host.stderr };
}

test("gives each stage its own lines, whole, in the order of their ends", () => {
  const { stdout, stderr } = capture();
  const [a, b] = [createScope("a"), createScope("b")];
  runInScope(a.scope, () => stdout.write("one "), undefined);
  runInScope(b.scope, () => stdout.write("other\r\nhalf"), undefined);
  runInScope(a.scope, () => stdout.write("line\ntwo\n"), undefined);
  runInScope(a.scope, () => stderr.write("oh\n"), undefined);
  expect(a.lines).toEqual(["info one line", "info two", "warn oh"]);
  expect(b.lines).toEqual(["info other"]);
  b.close();
  expect(b.lines).toEqual(["info other", "info half"]);
});

test("tells what is written over again, such as a progress bar, each time; a line break in two pieces is one", () => {
  const { stdout } = capture();
  const { scope, lines } = createScope("a");
  runInScope(
    scope,
    () => {
      for (const text of ["10 %\r", "20 %\r", "\nDone.\r", "\n"]) stdout.write(text);
    },
    undefined,
  );
  expect(lines).toEqual(["info 10 %", "info 20 %", "info Done."]);
});

test("tells a line without an end in pieces, and takes no more time for each of them", () => {
  const { stdout } = capture();
  const { scope, lines, close } = createScope("a");
  const write = () => {
    for (let count = 0; count < 20_000; count += 1) stdout.write(".");
  };
  runInScope(scope, write, undefined);
  close();
  expect(lines.map(({ length }) => length - "info ".length)).toEqual([8_193, 8_193, 3_614]);
});

test("takes bytes, of characters cut in two as well, and calls back", async () => {
  const { stdout } = capture();
  const { scope, lines } = createScope("a");
  const bytes = Buffer.from("é\n");
  await new Promise<void>((resolve) =>
    runInScope(
      scope,
      () => {
        stdout.write(bytes.subarray(0, 1));
        stdout.write(bytes.subarray(1), () => resolve());
      },
      undefined,
    ),
  );
  expect(lines).toEqual(["info é"]);
});

test("hands what no stage wrote, or one that is over, to the run, and to stderr where there is none", () => {
  const told: LogLine[] = [];
  let isRunning = true;
  const { stdout, io } = capture((line) => {
    if (isRunning) told.push(line);
    return isRunning;
  });
  const { scope, lines } = createScope("a");
  scope.state = "over";
  stdout.write("outside\n");
  runInScope(scope, () => stdout.write("late\n"), undefined);
  isRunning = false;
  stdout.write("nobody\n");
  expect(told.map(({ message }) => message)).toEqual(["outside", "late"]);
  expect(lines).toEqual([]);
  expect(io.stderr.text).toBe("nobody\n");
});

test("lets by what a reporter writes, and all once it is disposed", () => {
  const { stdout, captured, written, write } = capture();
  captured.aside(() => stdout.write("from a reporter\n"));
  expect(written).toEqual(["from a reporter\n"]);
  captured[Symbol.dispose]();
  expect(stdout.write).toBe(write);
});
