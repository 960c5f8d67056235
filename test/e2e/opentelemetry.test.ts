import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { appendFile, mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, expect, test } from "vitest";
import { codeBlocks } from "../docs/code-blocks.ts";
import { runCli } from "../helpers/cli-process.ts";
import { writeTempFolder } from "../helpers/temp-folder.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** The guide's modules, by their names. What it says is run by `docs.test.ts`; here is what comes of it. */
const modules = Object.fromEntries(
  codeBlocks("docs/opentelemetry.md").flatMap(({ path, text }) => (path === undefined ? [] : [[path, text]])),
);

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const WITH_SDK = { NODE_OPTIONS: "--import ./otel.mjs" };

let cwd: string;
/** A project that does what the guide says. */
beforeEach(async () => {
  cwd = await writeTempFolder({ ...modules, "package.json": '{ "name": "shop" }' });
  await mkdir(join(cwd, "node_modules"));
  await symlink(root, join(cwd, "node_modules/stagewright"));
  await symlink(join(root, "node_modules/@opentelemetry"), join(cwd, "node_modules/@opentelemetry"));
});

/** The spans that the console's exporter shows, as `name` and the name of what is above it. */
function shownSpans(text: string): ReadonlyMap<string, string | undefined> {
  const spans = [
    ...text.matchAll(
      /parentSpanContext: (?:undefined|\{.*?spanId: '(?<above>\w+)'.*?\}),.*?name: '(?<name>.*?)',\s+id: '(?<id>\w+)'/gs,
    ),
  ].map(({ groups }) => groups);
  const names = new Map(spans.map((span) => [span?.id, span?.name]));
  return new Map(spans.map((span) => [span?.name ?? "", names.get(span?.above) ?? span?.above]));
}

test("the command line traces a run, and what its stages trace, as the guide says", async () => {
  const env = { ...WITH_SDK, TRACEPARENT: `00-${TRACE}-b7ad6b7169203331-01` };
  const { code, stdout, stderr } = await runCli(["run", "--reporter", "otel"], { cwd, env });
  expect({ code, passed: stdout.includes("shop passed") }).toEqual({ code: 0, passed: true });
  expect(Object.fromEntries(shownSpans(stdout + stderr))).toEqual({
    "POST /orders": "checkout run",
    "checkout run": "checkout",
    checkout: "RUN shop",
    "RUN shop": "b7ad6b7169203331",
  });
  expect(stdout + stderr).toContain(`traceId: '${TRACE}'`);
});

test("a journal that is replayed gives the spans of the run", async () => {
  await runCli(["run", "--run-id", "r"], { cwd });
  expect(readdirSync(join(cwd, ".stagewright/runs"))).toContain("r.ndjson");
  const replay = ["replay", ".stagewright/runs/r.ndjson", "--reporter", "otel"];
  const { code, stdout } = await runCli(replay, { cwd, env: WITH_SDK });
  expect(code).toBe(0);
  expect(Object.fromEntries(shownSpans(stdout))).toEqual({
    "checkout run": "checkout",
    checkout: "RUN shop",
    "RUN shop": undefined,
  });
});

test("a service traces a run below its own span, as the guide says", async () => {
  await appendFile(join(cwd, "service.mjs"), "await trace.getTracerProvider().getDelegate().forceFlush();");
  const stdout = execFileSync("node", ["service.mjs"], { cwd, encoding: "utf8", env: { ...process.env, ...WITH_SDK } });
  expect(stdout).toMatch(/^passed$/m);
  expect(stdout).toContain("name: 'paid'");
  expect(Object.fromEntries(shownSpans(stdout))).toEqual({
    "checkout run": "checkout",
    checkout: "RUN shop",
    "RUN shop": "POST /runs",
    "POST /runs": undefined,
  });
});

test("without an SDK the run goes on, and what is missing is told", async () => {
  const { code, stdout, stderr } = await runCli(["run", "--reporter", "otel"], { cwd });
  expect({ code, passed: stdout.includes("shop passed") }).toEqual({ code: 1, passed: true });
  expect(stderr).toMatch(
    /^stagewright: the reporter otel failed and is left out: Error: No OpenTelemetry SDK is registered/,
  );
});
