import { describePlan } from "../../model/plan.ts";
import { drawGraph } from "../../report/graph/draw-graph.ts";
import type { CommandAction } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import { loadPlan } from "../load-plan.ts";
import { refuse } from "../refuse.ts";

/** Draws how the stages depend on each other. */
export const graph: CommandAction = async (input, io) => {
  const loaded = await loadPlan(input, io);
  if ("problems" in loaded) return refuse(loaded.problems, io);
  io.stdout.write(drawGraph(describePlan(loaded.plan), input.options.format ?? "mermaid"));
  return ExitCode.passed;
};
