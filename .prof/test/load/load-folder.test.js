import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { loadFolder } from "../../src/load/load-folder.js";
import { formatProblems } from "../../src/model/problem.js";
import { writeTempFolder } from "../helpers/temp-folder.js";
/** Loads a folder `stages` with these files; places are shown as from the folder that it is in. */
async function load(files) {
    const root = await writeTempFolder(Object.fromEntries(Object.entries(files).map(([name, text]) => [join("stages", name), text])));
    const loaded = await loadFolder(join(root, "stages"));
    return { ...loaded, text: formatProblems(loaded.problems).replaceAll(`${root}/`, "") };
}
test("loads modules of every kind in the order of their names", async () => {
    const { stages, text } = await load({
        "e.cjs": 'exports.run = () => "e"; exports.DEPENDENCIES = ["d"];',
        "d.mjs": 'export default { name: "delta", run: () => "d" };',
        "c.js": 'module.exports = { run() { return "c"; } };',
        "b.mts": 'export const run = async (): Promise<string> => "b";',
        "a.ts": 'enum Letter { A = "a" }\nexport const run = (): string => Letter.A;\nexport const OPTIONAL: boolean = true;',
    });
    expect(text).toBe("");
    expect(stages.map(({ name }) => name)).toEqual(["a", "b", "c", "delta", "e"]);
    expect(await Promise.all(stages.map(({ functions }) => functions.run?.(undefined)))).toEqual([
        "a",
        "b",
        "c",
        "d",
        "e",
    ]);
    expect(stages.at(0)).toMatchObject({ optional: true });
    expect(stages.at(-1)).toMatchObject({ dependencies: [{ stage: "d", on: "passed" }] });
});
test("imports one module after the other", async () => {
    const step = (name) => `(globalThis.loadFolderOrder ??= []).push("${name} begins");
     await new Promise(setImmediate);
     globalThis.loadFolderOrder.push("${name} ends");
     export const run = () => globalThis.loadFolderOrder;`;
    const { stages } = await load({ "b.ts": step("b"), "a.mjs": step("a") });
    expect(stages[0]?.functions.run?.(undefined)).toEqual(["a begins", "a ends", "b begins", "b ends"]);
});
test("lets TypeScript and JavaScript stages share a module", async () => {
    const { stages } = await load({
        "_shared.mjs": "export const shared = {};",
        "a.ts": 'import { shared } from "./_shared.mjs";\nexport const run = (): object => shared;',
        "b.mjs": 'import { shared } from "./_shared.mjs";\nexport const run = () => shared;',
    });
    const [a, b] = stages.map(({ functions }) => functions.run?.(undefined));
    expect(a).toBe(b);
});
test("tells what a module threw, and where", async () => {
    const { text, stages } = await load({
        "a-js.mjs": 'export const run = 1;\n\n  throw new TypeError("no configuration");',
        "b-ts.ts": 'const port: number = 1;\nthrow new RangeError("no port " + port);',
        "c-helper.mjs": 'import "./_helper.mjs";',
        "_helper.mjs": "\nnull.host;",
        "d-value.mjs": 'throw "out";',
        "e-cjs.cjs": 'require("./nowhere.cjs");',
        "f-ts-import.ts": 'import { x } from "./nowhere.ts";\nexport const run = () => x;',
        "g-export.mjs": 'import { nothing } from "node:path";',
    });
    expect(stages).toEqual([]);
    expect(text).toMatchInlineSnapshot(`
    "stages/a-js.mjs: stage "a-js": bad-module: Importing it failed: TypeError: no configuration (stages/a-js.mjs:3:9)
    stages/b-ts.ts: stage "b-ts": bad-module: Importing it failed: RangeError: no port 1 (stages/b-ts.ts:2)
    stages/c-helper.mjs: stage "c-helper": bad-module: Importing it failed: TypeError: Cannot read properties of null (reading 'host') (stages/_helper.mjs:2:6)
    stages/d-value.mjs: stage "d-value": bad-module: Importing it failed: it threw "out"
    stages/e-cjs.cjs: stage "e-cjs": bad-module: Importing it failed: Error: Cannot find module './nowhere.cjs' (stages/e-cjs.cjs:1:1)
    stages/f-ts-import.ts: stage "f-ts-import": bad-module: Importing it failed: Error: Cannot find module './nowhere.ts' (stages/f-ts-import.ts:1)
    stages/g-export.mjs: stage "g-export": bad-module: Importing it failed: SyntaxError: The requested module 'node:path' does not provide an export named 'nothing' (stages/g-export.mjs:1:10)"
  `);
});
test("tells where a module cannot be parsed", async () => {
    const { text, unloaded } = await load({
        "a-js.mjs": "export const run = () => {\n  const x = ;\n};",
        "b-ts.ts": "export const run = (): void => {\n  const x = ;\n};",
        "c-cjs.cjs": "exports.run = () => {\n  const x = ;\n};",
        "d-import.mjs": 'import "./_broken.mjs";',
        "_broken.mjs": "const x = ;",
    });
    expect(unloaded).toEqual(["a-js", "b-ts", "c-cjs", "d-import"]);
    expect(text).toMatchInlineSnapshot(`
    "stages/a-js.mjs: stage "a-js": bad-module: Importing it failed: SyntaxError: Unexpected token ';' (stages/a-js.mjs:2:13)
    stages/b-ts.ts: stage "b-ts": bad-module: Importing it failed: SyntaxError: Unexpected token (stages/b-ts.ts:2:13)
    stages/c-cjs.cjs: stage "c-cjs": bad-module: Importing it failed: SyntaxError: Unexpected token ';' (stages/c-cjs.cjs:2:13)
    stages/d-import.mjs: stage "d-import": bad-module: Importing it failed: SyntaxError: Unexpected token ';' (in a module that it imports)"
  `);
});
test("tells all that is wrong with all modules, and gives the stages that are right", async () => {
    const { stages, text, unloaded } = await load({
        "a.mjs": "export const run = () => {};",
        "b.mjs": 'export default { name: "beta", run: 1, dependancies: [] };',
        "c.ts": 'export const DEPENDENCY = ["a"];\nexport const KEEP = "forever";',
        "d.mjs": "export default () => {};",
    });
    expect(stages.map(({ name }) => name)).toEqual(["a"]);
    expect(unloaded).toEqual(["beta", "c", "d"]);
    expect(text).toMatchInlineSnapshot(`
    "stages/b.mjs: stage "beta": bad-value: run: expected a function, got 1
    stages/b.mjs: stage "beta": unknown-field: Unknown field "dependancies"; did you mean "dependencies"?
    stages/c.ts: stage "c": unknown-field: Unknown field "DEPENDENCY"; did you mean "DEPENDENCIES"? A helper needs a name that is less like a field's.
    stages/c.ts: stage "c": bad-value: keep: expected "run", "dependents" or "end", got "forever"
    stages/d.mjs: stage "d": bad-module: The default export is [Function: default]. Export an object: export default defineStage({ run() { … } })"
  `);
});
test("takes names that every object has for ordinary ones", async () => {
    const { stages } = await load({
        "constructor.mjs": "export const run = () => {};",
        "__proto__.ts": "",
        "toString.ts": "export const dependencies = ['constructor'];",
    });
    expect(stages.map(({ name }) => name)).toEqual(["constructor", "toString"]);
});
test("tells of an export that throws when it is read", async () => {
    const { stages, text } = await load({
        "a.mjs": 'export default { get run() {\n  throw new Error("not yet");\n} };',
        "b.mjs": "export const run = () => {};",
    });
    expect(stages.map(({ name }) => name)).toEqual(["b"]);
    expect(text).toBe('stages/a.mjs: stage "a": bad-module: Importing it failed: Error: not yet (stages/a.mjs:2:9)');
});
test("leaves two files of one name to the plan", async () => {
    const { stages, problems } = await load({
        "a.mjs": "export const run = () => {};",
        "a.cjs": "exports.run = () => {};",
    });
    expect(stages.map(({ name }) => name)).toEqual(["a", "a"]);
    expect(problems).toEqual([]);
});
test("shows files in the folder as it was given", async () => {
    const root = await writeTempFolder({ "stages/a.mjs": "" });
    const folder = relative(process.cwd(), join(root, "stages"));
    const { problems } = await loadFolder(folder);
    expect(problems.map(({ file }) => file)).toEqual([join(folder, "a.mjs")]);
});
test("tells of a folder without stages", async () => {
    const root = await writeTempFolder({ "empty/_helper.ts": "", "file.ts": "" });
    const folders = ["empty", "nowhere", "file.ts"].map((name) => join(root, name));
    const loaded = await Promise.all(folders.map(loadFolder));
    expect(loaded.flatMap(({ unloaded }) => unloaded)).toEqual([]);
    const text = loaded.map(({ problems }) => formatProblems(problems)).join("\n");
    expect(text.replaceAll(root, "/project")).toMatchInlineSnapshot(`
    "empty-folder: The folder /project/empty has no stages. A stage is a .ts, .mts, .js, .mjs or .cjs file in the folder itself; names that begin with "_" or ".", ".test." files and ".d.ts" files are left out.
    empty-folder: The folder /project/nowhere does not exist. Put a module for each stage into it, or name the folder that has them.
    empty-folder: The folder /project/file.ts is a file. Name the folder that has the stages' modules."
  `);
});
test("shows both the given and the absolute path of a folder that does not exist", async () => {
    const { problems } = await loadFolder("stagse");
    expect(formatProblems(problems)).toContain(`The folder "stagse" (${join(process.cwd(), "stagse")}) does not exist.`);
});
