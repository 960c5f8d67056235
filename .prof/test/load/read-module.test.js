import { expect, test } from "vitest";
import { readModule } from "../../src/load/read-module.js";
const run = () => undefined;
function messagesOf(module) {
    return readModule(module).problems.map(({ code, message }) => `${code}: ${message}`);
}
test("takes a default export as it is, whatever else is exported", () => {
    const definition = { run, dependancies: [] };
    expect(readModule({ default: definition, keep: "end", teardwon: run })).toEqual({ definition, problems: [] });
});
test("takes named exports in lower and in upper case", () => {
    const { definition, problems } = readModule({
        run,
        DEPENDENCIES: ["api"],
        OPTIONAL: true,
        timeout: "1s",
        KEEP: "end",
    });
    expect(definition).toEqual({ run, dependencies: ["api"], optional: true, timeout: "1s", keep: "end" });
    expect(problems).toEqual([]);
});
test("lets named exports have helpers", () => {
    expect(readModule({ run, helper: 1, rows: [], LIMIT: 3 })).toEqual({ definition: { run }, problems: [] });
});
test("takes a near miss of a field for a mistake", () => {
    expect(messagesOf({ run, DEPENDENCY: [], tearDown: run })).toMatchInlineSnapshot(`
    [
      "unknown-field: Unknown field "DEPENDENCY"; did you mean "DEPENDENCIES"? A helper needs a name that is less like a field's.",
      "unknown-field: Unknown field "tearDown"; did you mean "teardown"? A helper needs a name that is less like a field's.",
    ]
  `);
});
test("refuses a field in both spellings", () => {
    expect(messagesOf({ run, keep: "run", KEEP: "end" })).toMatchInlineSnapshot(`
    [
      "bad-value: keep: expected one export, got both "keep" and "KEEP"",
    ]
  `);
});
test("refuses modules that export no field", () => {
    expect([messagesOf({}), messagesOf({ log: run, rows: [] })]).toMatchInlineSnapshot(`
    [
      [
        "bad-module: It exports nothing. Export a function "run", or begin the file's name with "_" if it is no stage.",
      ],
      [
        "bad-module: It exports no field of a stage, only "log" and "rows". Export a function "run", or begin the file's name with "_" if it is no stage.",
      ],
    ]
  `);
});
test("takes a stage of nothing but dependencies", () => {
    expect(readModule({ dependencies: ["api", "web"] }).problems).toEqual([]);
    expect(readModule({ default: { dependencies: ["api"] } }).problems).toEqual([]);
});
test("refuses default exports that are no definitions", () => {
    const exports = [undefined, null, "api", [run], run, new Map([["run", run]]), {}];
    expect(exports.flatMap((value) => messagesOf({ default: value }))).toMatchInlineSnapshot(`
    [
      "bad-module: The default export is undefined. Export an object: export default defineStage({ run() { … } })",
      "bad-module: The default export is null. Export an object: export default defineStage({ run() { … } })",
      "bad-module: The default export is "api". Export an object: export default defineStage({ run() { … } })",
      "bad-module: The default export is [ [Function: run] ]. Export an object: export default defineStage({ run() { … } })",
      "bad-module: The default export is [Function: run]. Export an object: export default defineStage({ run() { … } })",
      "bad-module: The default export has none of a stage's fields, which are name, description, tags, dependencies, optional, when, setup, run, teardown, keep, timeout, retry, resources, estimate, output and executor.",
      "bad-module: The default export has none of a stage's fields, which are name, description, tags, dependencies, optional, when, setup, run, teardown, keep, timeout, retry, resources, estimate, output and executor.",
    ]
  `);
});
test("takes the properties of module.exports for named exports", () => {
    const exports = { run, DEPENDENCIES: ["api"], helper: 1 };
    const wanted = { definition: { run, dependencies: ["api"] }, problems: [] };
    expect(readModule({ default: exports, ...exports })).toEqual(wanted);
    // Node finds the names of some of them only.
    expect(readModule({ default: exports, run, "module.exports": exports })).toEqual(wanted);
});
test("takes module.exports for a default export where Node finds no names in it", () => {
    const exports = { run };
    expect(readModule({ default: exports, "module.exports": exports }).definition).toBe(exports);
});
test("sees through modules that were compiled to CommonJS", () => {
    const definition = { run };
    expect(readModule({ __esModule: true, default: { __esModule: true, default: definition } }).definition).toBe(definition);
    expect(readModule({ default: { __esModule: true, run, KEEP: "end" } }).definition).toEqual({ run, keep: "end" });
});
