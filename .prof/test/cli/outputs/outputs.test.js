import { once } from "node:events";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { createFileOutput } from "../../../src/cli/outputs/file-output.js";
import { createStreamOutput } from "../../../src/cli/outputs/stream-output.js";
import { writeTempFolder } from "../../helpers/temp-folder.js";
const fail = (error) => {
    throw error;
};
describe("an output into a file", () => {
    test("replaces the file at the first text, and is written at once", async () => {
        const path = join(await writeTempFolder({ "r.txt": "an older and longer report" }), "r.txt");
        const output = createFileOutput(path, fail);
        expect(await readFile(path, "utf8")).toBe("an older and longer report");
        output.write("one ");
        output.write("zwei äöü");
        expect(await readFile(path, "utf8")).toBe("one zwei äöü");
        await output.finish();
        expect(output.state).toBe("open");
    });
    test("tells once why it failed", async () => {
        const folder = await writeTempFolder({});
        const told = [];
        const output = createFileOutput(join(folder, "missing/r.txt"), ({ message }) => told.push(message));
        output.write("lost");
        await mkdir(join(folder, "missing"));
        output.write("lost too");
        await output.finish();
        expect(output.state).toBe("failed");
        expect(told).toEqual([expect.stringMatching(/^ENOENT/)]);
    });
});
describe("an output over a stream", () => {
    test("has finished when the stream has taken all", async () => {
        const stream = new PassThrough({ highWaterMark: 1 });
        const output = createStreamOutput(stream, fail);
        output.write("a long text");
        const finished = output.finish();
        stream.resume();
        await finished;
        expect(output.state).toBe("open");
    });
    test("tells once why it failed, and does not wait for what cannot be written", async () => {
        const told = [];
        const stream = new Writable({ write: (_chunk, _encoding, callback) => callback(new Error("write EPIPE")) });
        const output = createStreamOutput(stream, ({ message }) => told.push(message));
        output.write("lost");
        await once(stream, "error").catch(() => { });
        output.write("lost too");
        await output.finish();
        expect(output.state).toBe("failed");
        expect(told).toEqual(["write EPIPE"]);
    });
});
