import { expect, test } from "vitest";
import { mergeOptions } from "../../../src/cli/options/merge-options.js";
test("flags win over the file", () => {
    expect(mergeOptions({ concurrency: 1, grace: 10, only: ["a"] }, { concurrency: 2, only: ["b"] })).toEqual({
        concurrency: 2,
        grace: 10,
        only: ["b"],
    });
});
test("pools are merged one by one", () => {
    expect(mergeOptions({ pools: { db: 1, port: 1 } }, { pools: { db: 2 } })).toEqual({ pools: { db: 2, port: 1 } });
});
test("a flag drops the options of the file that it conflicts with", () => {
    const file = { only: ["a"], skip: ["b"], runId: "q", concurrency: 2 };
    expect(mergeOptions(file, { resume: "r" })).toEqual({ resume: "r", concurrency: 2 });
    expect(mergeOptions(file, { failed: true })).toEqual({ failed: true, skip: ["b"], runId: "q", concurrency: 2 });
    expect(mergeOptions({ failed: true }, { only: ["a"] })).toEqual({ only: ["a"] });
});
