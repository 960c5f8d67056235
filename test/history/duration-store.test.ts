import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { type DurationStore, expectedDuration, openDurationStore } from "../../src/history/duration-store.ts";
import { writeTempFolder } from "../helpers/temp-folder.ts";

let folder: string;
beforeEach(async () => {
  folder = await writeTempFolder({});
});

const open = (pipeline = "p") => openDurationStore(folder, pipeline);
const valuesOf = (stage: string) => open().read().get(stage)?.values;
/** Adds what a run has measured, of a plan that has these stages and no other. */
const addTo = (store: DurationStore, ...measured: readonly (readonly [string, number])[]) => {
  const durations = new Map(measured);
  store.add({ durations, planned: durations });
};
const add = (durations: Record<string, number>) => addTo(open(), ...Object.entries(durations));

describe("the store of durations", () => {
  it("is empty where nothing has run", () => {
    expect(open().read()).toEqual(new Map());
  });

  it("keeps the newest five values of each stage", () => {
    for (let value = 1; value <= 7; value += 1) add({ a: value, ...(value === 1 && { b: 9 }) });
    expect(valuesOf("a")).toEqual([3, 4, 5, 6, 7]);
    expect(valuesOf("b")).toEqual([9]);
  });

  it("forgets a stage that fifty runs in a row did not have in their plan", () => {
    add({ gone: 1 });
    for (let run = 0; run < 50; run += 1) add({ a: run });
    expect(valuesOf("gone")).toEqual([1]);
    add({ a: 1 });
    expect(valuesOf("gone")).toBeUndefined();
  });

  it("keeps a stage that is in the plan, however often it is not selected", () => {
    add({ rare: 1, gone: 1 });
    const planned = new Set(["a", "rare"]);
    for (let run = 0; run <= 50; run += 1) open().add({ durations: new Map([["a", run]]), planned });
    expect([...open().read().keys()]).toEqual(["rare", "a"]);
    for (let run = 0; run < 50; run += 1) add({ a: run });
    expect(valuesOf("rare")).toEqual([1]);
  });

  it("keeps pipelines apart, whatever they are called", () => {
    const long = "漢".repeat(100);
    const halves = ["\ud800", "\ud801", "\ufffd"];
    const names = ["a/b", "..", "a b", "ä", "x".repeat(200), `${long}a`, `${long}b`, ...halves];
    for (const [index, name] of names.entries()) addTo(open(name), ["s", index]);
    expect(names.map((name) => open(name).read().get("s")?.values)).toEqual(names.map((_, index) => [index]));
  });

  it("holds stages of any name", () => {
    addTo(open(), ["__proto__", 1], ["constructor", 2]);
    expect([...open().read().keys()].sort()).toEqual(["__proto__", "constructor"]);
  });

  it("leaves nothing but the whole file, also where runs end at the same moment", () => {
    const [one, other] = [open(), open()];
    addTo(one, ["a", 1]);
    addTo(other, ["b", 2]);
    const names = readdirSync(join(folder, ".durations"));
    expect(names).toEqual(["p.json"]);
    expect(JSON.parse(readFileSync(join(folder, ".durations", "p.json"), "utf8"))).toMatchObject({ v: 1 });
  });

  it.each(["", "{", "null", '{"v":2,"stages":[]}', '{"v":1,"stages":[["a",{"values":["1"],"unseen":0}]]}'])(
    "tells of a file that holds %j, and replaces it",
    (text) => {
      add({ a: 1 });
      const path = join(folder, ".durations", "p.json");
      writeFileSync(path, text);
      expect(() => open().read()).toThrow(`Cannot read the past durations in ${path}`);
      add({ a: 2 });
      expect(valuesOf("a")).toEqual([2]);
    },
  );

  it("tells of a file that cannot be written", () => {
    mkdirSync(join(folder, ".durations", "p.json"), { recursive: true });
    expect(() => add({ a: 1 })).toThrow("Cannot write the durations to");
    expect(readdirSync(join(folder, ".durations"))).toEqual(["p.json"]);
  });
});

it("what is expected is the median: outliers have no say", () => {
  expect(expectedDuration([7])).toBe(7);
  expect(expectedDuration([10, 20])).toBe(15);
  expect(expectedDuration([100, 1, 102, 90_000, 101])).toBe(101);
});
