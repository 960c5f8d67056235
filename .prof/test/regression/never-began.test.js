import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { chooseStages } from "../../src/cli/choose-stages.js";
import { simulate } from "../helpers/simulate.js";
import { writeTempFolder } from "../helpers/temp-folder.js";
import { readWholeJournal } from "../helpers/whole-journal.js";
const stages = [{ name: "a", run: () => { } }];
describe.each([
    ["before", ""],
    ["within", '{"v":1,"se'],
    ["near the end of", '{"v":1,"seq":1,"runId":"r","at":1,"type":"run.started","pipeline":"p'],
])("a run that was killed %s its first event", (_, text) => {
    test("leaves its id free", async () => {
        const journal = await writeTempFolder({ "r.ndjson": text });
        const { events } = await simulate(stages, { journal, runId: "r" });
        expect(readWholeJournal(join(journal, "r.ndjson"))).toEqual(events);
    });
    test("cannot be continued, and says so", async () => {
        const journal = await writeTempFolder({ "r.ndjson": text });
        await expect(async () => simulate(stages, { journal, resume: "r" })).rejects.toThrow(/the run never began/);
    });
    test("is none whose failures run again", async () => {
        const journals = await writeTempFolder({ "r.ndjson": text });
        expect(chooseStages({ failed: true }, { journals, known: new Set(["a"]) })).toMatchObject({
            problems: [{ code: "run-not-found" }],
        });
    });
});
test("what is no journal is not overwritten", async () => {
    const journal = await writeTempFolder({ "r.ndjson": '{"precious":true}' });
    await expect(async () => simulate(stages, { journal, runId: "r" })).rejects.toThrow(/There is a run with this id/);
});
