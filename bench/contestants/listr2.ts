import { Listr, type ListrTask } from "listr2";
import type { Needs } from "../workloads/shapes.ts";
import type { Contestant } from "./contestant.ts";

export const listr2: Contestant = {
  name: "listr2",
  package: "listr2",
  note: "knows no dependencies: levels one after the other, each at once; its renderer silent",
  maxStages: 10_000,
  run: async ({ needs, concurrency, work }) => {
    const levels = levelsOf(needs).map(
      (indices): ListrTask => ({
        title: "level",
        task: (_, task) =>
          task.newListr(
            indices.map((index) => ({ title: `s${index}`, task: () => work(index) })),
            { concurrent: concurrency },
          ),
      }),
    );
    await new Listr(levels, { renderer: "silent", concurrent: false }).run();
  },
};

function levelsOf(needs: Needs): readonly (readonly number[])[] {
  const levelOf: number[] = [];
  const levels: number[][] = [];
  for (const [index, targets] of needs.entries()) {
    const level = targets.reduce((highest, target) => Math.max(highest, (levelOf[target] ?? 0) + 1), 0);
    levelOf.push(level);
    const indices = levels[level];
    if (indices === undefined) levels[level] = [index];
    else indices.push(index);
  }
  return levels;
}
