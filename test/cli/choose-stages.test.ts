import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { chooseStages } from "../../src/cli/choose-stages.ts";
import { RunRecorder, stageError } from "../helpers/events.ts";
import { writeTempFolder } from "../helpers/temp-folder.ts";

const journalOf = ({ events }: RunRecorder) => events.map((event) => `${JSON.stringify(event)}\n`).join("");
const failed = { status: "failed", errors: [stageError("boom")] } as const;
const skipped = (
  reason: "dependency-failed" | "dependency-skipped" | "condition" | "not-selected" | "cancelled",
  culprit?: string,
) => ({ status: "skipped", skip: { reason, ...(culprit !== undefined && { culprit }) } }) as const;

/** A run in which much went wrong, and that did not end. */
const UNFINISHED = new RunRecorder([
  { name: "passed" },
  { name: "failed" },
  { name: "optional", optional: true },
  { name: "after", dependencies: ["failed"] },
  { name: "last", dependencies: ["after"] },
  { name: "unwanted" },
  { name: "after-unwanted", dependencies: ["unwanted"] },
  { name: "left-out" },
  { name: "cancelled" },
  { name: "open" },
  { name: "pending" },
])
  .pass("passed", 1)
  .start("failed")
  .finish("failed", failed)
  .start("optional")
  .finish("optional", failed)
  .finish("after", skipped("dependency-failed", "failed"))
  .finish("last", skipped("dependency-skipped", "after"))
  .finish("unwanted", skipped("condition"))
  .finish("after-unwanted", skipped("dependency-skipped", "unwanted"))
  .finish("left-out", skipped("not-selected"))
  .finish("cancelled", skipped("cancelled"))
  .start("open")
  .openPhase("open", "run");

const AGAIN = ["failed", "optional", "after", "last", "cancelled", "open", "pending"];

test("without --failed the options say it", () => {
  const choice = chooseStages(
    { only: ["a"], tags: ["t"], skip: ["b"], noDeps: true, grace: 1 },
    { journals: "", known: new Set() },
  );
  expect(choice).toEqual({ selection: { only: ["a"], tags: ["t"], skip: ["b"], noDeps: true } });
});

describe("with --failed", () => {
  test("takes what failed, did not finish, or was skipped because of either", async () => {
    const journals = await writeTempFolder({ "r-1.ndjson": journalOf(UNFINISHED) });
    expect(chooseStages({ failed: true, skip: ["open"] }, { journals, known: new Set([...AGAIN, "passed"]) })).toEqual({
      selection: { only: AGAIN, skip: ["open"] },
    });
  });

  test("tells of stages that are not there any more", async () => {
    const journals = await writeTempFolder({ "r-1.ndjson": journalOf(UNFINISHED) });
    expect(chooseStages({ failed: true }, { journals, known: new Set(AGAIN.slice(2)) })).toEqual({
      selection: { only: AGAIN.slice(2) },
      note: "not there any more: failed and optional",
    });
    expect(chooseStages({ failed: true }, { journals, known: new Set(["passed"]) })).toEqual({
      selection: undefined,
      note: expect.stringMatching(/^no stage of run r-1 is to run again \(not there any more: failed, /),
    });
  });

  test("reads the newest journal", async () => {
    const journals = await writeTempFolder({
      "a.ndjson": journalOf(UNFINISHED),
      "b.ndjson": journalOf(new RunRecorder([{ name: "failed" }]).pass("failed", 1).end("passed")),
      "b.ndjson.lock": "",
    });
    await utimes(join(journals, "a.ndjson"), 1_000, 1_000);
    expect(chooseStages({ failed: true }, { journals, known: new Set(AGAIN) })).toEqual({
      selection: undefined,
      note: "no stage of run r-1 is to run again",
    });
  });

  test("leaves alone the journals of other stages", async () => {
    const journals = await writeTempFolder({
      "a.ndjson": journalOf(UNFINISHED),
      "b.ndjson": journalOf(new RunRecorder([{ name: "another" }]).end("failed")),
    });
    await utimes(join(journals, "a.ndjson"), 1_000, 1_000);
    expect(chooseStages({ failed: true }, { journals, known: new Set(AGAIN) })).toEqual({ selection: { only: AGAIN } });
    expect(chooseStages({ failed: true }, { journals, known: new Set(["new"]) })).toHaveProperty("problems");
  });

  test("needs a journal", async () => {
    const journals = join(await writeTempFolder({}), "none");
    expect(chooseStages({ failed: true }, { journals, known: new Set() })).toEqual({
      problems: [
        {
          code: "run-not-found",
          message: `--failed: there is no journal of an earlier run of these stages in ${journals}`,
        },
      ],
    });
  });
});
