import { type AsyncAutoTasks, auto } from "async";
import type { Contestant } from "./contestant.ts";

export const asyncAuto: Contestant = {
  name: "async.auto",
  package: "async",
  note: "first come, first served; one function a stage, no events; quadratic",
  maxStages: 10_000,
  run: async ({ needs, concurrency, work }) => {
    const tasks: AsyncAutoTasks<Record<string, unknown>, Error> = {};
    for (const [index, targets] of needs.entries()) {
      const task = async () => work(index);
      // Its types know callbacks only; its documentation has async functions too.
      tasks[`s${index}`] = (targets.length === 0 ? task : [...targets.map((target) => `s${target}`), task]) as never;
    }
    await auto(tasks, concurrency);
  },
};
