import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "../helpers/cli-process.js";
import { writeTempFolder } from "../helpers/temp-folder.js";
/** Leaves a file behind where it runs. */
const MARKS = 'import { writeFileSync } from "node:fs"; export const run = () => writeFileSync("ran", "");';
const BAD_INPUTS = [
    { what: "an unknown flag", args: ["--concurency", "4"], says: ["--concurency", "did you mean --concurrency?"] },
    { what: "a bad value", args: ["--concurrency", "0"], says: ["--concurrency", "positive integer", 'got "0"'] },
    { what: "a negative value", args: ["--concurrency", "-1"], says: ["--concurrency", 'got "-1"'] },
    { what: "a flag without its value", args: ["--grace"], says: ["--grace needs a value"] },
    { what: "a folder too many", args: ["other"], says: ['run takes one dir, got "stages" "other"'] },
    { what: "a run id that cannot be a file name", args: ["--run-id", "../r"], says: ["--run-id", 'got "../r"'] },
    { what: "an unknown reporter", args: ["--reporter", "jsno"], says: ["--reporter", 'did you mean "json"?'] },
    {
        what: "two reporters on stdout",
        args: ["--reporter", "json", "--reporter", "junit"],
        says: ["--reporter json and --reporter junit"],
    },
    { what: "an unknown stage in --only", args: ["--only", "mark"], says: ['unknown stage "mark"', '"marks"'] },
    {
        what: "a selection with --resume",
        args: ["--resume", "r", "--no-deps"],
        says: ["--resume", "leave out --no-deps"],
    },
    { what: "--failed without a journal", args: ["--failed"], says: ["--failed", "no journal"] },
    { what: "--resume of no run", args: ["--resume", "nope"], says: ["run-not-found", "nope"] },
    { what: "a missing configuration file", args: ["--config", "nope.json"], says: ["--config", "nope.json"] },
    {
        what: "a bad value in the configuration file",
        files: { "stagewright.config.json": '{ "failFast": "x" }' },
        says: ["stagewright.config.json", "failFast", '"x"'],
    },
    {
        what: "an unknown key in the configuration file",
        files: { "stagewright.config.mjs": "export default { reporter: [] };" },
        says: ["stagewright.config.mjs", '"reporter"', '"reporters"'],
    },
    {
        what: "a configuration file that throws",
        files: { "stagewright.config.ts": 'throw new Error("broken");' },
        says: ["stagewright.config.ts", "broken"],
    },
    {
        what: "two configuration files",
        files: { "stagewright.config.js": "", "stagewright.config.json": "{}" },
        says: ["stagewright.config.js and stagewright.config.json"],
    },
    {
        what: "an unknown dependency",
        files: { "stages/b.mjs": 'export const DEPENDENCIES = ["mraks"];' },
        says: ["unknown-dependency", "mraks", "marks"],
    },
    {
        what: "a cycle",
        files: {
            "stages/b.mjs": 'export const DEPENDENCIES = ["c"];',
            "stages/c.mjs": 'export const DEPENDENCIES = ["b"];',
        },
        says: ["cycle"],
    },
    {
        what: "a module that throws",
        files: { "stages/b.mjs": 'throw new Error("no import");' },
        says: ["stages/b.mjs", "bad-module", "no import"],
    },
    {
        what: "a module with a syntax error",
        files: { "stages/b.mjs": "export const = 1;" },
        says: ["stages/b.mjs", "bad-module"],
    },
    {
        what: "a definition with an unknown field",
        files: { "stages/b.mjs": "export default { tiemout: 1 };" },
        says: ["unknown-field", "timeout"],
    },
];
test.each(BAD_INPUTS)("$what exits with 2 and runs nothing", async ({ args = [], files = {}, says }) => {
    const cwd = await writeTempFolder({ "stages/marks.mjs": MARKS, ...files });
    const { code, stdout, stderr } = await runCli(["run", "stages", ...args], { cwd });
    for (const text of says)
        expect(stderr).toContain(text);
    expect(stderr).toMatch(/\n\n1 problem; nothing ran\.\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(existsSync(join(cwd, "ran"))).toBe(false);
});
test("an empty folder exits with 2", async () => {
    const cwd = await writeTempFolder({ "stages/_helper.mjs": "" });
    const { code, stderr } = await runCli(["run"], { cwd });
    expect(stderr).toContain("empty-folder");
    expect(code).toBe(2);
});
test("all problems of flags, configuration, outputs and stages are told together", async () => {
    const cwd = await writeTempFolder({
        "stages/a.mjs": 'export const DEPENDENCIES = ["b", "nope"];',
        "stages/b.mjs": 'throw new Error("no import");',
        "stagewright.config.json": '{ "grace": 0 }',
    });
    const { code, stderr } = await runCli(["run", "--concurrency", "x", "--reporter", "json=no/where.json"], { cwd });
    expect(stderr.replaceAll(cwd, "<cwd>")).toMatchInlineSnapshot(`
    "bad-option: --concurrency: expected a positive integer or a percentage of the cores such as "50%", got "x"
    stagewright.config.json: bad-value: grace: expected a duration of more than 0 and at most 2147483647 ms (about 24 days), got 0
    bad-option: --reporter json=no/where.json: cannot write no/where.json: there is no folder <cwd>/no
    stages/b.mjs: stage "b": bad-module: Importing it failed: Error: no import (stages/b.mjs:1:7)
    stages/a.mjs: stage "a": unknown-dependency: Unknown dependency "nope". The stages are a.

    5 problems; nothing ran.
    "
  `);
    expect(code).toBe(2);
});
test("a run id that exists exits with 2 and leaves the old run alone", async () => {
    const cwd = await writeTempFolder({ "stages/a.mjs": "export function run() {}" });
    expect((await runCli(["run", "--run-id", "r"], { cwd })).code).toBe(0);
    const again = await runCli(["run", "--run-id", "r"], { cwd });
    expect(again.stderr).toContain("run-exists");
    expect(again.code).toBe(2);
    expect((await runCli(["replay", ".stagewright/runs/r.ndjson"], { cwd })).stdout).toContain("1 passed");
});
test("a journal folder that cannot be written exits with 2 and runs nothing", async () => {
    const cwd = await writeTempFolder({ "stages/marks.mjs": MARKS, file: "" });
    const { code, stderr } = await runCli(["run", "--journal", "file/runs"], { cwd });
    expect(stderr).toContain("journal-unwritable");
    expect(code).toBe(2);
    expect(existsSync(join(cwd, "ran"))).toBe(false);
});
