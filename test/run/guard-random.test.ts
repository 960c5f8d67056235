import { expect, test } from "vitest";
import { guardRandom } from "../../src/run/guard-random.ts";
import { simulate } from "../helpers/simulate.ts";

const flaky = { name: "a", retry: { limit: 2, delay: 100, jitter: true }, run: () => Promise.reject(new Error("no")) };

test("chance that throws, or is no share, takes the whole delay and is told once", () => {
  for (const broken of [
    () => Number.NaN,
    () => -1,
    () => 2,
    () => "1" as never,
    () => {
      throw new Error("none");
    },
  ]) {
    const told: unknown[] = [];
    const random = guardRandom(broken, (error) => told.push(error));
    expect([random(), random()]).toEqual([1, 1]);
    expect(told).toHaveLength(1);
  }
  expect(
    guardRandom(
      () => 0.25,
      () => {},
    )(),
  ).toBe(0.25);
});

test("a run whose source of chance throws goes on, and says so", async () => {
  const random = () => {
    throw new Error("no chance");
  };
  const { report, events } = await simulate([flaky], { random });
  expect(events.flatMap((event) => (event.type === "stage.retrying" ? event.delayMs : []))).toEqual([100, 100]);
  expect(report.stages[0]).toMatchObject({ status: "failed", attempts: [{}, {}, {}] });
  expect(report.errors).toMatchObject([{ message: "no chance" }]);
});
