import { compilePlan } from "../plan/compile-plan.js";
import { loadDefinitions } from "./load-definitions.js";
import { pipelineName } from "./pipeline-name.js";
/** Loads the folder of a command and compiles its plan; all that is wrong with either, or with the options, comes back. */
export async function loadPlan({ operand, options, problems }, io) {
    const loaded = await loadDefinitions(operand, io.host);
    const compiled = compile(loaded, { options, cwd: io.cwd, selection: selectionOf(options) });
    const found = [...problems, ...loaded.problems, ...("problems" in compiled ? compiled.problems : [])];
    return found.length > 0 || "problems" in compiled ? { problems: found } : compiled;
}
/** Compiles what a folder holds, as far as it could be loaded. */
export function compile({ stages, unloaded }, { options, cwd, selection }) {
    const { pipeline = pipelineName(cwd), pools = {} } = options;
    return compilePlan(stages, { pipeline, pools, selection, unloaded });
}
/** Which stages the options select. */
export function selectionOf({ only, tags, skip, noDeps }) {
    return {
        ...(only !== undefined && { only }),
        ...(tags !== undefined && { tags }),
        ...(skip !== undefined && { skip }),
        ...(noDeps !== undefined && { noDeps }),
    };
}
