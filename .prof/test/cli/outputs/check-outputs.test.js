import { mkdir, readdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkOutputs } from "../../../src/cli/outputs/check-outputs.js";
import { writeTempFolder } from "../../helpers/temp-folder.js";
const json = (file) => ({ name: "json", file });
test("finds nothing wrong with files that can be written, and leaves all as it was", async () => {
    const cwd = await writeTempFolder({ "old.json": "old" });
    await symlink("nowhere.json", join(cwd, "dangling.json"));
    const requests = [json(), json("new.json"), json("old.json"), json("dangling.json"), json("/dev/null")];
    expect(checkOutputs(requests, cwd)).toEqual([]);
    expect((await readdir(cwd)).toSorted()).toEqual(["dangling.json", "old.json"]);
    expect(await readFile(join(cwd, "old.json"), "utf8")).toBe("old");
});
test("tells every output that cannot be written", async () => {
    const cwd = await writeTempFolder({ file: "" });
    await mkdir(join(cwd, "folder"));
    const problems = checkOutputs([json("folder"), json("missing/r.json"), json("file/r.json")], cwd);
    expect(problems.map(({ message }) => message.replaceAll(cwd, "<cwd>"))).toMatchInlineSnapshot(`
    [
      "--reporter json=folder: cannot write folder: it is a folder",
      "--reporter json=missing/r.json: cannot write missing/r.json: there is no folder <cwd>/missing",
      "--reporter json=file/r.json: cannot write file/r.json: ENOTDIR: not a directory, open '<cwd>/file/r.json'",
    ]
  `);
});
test("tells outputs that would write into one another", async () => {
    const cwd = await writeTempFolder({});
    const requests = [
        json(),
        { name: "junit", file: undefined },
        json("a"),
        json("./a"),
        json(join(cwd, "a")),
        json("b"),
    ];
    expect(checkOutputs(requests, cwd).map(({ message }) => message.replaceAll(cwd, "<cwd>"))).toMatchInlineSnapshot(`
    [
      "--reporter json and --reporter junit would write into one another: give each but one a file",
      "--reporter json=a, --reporter json=./a and --reporter json=<cwd>/a would write into one another: give each its own file",
    ]
  `);
});
