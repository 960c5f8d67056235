import { expect, test } from "vitest";
import { runCli } from "../../src/cli/run-cli.js";
import { writeTempFolder } from "../helpers/temp-folder.js";
import { createFakeIo } from "./fake-io.js";
test("shows the help of a command, whatever else is wrong", async () => {
    const io = createFakeIo();
    expect(await runCli(["run", "--bogus", "-h"], io)).toBe(0);
    expect(io.stdout.text).toMatch(/^Usage: stagewright run \[dir\]/);
    expect(io.stderr.text).toBe("");
});
test("tells an unknown command even with --help", async () => {
    const io = createFakeIo();
    expect(await runCli(["rnu", "--help"], io)).toBe(2);
    expect(io.stderr.text).toContain('did you mean "run"?');
});
test("tells problems of the command line together with those of the configuration", async () => {
    const cwd = await writeTempFolder({ "stagewright.config.json": '{ "grace": 0 }' });
    const io = createFakeIo({ cwd });
    expect(await runCli(["check", "--bogus"], io)).toBe(2);
    expect(io.stderr.text).toContain("unknown flag --bogus");
    expect(io.stderr.text).toContain("stagewright.config.json: bad-value: grace");
    expect(io.stderr.text).toContain("\n\n2 problems; nothing ran.\n");
});
test("exits with at least 1 where stdout failed", async () => {
    const io = createFakeIo();
    io.stdout.state = "failed";
    expect(await runCli(["--version"], io)).toBe(1);
    expect(await runCli(["rnu"], io)).toBe(2);
});
