import { once } from "node:events";
import { closeSync, fsyncSync, type Stats, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { openJournal } from "../../src/run/journal-writer.ts";
import { hostRun, startRun } from "../../src/run/start-run.ts";
import { cutJournal } from "../helpers/cut-journal.ts";
import { writeTempFolder } from "../helpers/temp-folder.ts";

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
  const events: string[] = [];
  const failures: Error[] = [];
  const { run } = hostRun(
    { stages: [{ name: "a" }], journal },
    { onEvent: ({ type }) => events.push(type), onJournalFailure: (error) => failures.push(error) },
  );
  vi.mocked(fsyncSync).mockImplementationOnce(fullDisk);
  expect((await run.report).status).toBe("passed");
  expect(events.at(-1)).toBe("run.finished");
  expect(failures).toMatchObject([{ message: expect.stringMatching(/Cannot write the journal .*ENOSPC/) }]);
});

test("a journal that has failed takes nothing more, and tells its first failure only", async () => {
  const onError = vi.fn();
  const journal = openJournal({ path: join(await writeTempFolder({}), "r.ndjson"), continueAt: undefined, onError });
  vi.mocked(writeSync).mockImplementationOnce(fullDisk);
  journal.append("{}");
  journal.flush();
  journal.append("{}");
  journal.flush();
  vi.mocked(closeSync).mockImplementationOnce(fullDisk);
  journal.close();
  expect(onError).toHaveBeenCalledOnce();
  expect(writeSync).toHaveBeenCalledOnce();
});

test("a journal whose folder is a file is refused", async () => {
  const path = join(await writeTempFolder({ file: "" }), "file", "r.ndjson");
  const open = () => openJournal({ path, continueAt: undefined, onError: () => {} });
  expect(open).toThrow(expect.objectContaining({ code: "journal-unwritable" }));
});

test("a journal that fails while the run lives is an error of the run", async () => {
  const failures: Error[] = [];
  const { run } = hostRun(
    { stages: [{ name: "a" }], journal: await writeTempFolder({}) },
    { onJournalFailure: (error) => failures.push(error) },
  );
  vi.mocked(writeSync).mockImplementationOnce(fullDisk);
  const { status, errors } = await run.report;
  expect(status).toBe("failed");
  expect(errors).toMatchObject([{ message: expect.stringContaining("ENOSPC") }]);
  expect(failures).toHaveLength(1);
});

test("a journal that fails when the run is over is a warning where nobody hosts the run", async () => {
  const run = startRun({ stages: [{ name: "a" }], journal: await writeTempFolder({}) });
  vi.mocked(fsyncSync).mockImplementationOnce(fullDisk);
  const warned = once(process, "warning");
  expect((await run.report).status).toBe("passed");
  expect(await warned).toMatchObject([{ message: expect.stringMatching(/Cannot write the journal .*ENOSPC/) }]);
});

test("a run that went on while its journal was read is not continued", async () => {
  const options = { stages: [{ name: "a" }], journal: await writeTempFolder({}) };
  await startRun({ ...options, runId: "r" }).report;
  await cutJournal(join(options.journal, "r.ndjson"), ({ type }) => type === "run.started");
  const { statSync: look } = await vi.importActual<typeof import("node:fs")>("node:fs");
  vi.mocked(statSync).mockImplementation((path, found) =>
    String(path).endsWith("r.ndjson") ? ({ size: 1 } as Stats) : look(path, found),
  );
  expect(() => startRun({ ...options, resume: "r" })).toThrow("Run r went on while its journal was read");
  vi.mocked(statSync).mockImplementation(look);
  expect((await startRun({ ...options, resume: "r" }).report).status).toBe("passed");
});
