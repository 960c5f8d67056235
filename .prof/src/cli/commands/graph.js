import { describePlan } from "../../model/plan.js";
import { drawGraph } from "../../report/graph/draw-graph.js";
import { ExitCode } from "../exit-code.js";
import { loadPlan } from "../load-plan.js";
import { refuse } from "../refuse.js";
/** Draws how the stages depend on each other. */
export const graph = async (input, io) => {
    const loaded = await loadPlan(input, io);
    if ("problems" in loaded)
        return refuse(loaded.problems, io);
    io.stdout.write(drawGraph(describePlan(loaded.plan), input.options.format ?? "mermaid"));
    return ExitCode.passed;
};
