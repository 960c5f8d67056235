import { expect, test } from "vitest";
import { nearMissOf } from "../../src/load/near-miss.js";
import { STAGE_FIELDS } from "../../src/model/stage-definition.js";
const missOf = (name) => nearMissOf(name, STAGE_FIELDS);
test.each([
    ["dependancies", "dependencies"],
    ["dependecies", "dependencies"],
    ["DEPENDENCY", "dependencies"],
    ["DEPENDANCY", "dependencies"],
    ["Dependencies", "dependencies"],
    ["depedencies", "dependencies"],
    ["tearDown", "teardown"],
    ["TEAR_DOWN", "teardown"],
    ["teardwon", "teardown"],
    ["set_up", "setup"],
    ["setUp", "setup"],
    ["steup", "setup"],
    ["setp", "setup"],
    ["Run", "run"],
    ["rnu", "run"],
    ["runn", "run"],
    ["wehn", "when"],
    ["whn", "when"],
    ["kepe", "keep"],
    ["kep", "keep"],
    ["nmae", "name"],
    ["tgas", "tags"],
    ["timeOut", "timeout"],
    ["TIMOUT", "timeout"],
    ["timeouts", "timeout"],
    ["rerty", "retry"],
    ["resorces", "resources"],
    ["RESOURCE", "resources"],
    ["optinal", "optional"],
    ["estimte", "estimate"],
    ["executer", "executor"],
    ["ouput", "output"],
    ["desciption", "description"],
])("takes %s for a slip of %s", (name, field) => {
    expect(missOf(name)).toBe(field);
});
test.each([
    ...["rows", "runner", "fun", "sun", "ran", "run2", "runAll", "rerun", "turn"],
    ...["names", "game", "same", "frame", "tag", "bags", "stage", "flags", "when2", "then", "where", "keeper", "deep"],
    ...["log", "logger", "db", "config", "options", "url", "port", "client", "server", "app", "state", "users", "query"],
    ...["setupServer", "setup1", "reset", "teardownServer", "shutdown", "countdown", "cleanup", "close", "start", "stop"],
    ...["retries", "entry", "retryOnce", "input", "outputSchema", "layout", "timer", "timeoutMs", "TIMEOUT_MS"],
    ...["sources", "source", "execute", "exec", "subscription", "descriptor", "dependents", "deps", "steps", "test"],
    ...["toString", "constructor", "__proto__", "then", "$", "_"],
])("takes %s for a helper", (name) => {
    expect(missOf(name)).toBeUndefined();
});
