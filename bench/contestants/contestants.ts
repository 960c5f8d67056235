import { asyncAuto } from "./async-auto.ts";
import type { Contestant } from "./contestant.ts";
import { effect } from "./effect.ts";
import { listr2 } from "./listr2.ts";
import { pGraph } from "./p-graph.ts";
import { pQueue } from "./p-queue.ts";
import { promises } from "./promises.ts";
import { createStagewright } from "./stagewright.ts";

export const stagewright = createStagewright("full");
export const stagewrightRunOnly = createStagewright("run only");

/** All that are compared. The first is the one that the others' costs are told in. */
export const CONTESTANTS: readonly [Contestant, ...Contestant[]] = [
  pGraph,
  stagewright,
  stagewrightRunOnly,
  promises,
  pQueue,
  listr2,
  effect,
  asyncAuto,
];
