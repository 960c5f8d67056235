import { describe, expect, test } from "vitest";
import { createGithubReporter } from "../../src/report/github/github-reporter.ts";
import { createMarkdownReporter } from "../../src/report/markdown/markdown-reporter.ts";
import { createPlainReporter } from "../../src/report/plain/plain-reporter.ts";
import { playReporter } from "../../src/testing/play-reporter.ts";
import { RunRecorder, stageError } from "../helpers/events.ts";
import { SCENARIOS } from "./scenarios.ts";

const events = SCENARIOS["failure with a chain of skips"];
const commandsOf = (text: string) => text.split("\n").filter((line) => line.startsWith("::"));

describe("the github reporter", () => {
  test("writes the plain lines, and the markdown document as the job's summary", async () => {
    let summary = "";
    const write = (text: string) => {
      summary += text;
    };
    const text = await playReporter(createGithubReporter, events, { jobSummary: { write } });
    expect(text.startsWith(await playReporter(createPlainReporter, events))).toBe(true);
    expect(summary).toBe(await playReporter(createMarkdownReporter, events));
  });

  test("annotates a failure where it comes from", async () => {
    const [command, ...others] = commandsOf(await playReporter(createGithubReporter, events, { root: "/app" }));
    expect(command).toMatch(
      /^::error file=stages\/sample\.ts,line=7,title=stage api::run: AssertionError: expected 200/,
    );
    expect(command).toContain("%0Ateardown: Error: socket is%0Aalready closed");
    expect(others).toEqual([]);
  });

  test("knows no place outside of the repository", async () => {
    const [command] = commandsOf(await playReporter(createGithubReporter, events, { root: "/elsewhere" }));
    expect(command).toMatch(/^::error title=stage api::/);
  });

  test("warns of what does not fail the run", async () => {
    const commands = commandsOf(await playReporter(createGithubReporter, SCENARIOS["passed on a retry"]));
    expect(commands).toEqual([
      "::warning title=stage smoke::flaky: passed on attempt 2, after run (attempt 1): Error: connect ECONNREFUSED",
    ]);
  });

  test("lets nothing that a user wrote become a command", async () => {
    const commands = commandsOf(await playReporter(createGithubReporter, SCENARIOS["hostile text"]));
    expect(commands).toHaveLength(1);
    expect(commands[0]).toMatch(/^::error title=stage we"ird <name> & \]\]>::/);
  });

  test("lets nothing that a user wrote become a command of the older form", async () => {
    const { events } = new RunRecorder([{ name: "a" }])
      .finish("a", { status: "failed", errors: [stageError("x ##[warning]y", { stack: undefined })] })
      .end("failed");
    const text = await playReporter(createGithubReporter, events);
    expect(text).not.toContain("##[");
    expect(text).toContain("::error title=stage a::run: Error: x # #[warning]y\n");
  });

  test("annotates at the next frame where one tells of no file", async () => {
    const stack = "Error: x\n    at a (file:///app/%zz.mjs:1:1)\n    at b (/app/b.mjs:2:2)";
    const { events } = new RunRecorder([{ name: "a" }])
      .finish("a", { status: "failed", errors: [stageError("x", { stack })] })
      .end("failed");
    const [command] = commandsOf(await playReporter(createGithubReporter, events, { root: "/app" }));
    expect(command).toMatch(/^::error file=b\.mjs,line=2,/);
  });
});
