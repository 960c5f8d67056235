import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { startCli } from "../../helpers/cli-process.js";
import { writeTempFolder } from "../../helpers/temp-folder.js";
const PATIENCE = { timeout: 15_000, interval: 5 };
const REPORTERS = ["--reporter", "plain", "--reporter", "json=report.json"];
test("a signal that comes when the run is over leaves at once, with the result's exit code", async () => {
    const cwd = await writeTempFolder({
        "stages/a.mjs": "export const run = () => { setInterval(() => {}, 1_000); throw new Error('no'); };",
    });
    const cli = startCli(["run", ...REPORTERS], { cwd });
    await cli.sees("1 failed");
    cli.kill("SIGTERM");
    expect((await cli.end).code).toBe(1);
});
test("a signal ends a process whose stdout nobody reads, with the result's exit code and whole reports", async () => {
    const cwd = await writeTempFolder({
        "stages/a.mjs": `
      import { appendFileSync } from "node:fs";
      export const run = ({ log }) => { for (let line = 0; line < 5_000; line += 1) log("word ".repeat(20)); };
    `,
    });
    const cli = startCli(["run", "--run-id", "r", ...REPORTERS], { cwd });
    cli.process.stdout?.pause();
    const journal = join(cwd, ".stagewright/runs/r.ndjson");
    await vi.waitUntil(() => existsSync(journal) && readFileSync(journal, "utf8").includes('"run.finished"'), PATIENCE);
    cli.kill("SIGINT");
    const [code] = await once(cli.process, "exit");
    expect(code).toBe(0);
    expect(JSON.parse(await readFile(join(cwd, "report.json"), "utf8"))).toMatchObject({ status: "passed" });
});
