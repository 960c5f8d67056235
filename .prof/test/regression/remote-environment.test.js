import { join } from "node:path";
import { expect, test } from "vitest";
import { cutJournal } from "../helpers/cut-journal.js";
import { begin, endsOf, stageOf, storyOf } from "../helpers/simulate.js";
import { writeTempFolder } from "../helpers/temp-folder.js";
/** `checks` needs the environment through `schema`, which is over when the run is cut off. */
async function cutBeforeChecks(bringUp) {
    const journal = await writeTempFolder({});
    const stages = [
        { name: "environment", keep: "dependents", setup: bringUp, teardown: () => { } },
        { name: "schema", dependencies: ["environment"], run: () => { } },
        { name: "checks", dependencies: ["schema"], run: () => { } },
    ];
    await begin(stages, { journal, runId: "r" }).finish();
    const isEndOfSchema = (event) => event.type === "stage.finished" && event.stage === "schema";
    await cutJournal(join(journal, "r.ndjson"), isEndOfSchema);
    return begin(stages, { journal, resume: "r" }).finish();
}
// Seed 908752525 of test/properties/continued.test.ts, path 743.
test("a stage of a continued run waits for an environment that it needs through a stage that is over", async () => {
    const ended = await cutBeforeChecks(() => Promise.resolve());
    const story = storyOf(ended);
    expect(story.indexOf("checks.run")).toBeGreaterThan(story.indexOf("environment serving"));
    expect(endsOf(ended)).toEqual({ environment: "passed", schema: "passed", checks: "passed" });
});
test("a stage of a continued run is skipped when such an environment does not come up again", async () => {
    const ended = await cutBeforeChecks(({ attempt }) => {
        if (attempt > 1)
            throw new Error("no room");
    });
    expect(endsOf(ended)).toEqual({ environment: "failed", schema: "passed", checks: "dependency-failed" });
    expect(stageOf(ended, "checks").skip).toMatchObject({ because: ["environment"] });
});
