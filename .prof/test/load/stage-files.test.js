import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findStageFiles } from "../../src/load/stage-files.js";
import { writeTempFolder } from "../helpers/temp-folder.js";
async function namesIn(files) {
    const folder = await writeTempFolder(Object.fromEntries(files.map((file) => [file, ""])));
    return (await findStageFiles(folder)).map(({ name }) => name);
}
test("takes modules of every kind, named after their files", async () => {
    expect(await namesIn(["a.ts", "b.mts", "c.js", "d.mjs", "e.cjs", "f.v2.ts"])).toEqual([
        "a",
        "b",
        "c",
        "d",
        "e",
        "f.v2",
    ]);
});
test("leaves out helpers, tests, types and what is no module", async () => {
    const files = [
        "_a.ts",
        ".b.ts",
        "c.test.ts",
        "d.test.mjs",
        "e.d.ts",
        "f.d.mts",
        "g.json",
        "h.tsx",
        "i.cts",
        "README.md",
    ];
    expect(await namesIn([...files, "test.ts", "contest.ts", "d.ts"])).toEqual(["contest", "d", "test"]);
});
test("does not look into folders, whatever they are called", async () => {
    expect(await namesIn(["a.ts", "b/c.ts", "d.ts/e.ts"])).toEqual(["a"]);
});
test("sorts by code point", async () => {
    expect(await namesIn(["b.ts", "B.ts", "a-1.ts", "a.ts", "é.ts", "😀.ts", "ﬀ.ts", "10.ts", "9.ts"])).toEqual([
        ...["10", "9", "B", "a-1", "a", "b", "é", "ﬀ", "😀"],
    ]);
});
test("follows links, and keeps those that lead nowhere", async () => {
    const folder = await writeTempFolder({ "stages/a.ts": "", "elsewhere/b.ts": "" });
    await symlink(join(folder, "elsewhere/b.ts"), join(folder, "stages/b.ts"));
    await symlink(join(folder, "elsewhere"), join(folder, "stages/folder.ts"));
    await symlink(join(folder, "nowhere"), join(folder, "stages/lost.ts"));
    expect((await findStageFiles(join(folder, "stages"))).map(({ name }) => name)).toEqual(["a", "b", "lost"]);
});
test("shows files in the folder as it was given", async () => {
    const folder = await writeTempFolder({ "a.ts": "" });
    expect(await findStageFiles(`${folder}/.`)).toEqual([{ name: "a", file: join(folder, "a.ts") }]);
});
