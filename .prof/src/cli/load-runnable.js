import { chooseStages } from "./choose-stages.js";
import { loadDefinitions } from "./load-definitions.js";
import { compile } from "./load-plan.js";
import { checkOutputs } from "./outputs/check-outputs.js";
/** Loads the folder and makes the selection; nothing is written. The plan is compiled by the run, unless something is wrong already. */
export async function loadRunnable({ operand, options, problems }, { io, requests, journals }) {
    const loaded = await loadDefinitions(operand, io.host);
    const known = new Set([...loaded.stages.map(({ name }) => name), ...loaded.unloaded]);
    const choice = chooseStages(options, { journals, known });
    const found = [
        ...problems,
        ...checkOutputs(requests, io.cwd),
        ...loaded.problems,
        ...("problems" in choice ? choice.problems : []),
    ];
    if (found.length === 0 && !("problems" in choice))
        return { stages: loaded.stages, ...choice };
    const selection = "selection" in choice ? choice.selection : undefined;
    const compiled = compile(loaded, { options, cwd: io.cwd, selection });
    return { problems: [...found, ...("problems" in compiled ? compiled.problems : [])] };
}
