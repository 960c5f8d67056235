import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { StagewrightError } from "../../src/model/problem.js";
import { toReport } from "../../src/model/report.js";
import { readJournal } from "../../src/run/journal-reader.js";
import { viewOf } from "../helpers/events.js";
import { fails } from "../helpers/functions.js";
import { simulate } from "../helpers/simulate.js";
import { writeTempFolder } from "../helpers/temp-folder.js";
async function writeJournal() {
    const journal = await writeTempFolder({});
    const ended = await simulate([
        { name: "a", run: fails },
        { name: "b", dependencies: ["a"] },
    ], { journal, runId: "r" });
    return { ...ended, path: join(journal, "r.ndjson") };
}
function problemsOf(path) {
    try {
        readJournal(path);
    }
    catch (error) {
        if (error instanceof StagewrightError)
            return error.problems;
        throw error;
    }
    throw new Error("Nothing was refused");
}
describe("reading a journal", () => {
    it("gives the events and their lines as they were written", async () => {
        const { path, events } = await writeJournal();
        const { entries } = readJournal(path);
        expect(entries.map(({ event }) => event)).toEqual(events);
        expect(`${entries.map(({ line }) => line).join("\n")}\n`).toBe(await readFile(path, "utf8"));
    });
    it("gives the report that the live run gave", async () => {
        const { path, report } = await writeJournal();
        const view = viewOf(readJournal(path).entries.map(({ event }) => event));
        expect(JSON.stringify(toReport(view))).toBe(JSON.stringify(report));
    });
    it("leaves out a last line that was cut off, and tells where the whole lines end", async () => {
        const { path, events } = await writeJournal();
        const whole = (await readFile(path)).length;
        await appendFile(path, '{"v":1,"seq":99,"runId":"r","at":0,"type":"log","level":"info","mess');
        const journal = readJournal(path);
        expect(journal.entries).toHaveLength(events.length);
        expect(journal).toMatchObject({ wholeBytes: whole, bytes: whole + 68 });
    });
    it("leaves out a last line that was cut off inside a character", async () => {
        const { path, events } = await writeJournal();
        await appendFile(path, Buffer.from('{"message":"ü', "utf8").subarray(0, -1));
        expect(readJournal(path).entries).toHaveLength(events.length);
    });
    it("leaves out a last line that is whole but for its end of line", async () => {
        const { path, events } = await writeJournal();
        await appendFile(path, JSON.stringify({ ...events.at(-1), seq: 99 }));
        expect(readJournal(path).entries).toHaveLength(events.length);
    });
    it("lets events of unknown types pass, as they are", async () => {
        const { path } = await writeJournal();
        const line = '{"v":1,"z":{"b":1,"a":2},"seq":99,"runId":"r","at":0,"type":"stage.teleported"}';
        await appendFile(path, `${line}\n`);
        const last = readJournal(path).entries.at(-1);
        expect(last).toEqual({ line, event: JSON.parse(line) });
    });
    it("keeps the fields of known events that a later version added", async () => {
        const { path, events } = await writeJournal();
        const log = { ...events.at(-1), seq: events.length + 1, type: "log", level: "info", message: "hi", mood: "good" };
        await appendFile(path, `${JSON.stringify(log)}\n`);
        expect(readJournal(path).entries.at(-1)?.event).toMatchObject({ mood: "good" });
    });
    it("refuses a line that does not follow from the one before", async () => {
        const { path, events } = await writeJournal();
        await appendFile(path, `${JSON.stringify(events.at(-1))}\n`);
        expect(problemsOf(path)).toMatchObject([
            { code: "bad-journal", message: expect.stringMatching(/does not follow from the one before/) },
        ]);
    });
    it.each([
        ["is no JSON", "hello\n", /:1 is not a journal/],
        ["is no event", '{"hello":1}\n', /:1 .*the line is no event/],
        ["is null", "null\n", /:1 .*the line is no event/],
        ["is of an unknown version", '{"v":2,"type":"run.started"}\n', /version 2 of the format is not known/],
        ["misses fields", '{"v":1,"type":"run.started"}\n', /seq/],
        ["is empty", "\n", /:1 is not a journal/],
    ])("refuses a file whose first line %s", async (_, text, message) => {
        const folder = await writeTempFolder({ "r.ndjson": text });
        expect(problemsOf(join(folder, "r.ndjson"))).toMatchObject([
            { code: "bad-journal", message: expect.stringMatching(message) },
        ]);
    });
    it("refuses a file that does not begin with run.started", async () => {
        const { path } = await writeJournal();
        const [, ...rest] = (await readFile(path, "utf8")).split("\n");
        await writeFile(path, rest.join("\n"));
        expect(problemsOf(path)).toMatchObject([{ code: "bad-journal", message: expect.stringContaining("run.started") }]);
    });
    it("names the line that is broken", async () => {
        const { path } = await writeJournal();
        const lines = (await readFile(path, "utf8")).split("\n");
        await writeFile(path, lines.with(2, "broken").join("\n"));
        expect(problemsOf(path)).toMatchObject([{ code: "bad-journal", message: expect.stringContaining("r.ndjson:3") }]);
    });
    it.each(["", '{"v":1,'])("refuses a file without a whole line: %j", async (text) => {
        const folder = await writeTempFolder({ "r.ndjson": text });
        expect(problemsOf(join(folder, "r.ndjson"))).toMatchObject([{ code: "bad-journal" }]);
    });
    it("says where there is no such file", () => {
        expect(problemsOf("/nowhere/r.ndjson")).toMatchObject([{ code: "run-not-found" }]);
    });
});
