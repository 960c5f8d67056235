import type { Contestant } from "./contestant.ts";
import { DependencyCounter } from "./dependency-counter.ts";

/** The floor: counters and a list, nothing told, nothing caught. */
export const promises: Contestant = {
  name: "bare promises",
  note: "thirty lines by hand: no events, no teardown, no cancelling",
  run: ({ needs, concurrency, work }) =>
    new Promise((resolve, reject) => {
      const counter = new DependencyCounter(needs);
      const ready = counter.roots();
      let active = 0;
      let next = 0;
      const finish = (index: number) => {
        active -= 1;
        ready.push(...counter.done(index));
        if (counter.left === 0) resolve();
        else start();
      };
      const start = () => {
        for (; active < concurrency && next < ready.length; next += 1) {
          const index = ready[next] ?? 0;
          active += 1;
          Promise.resolve(work(index)).then(() => finish(index), reject);
        }
      };
      start();
    }),
};
