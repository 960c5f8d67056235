import { expect, test } from "vitest";
import { nearestName } from "../../src/util/nearest-name.js";
const STAGES = ["api", "database", "web", "web-smoke"];
test("finds the name that was meant", () => {
    expect(nearestName("databse", STAGES)).toBe("database");
    expect(nearestName("DataBase", STAGES)).toBe("database");
    expect(nearestName("wbe", STAGES)).toBe("web");
    expect(nearestName("web-smok", STAGES)).toBe("web-smoke");
    expect(nearestName("ap", STAGES)).toBe("api");
});
test("finds nothing where all names are far", () => {
    expect(nearestName("checkout", STAGES)).toBeUndefined();
    expect(nearestName("x", ["y", "ab"])).toBeUndefined();
    expect(nearestName("x", [])).toBeUndefined();
});
test("prefers the nearest, and the first of those that are as near", () => {
    expect(nearestName("stage-1", ["stage-22", "stage-2", "stage-3"])).toBe("stage-2");
    expect(nearestName("Web", ["weba", "web"])).toBe("web");
});
test("takes names that every object has for ordinary ones", () => {
    expect(nearestName("toSting", ["toString", "constructor", "__proto__"])).toBe("toString");
    expect(nearestName("__prto__", ["toString", "constructor", "__proto__"])).toBe("__proto__");
});
