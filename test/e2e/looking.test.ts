import { expect, test } from "vitest";
import { runCli } from "../helpers/cli-process.ts";
import { writeTempFolder } from "../helpers/temp-folder.ts";

const STAGES = {
  "stagewright.config.json": '{ "pools": { "memory": 8 } }',
  "stages/database.mjs": `
    export const description = "Starts a database with enough to say of it that a line of eighty cannot hold it";
    export const tags = ["slow", "io"];
    export const keep = "dependents";
    export const resources = { port: 1, memory: 4 };
    export const setup = () => {};
  `,
  "stages/api.mjs":
    'export const dependencies = ["database"]; export const retry = { limit: 2 }; export const run = () => {};',
  "stages/notify.mjs":
    'export const dependencies = [{ stage: "api", on: "failed" }, "database"]; export const optional = true;',
};

test("check counts the stages where nothing is wrong", async () => {
  const cwd = await writeTempFolder(STAGES);
  expect(await runCli(["check"], { cwd })).toEqual({ code: 0, stdout: "3 stages, no problems\n", stderr: "" });
});

test.each([["check"], ["list"], ["graph"], ["explain", "licensed", "--from", "stages"]])(
  "%s takes the sizes of pools, as run does",
  async (...command) => {
    const cwd = await writeTempFolder({ "stages/licensed.mjs": "export const resources = { licence: 2 };" });
    expect(await runCli(command, { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("pool-too-small"),
    });
    expect(await runCli([...command, "--pool", "licence=2"], { cwd })).toMatchObject({ code: 0 });
  },
);

test("list shows a table that fits 80 columns", async () => {
  const cwd = await writeTempFolder(STAGES);
  const { stdout } = await runCli(["list"], { cwd });
  expect(stdout).toMatchInlineSnapshot(`
    "STAGE     DEPENDS ON              FLAGS                   DESCRIPTION
    database                          keep dependents, 1 ×    Starts a database with
                                      port, 4 × memory        enough to say of it
                                                              that a line of eighty
                                                              cannot hold it #slow
                                                              #io
    api       database                retry 2
    notify    api (failed), database  optional
    "
  `);
  expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
});

test.each([
  { format: "mermaid", begins: "flowchart LR\n" },
  { format: "dot", begins: "digraph " },
  { format: "json", begins: "{\n" },
])("graph draws $format", async ({ format, begins }) => {
  const cwd = await writeTempFolder(STAGES);
  const { code, stdout } = await runCli(["graph", "--format", format], { cwd });
  expect(stdout.startsWith(begins)).toBe(true);
  expect(code).toBe(0);
});

test("--version shows the package's version", async () => {
  const cwd = await writeTempFolder({});
  expect(await runCli(["--version"], { cwd })).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    stderr: "",
  });
});
