import { basename } from "node:path";
import { expect, test } from "vitest";
import { pipelineName } from "../../src/cli/pipeline-name.js";
import { writeTempFolder } from "../helpers/temp-folder.js";
test("is the package's name", async () => {
    expect(pipelineName(await writeTempFolder({ "package.json": '{ "name": "@shop/checkout" }' }))).toBe("@shop/checkout");
});
test.each(["", "{", "null", "{}", '{ "name": 3 }', '{ "name": "" }'])("is the folder's name where package.json is %j", async (text) => {
    const cwd = await writeTempFolder({ "package.json": text });
    expect(pipelineName(cwd)).toBe(basename(cwd));
});
