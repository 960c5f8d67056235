import { expect, test } from "vitest";
import { loadStages } from "../../src/load/load-stages.js";
import { StagewrightError } from "../../src/model/problem.js";
import { writeTempFolder } from "../helpers/temp-folder.js";
test("resolves with the stages of a folder", async () => {
    const folder = await writeTempFolder({
        "b.mjs": "export const run = () => {};",
        "a.ts": "export const run = () => {};",
    });
    expect((await loadStages(folder)).map(({ name }) => name)).toEqual(["a", "b"]);
});
test("throws one error with all that is wrong", async () => {
    const folder = await writeTempFolder({ "a.mjs": "", "b.mjs": "export const run = 1, keep = 2;" });
    const error = await loadStages(folder).catch((reason) => reason);
    expect(error).toBeInstanceOf(StagewrightError);
    expect(error).toMatchObject({
        code: "bad-module",
        problems: [{ code: "bad-module" }, { code: "bad-value" }, { code: "bad-value" }],
    });
});
