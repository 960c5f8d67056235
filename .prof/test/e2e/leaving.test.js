import { expect, test } from "vitest";
import { runCli, startCli } from "../helpers/cli-process.js";
import { writeTempFolder } from "../helpers/temp-folder.js";
test("names the stage and the kind of a handle that is left open, and leaves all the same", async () => {
    const cwd = await writeTempFolder({
        "stages/server.mjs": `
      import { createServer } from "node:net";
      export const run = () => new Promise((resolve) => createServer().listen(0, "127.0.0.1", resolve));
    `,
        "stages/timers.mjs": "export const run = () => { setInterval(() => {}, 1_000); setTimeout(() => {}, 60_000); };",
        "stages/tidy.mjs": `
      export const setup = () => setInterval(() => {}, 1_000);
      export const teardown = ({ resource }) => clearInterval(resource);
    `,
    });
    const { code, stderr } = await runCli(["run"], { cwd });
    expect(stderr).toMatchInlineSnapshot(`
    "stagewright: the run is over, but something is still open and would keep the process alive:
      server: TCP server
      timers: 2 × timer
    Close it in teardown. Leaving now.
    "
  `);
    expect(code).toBe(0);
});
test("says nothing of a handle that closes by itself soon after the run", async () => {
    const cwd = await writeTempFolder({ "stages/a.mjs": "export const run = () => { setTimeout(() => {}, 50); };" });
    expect(await runCli(["run"], { cwd })).toMatchObject({ code: 0, stderr: "" });
});
test("waits for a phase that has nothing open and never settles", async () => {
    const cwd = await writeTempFolder({
        "stages/a.mjs": `export const run = ({ log }) => { log("it runs"); return new Promise(() => {}); };`,
    });
    const cli = startCli(["run", "--timeout", "600ms", "--grace", "1ms"], { cwd });
    await cli.sees("it runs");
    const { code, stdout } = await cli.end;
    expect(stdout).toContain("run abandoned");
    expect(code).toBe(3);
});
