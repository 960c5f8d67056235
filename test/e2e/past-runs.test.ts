import { appendFile, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCli, startCli } from "../helpers/cli-process.ts";
import { writeTempFolder } from "../helpers/temp-folder.ts";

/** Fails until there is a file `good`. */
const FLAKY = `
  import { existsSync } from "node:fs";
  export const run = () => { if (!existsSync("good")) throw new Error("not yet"); };
`;
const AFTER = (name: string) => `export const DEPENDENCIES = ["${name}"]; export const run = () => {};`;
const PASSES = "export const run = () => {};";

describe("replay", () => {
  test.each(["plain", "json", "ndjson", "junit"])(
    "gives the %s report byte for byte as the run gave it",
    async (name) => {
      const cwd = await writeTempFolder({ "stages/a.mjs": FLAKY, "stages/b.mjs": AFTER("a"), "stages/c.mjs": PASSES });
      const run = await runCli(["run", "--reporter", name, "--run-id", "r"], { cwd });
      const replay = await runCli(["replay", ".stagewright/runs/r.ndjson", "--reporter", name], { cwd });
      expect(run.code).toBe(1);
      expect(replay).toEqual({ code: 0, stdout: run.stdout, stderr: "" });
    },
  );

  test("closes what a torn journal leaves open", async () => {
    const cwd = await writeTempFolder({ "stages/a.mjs": PASSES });
    await runCli(["run", "--run-id", "r"], { cwd });
    const path = join(cwd, ".stagewright/runs/r.ndjson");
    const lines = (await readFile(path, "utf8")).split("\n");
    await truncate(path, Buffer.byteLength(lines.slice(0, 3).join("\n")) + 20);
    const { code, stdout } = await runCli(["replay", path, "--reporter", "json"], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      status: "failed",
      stages: [{ status: "failed", errors: [{ code: "interrupted" }] }],
    });
    expect(code).toBe(0);
  });

  test("refuses what is no journal", async () => {
    const cwd = await writeTempFolder({ "notes.txt": "hello\n" });
    const { code, stderr } = await runCli(["replay", "notes.txt"], { cwd });
    expect(stderr).toContain("bad-journal");
    expect(code).toBe(2);
  });
});

describe("--failed", () => {
  test("runs again what failed and what was skipped because of it, with what they depend on", async () => {
    const cwd = await writeTempFolder({
      "stages/base.mjs": PASSES,
      "stages/flaky.mjs": `export const DEPENDENCIES = ["base"];\n${FLAKY}`,
      "stages/after.mjs": AFTER("flaky"),
      "stages/last.mjs": AFTER("after"),
      "stages/other.mjs": PASSES,
      "stages/unwanted.mjs": "export const when = () => false; export const run = () => {};",
    });
    expect((await runCli(["run"], { cwd })).code).toBe(1);
    await writeFile(join(cwd, "good"), "");
    const { code, stdout } = await runCli(["run", "--failed", "--reporter", "json"], { cwd });
    const { stages } = JSON.parse(stdout) as { stages: { name: string; status: string }[] };
    const passed = stages.filter(({ status }) => status === "passed").map(({ name }) => name);
    expect(passed.toSorted()).toEqual(["after", "base", "flaky", "last"]);
    expect(code).toBe(0);
  });

  test("exits with 0 where nothing failed", async () => {
    const cwd = await writeTempFolder({ "stages/a.mjs": PASSES });
    await runCli(["run", "--run-id", "r"], { cwd });
    const { code, stdout, stderr } = await runCli(["run", "--failed"], { cwd });
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: "",
      stderr: "stagewright: no stage of run r is to run again\n",
    });
  });
});

describe("--resume", () => {
  test("continues a run whose process was killed, with the whole run in its reports", async () => {
    const cwd = await writeTempFolder({
      "stages/a.mjs": PASSES,
      "stages/b.mjs": `
        import { existsSync } from "node:fs";
        export const DEPENDENCIES = ["a"];
        export const run = ({ log }) => existsSync("good") ? undefined : new Promise(() => log("it runs"));
      `,
    });
    const killed = startCli(["run", "--run-id", "r"], { cwd });
    await killed.sees("it runs");
    killed.kill("SIGKILL");
    await killed.end;
    await writeFile(join(cwd, "good"), "");
    await appendFile(join(cwd, ".stagewright/runs/r.ndjson"), '{"v":1,"torn');

    const resumed = await runCli(["run", "--resume", "r", "--reporter", "ndjson"], { cwd });
    expect(resumed).toMatchObject({ code: 0, stderr: "" });
    expect(resumed.stdout).toBe(await readFile(join(cwd, ".stagewright/runs/r.ndjson"), "utf8"));
    const report = JSON.parse(
      (await runCli(["replay", ".stagewright/runs/r.ndjson", "--reporter", "json"], { cwd })).stdout,
    );
    expect(report).toMatchObject({ status: "passed", stages: [{ attempts: [{}] }, { attempts: [{}, {}] }] });
  });
});

test("a past run is found by its id, and one that is not there is told with those that are", async () => {
  const cwd = await writeTempFolder({ "stages/a.mjs": "export const run = () => {};" });
  await runCli(["run", "--run-id", "monday"], { cwd });
  expect((await runCli(["replay", "monday"], { cwd })).stdout).toContain("a  ✓ passed in ");
  for (const args of [
    ["replay", "munday"],
    ["run", "--resume", "munday"],
    ["explain", "a", "--from", "munday"],
  ]) {
    const { code, stderr } = await runCli(args, { cwd });
    expect({ code, stderr: stderr.replace(cwd, "<cwd>") }).toEqual({
      code: 2,
      stderr:
        "run-not-found: There is no journal <cwd>/.stagewright/runs/munday.ndjson; did you mean monday? The newest run is monday.\n\n1 problem; nothing ran.\n",
    });
  }
});

test("a replay shows the source that ran, and none where it has changed since", async () => {
  const cwd = await writeTempFolder({ "stages/a.mjs": 'export const run = () => {\n  throw new Error("boom");\n};\n' });
  const reportOf = async (file: string, ...args: readonly string[]) => {
    await runCli([...args, "--reporter", `live=${file}`], { cwd });
    return await readFile(join(cwd, file), "utf8");
  };
  const live = await reportOf("live.txt", "run", "--run-id", "r");
  expect(live).toContain('> 2 |   throw new Error("boom");');
  expect(await reportOf("same.txt", "replay", "r")).toBe(live);
  await writeFile(join(cwd, "stages/a.mjs"), "// something\n// else\n");
  const changed = await reportOf("changed.txt", "replay", "r");
  expect(changed).toContain("Error: boom");
  expect(changed).not.toContain("else");
});
