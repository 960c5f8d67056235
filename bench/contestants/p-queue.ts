import PQueue from "p-queue";
import type { Contestant } from "./contestant.ts";
import { DependencyCounter } from "./dependency-counter.ts";

export const pQueue: Contestant = {
  name: "p-queue by hand",
  package: "p-queue",
  note: "knows no dependencies: counted by hand around it; durations as priorities",
  // It finds a priority's place by a binary search, and then makes room in an array.
  run: async ({ needs, concurrency, work, durations }) => {
    const counter = new DependencyCounter(needs);
    const queue = new PQueue({ concurrency });
    const add = (index: number) => {
      const task = async () => {
        await work(index);
        counter.done(index).forEach(add);
      };
      void queue.add(task, { priority: durations?.[index] ?? 0 });
    };
    counter.roots().forEach(add);
    await queue.onIdle();
  },
};
