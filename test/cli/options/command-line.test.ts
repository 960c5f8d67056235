import { describe, expect, test } from "vitest";
import { readCommandLine } from "../../../src/cli/options/read-command-line.ts";
import { resolveOptions } from "../../../src/cli/options/resolve-options.ts";
import { createFakeIo } from "../fake-io.ts";

/** Takes a command line as a shell would split it. */
async function parse(...argv: readonly string[]) {
  const line = readCommandLine(argv);
  const { options, problems } = await resolveOptions(line, createFakeIo());
  return {
    command: line.command?.name,
    operand: line.operand,
    options,
    problems: problems.map(({ code, message }) => `${code}: ${message}`),
  };
}

describe("a command line", () => {
  test("of a command alone has no options", async () => {
    expect(await parse("run")).toEqual({ command: "run", operand: undefined, options: {}, problems: [] });
  });

  test("may have its flags before the command and after the folder", async () => {
    expect(await parse("--concurrency", "3", "run", "e2e", "--no-deps")).toEqual({
      command: "run",
      operand: "e2e",
      options: { concurrency: 3, noDeps: true },
      problems: [],
    });
  });

  test("takes what follows -- for no flag", async () => {
    expect(await parse("run", "--", "--only")).toMatchObject({ operand: "--only", problems: [] });
  });
});

describe("the flags of run", () => {
  test.each([
    { argv: ["--concurrency", "4"], options: { concurrency: 4 } },
    { argv: ["--concurrency=4", "--concurrency=2"], options: { concurrency: 2 } },
    { argv: ["--fail-fast", "drain"], options: { failFast: "drain" } },
    { argv: ["--only", "a,b", "--only", "c"], options: { only: ["a", "b", "c"] } },
    { argv: ["--skip=a, b"], options: { skip: ["a", "b"] } },
    { argv: ["--tag", "slow", "--tag", "io,net"], options: { tags: ["slow", "io", "net"] } },
    { argv: ["--no-deps", "--failed"], options: { noDeps: true, failed: true } },
    { argv: ["--timeout", "10m", "--grace", "1500ms"], options: { timeout: 600_000, grace: 1_500 } },
    {
      argv: ["--pool", "db=2", "--pool", "__proto__=1"],
      options: {
        pools: Object.fromEntries([
          ["db", 2],
          ["__proto__", 1],
        ]),
      },
    },
    { argv: ["--reporter", "json"], options: { reporters: [{ name: "json", file: undefined }] } },
    { argv: ["--reporter=junit=a=b.xml"], options: { reporters: [{ name: "junit", file: "a=b.xml" }] } },
    { argv: ["--run-id", "nightly-1", "--journal", "runs"], options: { runId: "nightly-1", journal: "runs" } },
    { argv: ["--resume", "nightly-1"], options: { resume: "nightly-1" } },
  ])("$argv", async ({ argv, options }) => {
    expect(await parse("run", ...argv)).toMatchObject({ options, problems: [] });
  });
});

describe("a bad command line", () => {
  test("names the nearest command", async () => {
    expect((await parse("rnu")).problems).toMatchInlineSnapshot(`
      [
        "bad-option: unknown command "rnu": expected run, check, list, graph, explain or replay; did you mean "run"?",
      ]
    `);
  });

  test.each(["constructor", "__proto__", "toString"])("knows no command or flag called %s", async (name) => {
    expect((await parse(name)).command).toBeUndefined();
    expect((await parse("run", `--${name}`)).problems).toEqual([`bad-option: unknown flag --${name}`]);
  });

  test("tells all that cannot be taken apart", async () => {
    expect(
      (
        await parse(
          "run",
          "a",
          "b",
          "--concurency",
          "4",
          "-x",
          "--no-deps=yes",
          "--only",
          "--skip",
          "--format=dot",
          "--grace",
        )
      ).problems,
    ).toMatchInlineSnapshot(`
      [
        "bad-option: run takes one dir, got "a" "b"",
        "bad-option: unknown flag --concurency; did you mean --concurrency?",
        "bad-option: unknown flag -x",
        "bad-option: --no-deps takes no value, got "yes"",
        "bad-option: --only needs a value (--only <names>), got the flag --skip",
        "bad-option: --format is a flag of graph, not of run",
        "bad-option: --grace needs a value (--grace <duration>)",
      ]
    `);
  });

  test("tells every bad value with its flag, what was received and what was expected", async () => {
    const argv = ["--concurrency=0", "--fail-fast=maybe", "--only=a,,b", "--pool=db=0", "--timeout=0", "--grace=soon"];
    const more = [
      "--run-id=../x",
      "--journal=",
      "--reporter=jsno",
      "--reporter=json=",
      "--reporter=otel=t.json",
      "--resume=",
    ];
    expect((await parse("run", ...argv, ...more)).problems).toMatchInlineSnapshot(`
      [
        "bad-option: --concurrency: expected a positive integer or a percentage of the cores such as "50%", got "0"",
        "bad-option: --fail-fast: expected "off", "drain" or "stop", got "maybe"",
        "bad-option: --reporter: expected live, plain, github, markdown, json, ndjson, junit, tap, ctrf, otel or a path such as ./my-reporter.ts, got "jsno"; did you mean "json"?",
        "bad-option: --reporter: expected a file after "=", got "json="",
        "bad-option: --reporter: otel writes no file, got "otel=t.json"",
        "bad-option: --only: expected names, with nothing empty between commas, got """,
        "bad-option: --resume: expected 1 to 128 letters, digits, ".", "_" and "-" that can be a file name, got """,
        "bad-option: --timeout: expected a duration of more than 0 and at most 2147483647 ms (about 24 days), got "0"",
        "bad-option: --grace: expected milliseconds as a number or a string such as "500ms", "30s", "5m", "1h", got "soon"",
        "bad-option: --pool db: expected a positive integer, got 0",
        "bad-option: --run-id: expected 1 to 128 letters, digits, ".", "_" and "-" that can be a file name, got "../x"",
        "bad-option: --journal: expected at least 1, got """,
      ]
    `);
  });

  test("tells a pool that is no pair", async () => {
    expect((await parse("run", "--pool", "db")).problems).toMatchInlineSnapshot(`
      [
        "bad-option: --pool: expected name=units such as "database=2", got "db"",
      ]
    `);
  });

  test("keeps the values that are right", async () => {
    expect((await parse("run", "--concurrency=0", "--fail-fast=stop")).options).toEqual({ failFast: "stop" });
  });

  test("tells which options conflict", async () => {
    expect((await parse("run", "--resume=r", "--only=a", "--run-id=q")).problems).toMatchInlineSnapshot(`
      [
        "bad-option: --resume continues a run with its own id and selection: leave out --only, --run-id",
      ]
    `);
    expect((await parse("run", "--failed", "--tag=a")).problems).toMatchInlineSnapshot(`
      [
        "bad-option: --failed selects the stages by itself: leave out --tag",
      ]
    `);
    expect((await parse("run", "--failed", "--resume=r")).problems).toMatchInlineSnapshot(`
      [
        "bad-option: --resume continues a run with its own id and selection: leave out --failed",
      ]
    `);
  });

  test("misses what a command needs", async () => {
    expect((await parse("replay")).problems).toMatchInlineSnapshot(`
      [
        "bad-option: replay needs a journal (replay <journal>)",
      ]
    `);
    expect((await parse("run", "")).problems).toMatchInlineSnapshot(`
      [
        "bad-option: run needs a dir, got """,
      ]
    `);
  });

  test("takes the word after an unknown flag for its value", async () => {
    expect(await parse("run", "--frobnicate", "x")).toMatchObject({
      operand: undefined,
      problems: ["bad-option: unknown flag --frobnicate"],
    });
  });
});
