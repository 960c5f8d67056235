import { closeSync, fsyncSync, writeSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { openJournal } from "../../src/run/journal-writer.js";
import { hostRun } from "../../src/run/start-run.js";
import { writeTempFolder } from "../helpers/temp-folder.js";
vi.mock("node:fs", { spy: true });
const fullDisk = () => {
    throw new Error("ENOSPC: no space left on device");
};
afterEach(() => {
    vi.clearAllMocks();
});
test("a journal that has failed gives its file back", async () => {
    const onError = vi.fn();
    const journal = openJournal({ path: join(await writeTempFolder({}), "r.ndjson"), continueAt: undefined, onError });
    vi.mocked(writeSync).mockImplementationOnce(fullDisk);
    journal.append("{}");
    journal.close();
    expect(onError).toHaveBeenCalledOnce();
    expect(closeSync).toHaveBeenCalledOnce();
});
test("a journal that fails when the run is over is told to the host, and adds no event", async () => {
    const journal = await writeTempFolder({});
    const events = [];
    const failures = [];
    const { run } = hostRun({ stages: [{ name: "a" }], journal }, { onEvent: ({ type }) => events.push(type), onJournalFailure: (error) => failures.push(error) });
    vi.mocked(fsyncSync).mockImplementationOnce(fullDisk);
    expect((await run.report).status).toBe("passed");
    expect(events.at(-1)).toBe("run.finished");
    expect(failures).toMatchObject([{ message: expect.stringMatching(/Cannot write the journal .*ENOSPC/) }]);
});
