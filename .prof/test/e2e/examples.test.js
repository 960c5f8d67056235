import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
const root = fileURLToPath(new URL("../..", import.meta.url));
function start(name) {
    return spawn("node", ["node_modules/jiti/lib/jiti-cli.mjs", `examples/${name}`], { cwd: root });
}
it("has a test for each example", () => {
    expect(readdirSync(`${root}/examples`)).toEqual(["embed.ts", "runs-over-http.ts"]);
});
it("embed.ts runs in a program", async () => {
    const child = start("embed.ts");
    const output = await text(child.stdout);
    expect(output.trim().split("\n").at(-1)).toBe("passed");
    expect(output).toMatch(/stage\.serving cache[\s\S]*stage\.finished check[\s\S]*stage\.finished cache/);
});
it("runs-over-http.ts streams a run, and loses no teardown on SIGTERM", async () => {
    const child = start("runs-over-http.ts");
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const { port } = JSON.parse((await lines.next()).value);
    const whole = await fetch(`http://127.0.0.1:${port}/runs`, { method: "POST" });
    const events = (await whole.text())
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
    expect(events.at(-1)).toMatchObject({ type: "run.finished", status: "passed" });
    const cut = await fetch(`http://127.0.0.1:${port}/runs`, { method: "POST" });
    child.kill("SIGTERM");
    const told = (await cut.text())
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
    expect(told.at(-1)).toMatchObject({ type: "run.finished", status: "cancelled" });
    expect(told).toContainEqual(expect.objectContaining({ type: "log", message: "workspace removed" }));
    expect((await lines.next()).value).toBe("closed");
    await once(child, "exit");
});
