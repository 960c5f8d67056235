import { join } from "node:path";
import { DOMParser } from "@xmldom/xmldom";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import * as junit2json from "junit2json";
import testResultsParser from "test-results-parser";
import { describe, expect, test } from "vitest";
import { createJunitReporter } from "../../src/report/junit/junit-reporter.ts";
import { playReporter } from "../../src/testing/play-reporter.ts";
import { RunRecorder, stageError } from "../helpers/events.ts";
import { writeTempFolder } from "../helpers/temp-folder.ts";
import { SCENARIOS, type ScenarioName } from "./scenarios.ts";

const scenarioNames = Object.keys(SCENARIOS) as ScenarioName[];

describe("the junit reporter", () => {
  test.each(scenarioNames)("tells of a run: %s", async (name) => {
    const file = `./snapshots/junit/${name.replaceAll(" ", "-")}.xml`;
    await expect(await playReporter(createJunitReporter, SCENARIOS[name])).toMatchFileSnapshot(file);
  });

  test.each(scenarioNames)("writes well-formed XML: %s", async (name) => {
    const xml = await playReporter(createJunitReporter, SCENARIOS[name]);
    expect(XMLValidator.validate(xml)).toBe(true);
    expect(() => parseDom(xml)).not.toThrow();
  });

  test.each(scenarioNames)("states the totals that its cases add up to: %s", async (name) => {
    const suites = parseDom(await playReporter(createJunitReporter, SCENARIOS[name])).documentElement;
    const suite = suites?.getElementsByTagName("testsuite").item(0);
    const totals = {
      tests: String(suites?.getElementsByTagName("testcase").length),
      failures: String(suites?.getElementsByTagName("failure").length),
      errors: String(suites?.getElementsByTagName("error").length),
      skipped: String(suites?.getElementsByTagName("skipped").length),
    };
    for (const element of [suites, suite]) {
      expect(Object.fromEntries(Object.keys(totals).map((key) => [key, element?.getAttribute(key)]))).toEqual(totals);
    }
  });

  test.each(scenarioNames)("is red exactly where the run did not pass: %s", async (name) => {
    const xml = await playReporter(createJunitReporter, SCENARIOS[name]);
    const last = SCENARIOS[name].at(-1);
    expect(/<(failure|error) /.test(xml)).toBe(last?.type === "run.finished" && last.status !== "passed");
  });

  test.each(scenarioNames)("means the same to two more readers of reports: %s", async (name) => {
    const xml = await playReporter(createJunitReporter, SCENARIOS[name]);
    const file = join(await writeTempFolder({ "junit.xml": xml }), "junit.xml");
    const { total, failed, errors, skipped } = testResultsParser.parse({ type: "junit", files: [file] });
    const suites = await junit2json.parse(xml);
    if (suites === undefined || suites === null || !("testsuite" in suites))
      throw new TypeError("It is no testsuites element");
    const cases = suites.testsuite?.flatMap(({ testcase }) => testcase ?? []) ?? [];
    // This reader counts what is skipped apart.
    expect({ total: total + skipped, bad: failed + errors, skipped }).toEqual({
      total: cases.length,
      bad: cases.filter(({ failure, error }) => failure !== undefined || error !== undefined).length,
      skipped: cases.filter((one) => one.skipped !== undefined).length,
    });
    expect(total + skipped).toBe(suites.tests);
  });

  test("gives two parsers the same texts, though they hold what XML has a meaning for", async () => {
    const xml = await playReporter(createJunitReporter, SCENARIOS["hostile text"]);
    const [testcase] = new XMLParser({ ignoreAttributes: false, trimValues: false }).parse(xml).testsuites.testsuite
      .testcase;
    const element = parseDom(xml).getElementsByTagName("testcase").item(0);
    const failure = element?.getElementsByTagName("failure").item(0);

    expect(testcase["@_name"]).toBe('we"ird <name> & ]]>');
    expect(testcase["@_name"]).toBe(element?.getAttribute("name"));
    expect(testcase["system-out"]).toBe("red 10%\n100%\n::error::x  ]]> <b>&amp;\ttab");
    expect(testcase["system-out"]).toBe(element?.getElementsByTagName("system-out").item(0)?.textContent);
    expect(testcase.failure["@_message"]).toBe("run: Bad Name: red ]]> <b>&amp; ");
    expect(testcase.failure["@_message"]).toBe(failure?.getAttribute("message"));
    expect(testcase.failure["#text"]).toBe(failure?.textContent);
  });

  test("keeps the newest 64 KiB of a stage's lines and says how many are left out", async () => {
    const recorder = new RunRecorder([{ name: "chatty" }]).start("chatty").openPhase("chatty", "run");
    for (let line = 1; line <= 100; line += 1) {
      recorder.tell("log", { stage: "chatty", attempt: 1, level: "info", message: `${line}`.padEnd(1_024, ".") });
    }
    recorder.closePhase("chatty", "passed").finish("chatty", { status: "passed" }).end("passed");

    const lines = parseDom(await playReporter(createJunitReporter, recorder.events))
      .getElementsByTagName("system-out")
      .item(0)
      ?.textContent?.split("\n");
    expect(lines?.length).toBe(65);
    expect(lines?.[0]).toBe("… 36 earlier lines left out");
    expect(lines?.at(-1)).toMatch(/^100\.+$/);
  });

  test("tells every error of a stage in its one failure", async () => {
    const errors = [stageError("first"), stageError("second", { phase: "teardown" })];
    const { events } = new RunRecorder([{ name: "a" }])
      .start("a")
      .finish("a", { status: "failed", errors })
      .end("failed");

    const failures = parseDom(await playReporter(createJunitReporter, events)).getElementsByTagName("failure");
    expect(failures.length).toBe(1);
    expect(failures.item(0)?.getAttribute("message")).toBe("run: Error: first");
    expect(failures.item(0)?.textContent).toContain("teardown: Error: second");
  });
});

function parseDom(xml: string) {
  return new DOMParser({
    onError: (level, message) => {
      throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(xml, "text/xml");
}
