import { expect, test } from "vitest";
import { readConfigFile } from "../../../src/cli/options/config-file.js";
import { writeTempFolder } from "../../helpers/temp-folder.js";
import { createFakeIo } from "../fake-io.js";
/** Reads the configuration of a folder with these files. */
async function read(files, path) {
    const cwd = await writeTempFolder(files);
    return readConfigFile(createFakeIo({ cwd }), path);
}
const OPTIONS = '{ concurrency: 2, reporters: ["json=out.json"], tags: ["slow"], pools: { db: 2 }, timeout: "1m" }';
const PARSED = {
    options: {
        concurrency: 2,
        reporters: [{ name: "json", file: "out.json" }],
        tags: ["slow"],
        pools: { db: 2 },
        timeout: 60_000,
    },
    problems: [],
};
test("is optional", async () => {
    expect(await read({})).toEqual({ options: {}, problems: [] });
});
test.each([
    { file: "stagewright.config.ts", text: `const options: object = ${OPTIONS};\nexport default options;` },
    { file: "stagewright.config.mts", text: `export default ${OPTIONS} satisfies object;` },
    { file: "stagewright.config.js", text: `module.exports = ${OPTIONS};` },
    { file: "stagewright.config.mjs", text: `export default ${OPTIONS};` },
    {
        file: "stagewright.config.json",
        text: JSON.stringify({ ...PARSED.options, reporters: ["json=out.json"], timeout: "1m" }),
    },
])("is read from $file", async ({ file, text }) => {
    expect(await read({ [file]: text })).toEqual(PARSED);
});
test("is read from another path, in place of the usual one", async () => {
    const files = { "stagewright.config.json": '{ "concurrency": 1 }', "ci/e2e.json": '{ "concurrency": 8 }' };
    expect(await read(files, "ci/e2e.json")).toEqual({ options: { concurrency: 8 }, problems: [] });
});
test("keeps what is right and tells all that is wrong, with the file and the key", async () => {
    const text = JSON.stringify({
        concurrency: 0,
        failFast: "stop",
        reporter: ["json"],
        reporters: ["json", 3],
        pools: { db: "2" },
        tags: "slow",
        noDeps: "yes",
        redact: [""],
        resume: "r",
        only: ["a"],
    });
    const { options, problems } = await read({ "stagewright.config.json": text });
    expect(options).toEqual({ failFast: "stop", resume: "r", only: ["a"] });
    expect(problems).toMatchInlineSnapshot(`
    [
      {
        "code": "unknown-field",
        "file": "stagewright.config.json",
        "message": "unknown option "reporter"; did you mean "reporters"?",
      },
      {
        "code": "bad-value",
        "file": "stagewright.config.json",
        "message": "concurrency: expected a positive integer or a percentage of the cores such as "50%", got 0",
      },
      {
        "code": "bad-value",
        "file": "stagewright.config.json",
        "message": "reporters[1]: expected a string, got 3",
      },
      {
        "code": "bad-value",
        "file": "stagewright.config.json",
        "message": "tags: expected a list, got "slow"",
      },
      {
        "code": "bad-value",
        "file": "stagewright.config.json",
        "message": "noDeps: expected true or false, got "yes"",
      },
      {
        "code": "bad-value",
        "file": "stagewright.config.json",
        "message": "pools.db: expected a positive integer, got "2"",
      },
      {
        "code": "bad-value",
        "file": "stagewright.config.json",
        "message": "redact[0]: expected at least 1, got """,
      },
      {
        "code": "bad-value",
        "file": "stagewright.config.json",
        "message": "resume continues a run with its own id and selection: leave out only",
      },
    ]
  `);
});
test.each([
    { what: "JSON that is none", file: "stagewright.config.json", text: "{", says: "SyntaxError" },
    { what: "no object", file: "stagewright.config.json", text: "[]", says: "expected an object of options, got []" },
    {
        what: "no default export",
        file: "stagewright.config.mjs",
        text: "export const concurrency = 2;",
        says: "expected an object of options as its default export, got undefined",
    },
    {
        what: "a module that throws",
        file: "stagewright.config.ts",
        text: 'throw new TypeError("broken");',
        says: "TypeError: broken",
    },
    { what: "a module that throws no error", file: "stagewright.config.mjs", text: 'throw "broken";', says: '"broken"' },
    { what: "broken syntax", file: "stagewright.config.mjs", text: "export default {", says: "SyntaxError" },
])("tells of $what", async ({ file, text, says }) => {
    const { problems } = await read({ [file]: text });
    expect(problems).toEqual([{ code: expect.any(String), file, message: expect.stringContaining(says) }]);
});
test("refuses two of them, a missing one, and one of another kind", async () => {
    expect((await read({ "stagewright.config.ts": "", "stagewright.config.json": "{}" })).problems).toMatchInlineSnapshot(`
    [
      {
        "code": "bad-option",
        "message": "There is more than one configuration file: stagewright.config.ts and stagewright.config.json. Keep one.",
      },
    ]
  `);
    expect((await read({}, "nope.json")).problems).toMatchInlineSnapshot(`
    [
      {
        "code": "bad-option",
        "message": "--config: expected a file, but there is no nope.json",
      },
    ]
  `);
    expect((await read({ "config.yaml": "" }, "config.yaml")).problems).toMatchInlineSnapshot(`
    [
      {
        "code": "bad-option",
        "message": "--config: expected a file that ends in .ts, .mts, .js, .mjs or .json, got "config.yaml"",
      },
    ]
  `);
});
