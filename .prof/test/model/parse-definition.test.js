import { expect, test } from "vitest";
import * as z from "zod";
import { parseDefinition } from "../../src/model/parse-definition.js";
import { formatProblems } from "../../src/model/problem.js";
import { defineStage } from "../../src/model/stage-definition.js";
const PLACE = { name: "api", file: "stages/api.ts" };
/** The messages that a definition gets, or its stage where all is well. */
function messagesOf(definition) {
    const parsed = parseDefinition(definition, PLACE);
    if ("stage" in parsed)
        throw new TypeError("All is well");
    return parsed.problems.map(({ message }) => message);
}
function stageOf(definition, place = PLACE) {
    const parsed = parseDefinition(definition, place);
    if ("problems" in parsed)
        throw new TypeError(formatProblems(parsed.problems));
    return parsed.stage;
}
test("fills in every default of an empty definition", () => {
    expect(stageOf({})).toEqual({
        name: "api",
        file: "stages/api.ts",
        description: undefined,
        tags: [],
        dependencies: [],
        optional: false,
        keep: "run",
        timeouts: { setup: undefined, run: undefined, teardown: 30_000 },
        retry: { limit: 0, delayMs: 1_000, backoff: "fixed", maxDelayMs: undefined, jitter: false },
        demands: [],
        estimateMs: undefined,
        executor: "inline",
        functions: {
            when: undefined,
            setup: undefined,
            run: undefined,
            teardown: undefined,
            retryWhen: undefined,
            output: undefined,
        },
    });
});
test("takes every field that a typed definition has", () => {
    const output = z.object({ port: z.number() });
    const definition = defineStage({
        description: "the API",
        tags: ["smoke"],
        dependencies: ["database", { stage: "lint", on: "settled" }, { stage: "cache" }],
        optional: true,
        when: () => true,
        setup: () => ({ port: 1 }),
        run: ({ resource }) => ({ port: resource.port }),
        teardown: () => undefined,
        keep: "dependents",
        timeout: { setup: "30s", run: 1500 },
        retry: { limit: 2, delay: "2s", backoff: "exponential", maxDelay: "1m", jitter: true, when: () => true },
        resources: { port: 1 },
        estimate: "5m",
        output,
        executor: "inline",
    });
    expect(stageOf(definition)).toMatchObject({
        description: "the API",
        dependencies: [
            { stage: "database", on: "passed" },
            { stage: "lint", on: "settled" },
            { stage: "cache", on: "passed" },
        ],
        timeouts: { setup: 30_000, run: 1_500, teardown: 30_000 },
        retry: { limit: 2, delayMs: 2_000, backoff: "exponential", maxDelayMs: 60_000, jitter: true },
        demands: [{ pool: "port", units: 1 }],
        estimateMs: 300_000,
        functions: { run: definition.run, retryWhen: definition.retry?.when, output },
    });
});
test("gives one timeout to each phase", () => {
    expect(stageOf({ timeout: "10s" }).timeouts).toEqual({ setup: 10_000, run: 10_000, teardown: 10_000 });
});
test("takes methods of a class", () => {
    class Service {
        dependencies = ["database"];
        run() {
            return "up";
        }
    }
    expect(stageOf(new Service()).functions.run).toBe(Service.prototype.run);
});
test("prefers the definition's own name to that of its place", () => {
    expect(stageOf({ name: "gateway" }).name).toBe("gateway");
    expect(stageOf({ name: "gateway" }, {}).name).toBe("gateway");
});
test("asks for a name where neither has one", () => {
    const parsed = parseDefinition({ run() { } }, {});
    expect(parsed).toMatchInlineSnapshot(`
    {
      "problems": [
        {
          "code": "bad-value",
          "message": "name: expected a name, but it is missing; a stage that comes from no file needs one: { name: "api", … }",
        },
      ],
    }
  `);
});
test("names stage, file and code of every problem", () => {
    const parsed = parseDefinition({ name: "gateway", keep: "forever", teardwon() { } }, PLACE);
    expect("problems" in parsed && formatProblems(parsed.problems)).toMatchInlineSnapshot(`
    "stages/api.ts: stage "gateway": bad-value: keep: expected "run", "dependents" or "end", got "forever"
    stages/api.ts: stage "gateway": unknown-field: Unknown field "teardwon"; did you mean "teardown"?"
  `);
});
test("names the nearest field for an unknown one, else all fields", () => {
    expect(messagesOf({ dependancies: [], Run() { }, dependsOn: [], retry: { limit: 1, delya: 1, count: 1 } })).toMatchInlineSnapshot(`
    [
      "Unknown field "retry.delya"; did you mean "retry.delay"?",
      "Unknown field "retry.count". The fields of "retry" are limit, delay, backoff, maxDelay, jitter and when.",
      "Unknown field "dependancies"; did you mean "dependencies"?",
      "Unknown field "Run"; did you mean "run"?",
      "Unknown field "dependsOn". The fields are name, description, tags, dependencies, optional, when, setup, run, teardown, keep, timeout, retry, resources, estimate, output and executor.",
    ]
  `);
});
test("knows the fields inside lists and unions", () => {
    expect(messagesOf({ dependencies: ["a", { stage: "b", onn: "passed" }], timeout: { steup: "1s" } })).toMatchInlineSnapshot(`
    [
      "Unknown field "dependencies[1].onn"; did you mean "dependencies[1].on"?",
      "Unknown field "timeout.steup"; did you mean "timeout.setup"?",
    ]
  `);
});
test.each([
    [{ keep: "forever" }, 'keep: expected "run", "dependents" or "end", got "forever"'],
    [{ optional: "yes" }, 'optional: expected true or false, got "yes"'],
    [{ run: 3 }, "run: expected a function, got 3"],
    [{ run: null }, "run: expected a function, got null"],
    [{ description: 5 }, "description: expected a string, got 5"],
    [{ name: "" }, 'name: expected a name of at least one character, got ""'],
    [{ tags: "smoke" }, 'tags: expected a list, got "smoke"'],
    [{ dependencies: "a" }, 'dependencies: expected a list, got "a"'],
    [
        { dependencies: [1] },
        'dependencies[0]: expected a stage\'s name or { stage, on: "passed" | "settled" | "failed" }, got 1',
    ],
    [{ dependencies: [{}] }, "dependencies[0].stage: expected a string, but it is missing"],
    [
        { dependencies: [{ stage: "a", on: "done" }] },
        'dependencies[0].on: expected "passed", "settled" or "failed", got "done"',
    ],
    [{ dependencies: ["a", "a"] }, 'dependencies: expected each stage once, got "a" more than once'],
    [
        { dependencies: ["a", { stage: "a", on: "failed" }] },
        'dependencies: expected each stage once, got "a" more than once',
    ],
    [{ retry: 3 }, "retry: expected an object, got 3"],
    [{ retry: {} }, "retry.limit: expected a number, but it is missing"],
    [{ retry: { limit: -1 } }, "retry.limit: expected at least 0, got -1"],
    [{ retry: { limit: 1.5 } }, "retry.limit: expected a whole number, got 1.5"],
    [{ retry: { limit: Number.NaN } }, "retry.limit: expected a number, got NaN"],
    [{ retry: { limit: 1, backoff: "linear" } }, 'retry.backoff: expected "fixed" or "exponential", got "linear"'],
    [{ output: 3 }, "output: expected a schema that implements Standard Schema (zod, valibot, arktype, …), got 3"],
    [{ resources: { port: 0 } }, "resources.port: expected a positive integer, got 0"],
    [{ resources: { "my pool": 1.5 } }, 'resources["my pool"]: expected a positive integer, got 1.5'],
    [{ resources: { "": 1 } }, 'resources: expected a pool\'s name of at least one character, got ""'],
    [
        { resources: ["port"] },
        "resources: expected an object with the units of each pool, such as { port: 1 }, got [ 'port' ]",
    ],
    [
        { estimate: "soon" },
        'estimate: expected milliseconds as a number or a string such as "500ms", "30s", "5m", "1h", got "soon"',
    ],
    [{ timeout: 0 }, "timeout: expected a duration of more than 0 and at most 2147483647 ms (about 24 days), got 0"],
    [
        { timeout: { run: "-1s" } },
        'timeout.run: expected a duration of more than 0 and at most 2147483647 ms (about 24 days), got "-1s"',
    ],
    [
        { timeout: 2 ** 31 },
        "timeout: expected a duration of more than 0 and at most 2147483647 ms (about 24 days), got 2147483648",
    ],
    [
        { timeout: null },
        'timeout: expected a duration such as 1500 or "30s" (more than 0, at most about 24 days), or { setup, run, teardown } with one each, got null',
    ],
    [5, "definition: expected an object, got 5"],
    [null, "definition: expected an object, got null"],
    [[], "definition: expected an object, got []"],
])("refuses %o", (definition, message) => {
    expect(messagesOf(definition)).toEqual([message]);
});
test("takes names that every object has for ordinary ones", () => {
    const names = ["constructor", "toString", "__proto__", "hasOwnProperty"];
    const resources = JSON.parse('{ "__proto__": 2, "constructor": 1 }');
    for (const name of names) {
        const stage = stageOf({ dependencies: names.filter((other) => other !== name), resources }, { name });
        expect(stage.name).toBe(name);
        expect(stage.dependencies.map((edge) => edge.stage)).toEqual(names.filter((other) => other !== name));
        expect(stage.demands).toEqual([
            { pool: "__proto__", units: 2 },
            { pool: "constructor", units: 1 },
        ]);
    }
});
test("takes such names for unknown where fields are meant", () => {
    expect(messagesOf(JSON.parse('{ "__proto__": 1, "toString": 1 }'))).toHaveLength(2);
});
