import { ExitCode } from "../exit-code.js";
import { loadPlan } from "../load-plan.js";
import { refuse } from "../refuse.js";
/** Loads and compiles, and tells what is wrong. */
export const check = async (input, io) => {
    const loaded = await loadPlan(input, io);
    if ("problems" in loaded)
        return refuse(loaded.problems, io);
    const { length } = loaded.plan.stages;
    io.stdout.write(`${length === 1 ? "1 stage" : `${length} stages`}, no problems\n`);
    return ExitCode.passed;
};
