import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { runCli } from "../../helpers/cli-process.js";
import { writeTempFolder } from "../../helpers/temp-folder.js";
test.each([
    { what: "a journal in what is no folder", flags: ["--journal", "notes.txt"], code: "journal-unwritable" },
    { what: "a journal below what is no folder", flags: ["--journal", "notes.txt/runs"], code: "journal-unwritable" },
    { what: "a report below what is no folder", flags: ["--reporter", "json=notes.txt/r.json"], code: "bad-option" },
    { what: "a report in no folder", flags: ["--reporter", "json=missing/r.json"], code: "bad-option" },
])("$what is refused: nothing runs, and nothing is left behind", async ({ flags, code: problem }) => {
    const cwd = await writeTempFolder({
        "notes.txt": "",
        "stages/a.mjs": 'import { writeFileSync } from "node:fs"; export const setup = () => writeFileSync("ran", "");',
    });
    const { code, stdout, stderr } = await runCli(["run", "--reporter", "junit=j.xml", ...flags], { cwd });
    expect(stderr).toMatch(new RegExp(`^${problem}: .*\n\n1 problem; nothing ran\\.\n$`));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(readdirSync(cwd)).toEqual(["notes.txt", "stages"]);
});
