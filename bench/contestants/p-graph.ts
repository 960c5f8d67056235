import { PGraph } from "p-graph";
import type { Contestant } from "./contestant.ts";

export const pGraph: Contestant = {
  name: "p-graph",
  package: "p-graph",
  note: "durations as priorities, which it adds up along the paths; one function a stage, no events",
  run: async ({ needs, concurrency, work, durations }) => {
    const nodes = new Map(
      needs.map((_, index) => [
        `s${index}`,
        { run: () => work(index), ...(durations !== undefined && { priority: durations[index] ?? 0 }) },
      ]),
    );
    const edges = needs.flatMap((targets, index) =>
      targets.map((target): [string, string] => [`s${target}`, `s${index}`]),
    );
    await new PGraph(nodes, edges).run({ concurrency });
  },
};
