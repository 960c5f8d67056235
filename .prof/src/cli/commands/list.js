import { cleanLine } from "../../report/text/clean-text.js";
import { ExitCode } from "../exit-code.js";
import { loadPlan } from "../load-plan.js";
import { refuse } from "../refuse.js";
import { table } from "../text/table.js";
const DEFAULT_WIDTH = 80;
const TITLES = ["STAGE", "DEPENDS ON", "FLAGS", "DESCRIPTION"];
/** Lists the stages in the order of the plan, a row each. */
export const list = async (input, io) => {
    const loaded = await loadPlan(input, io);
    if ("problems" in loaded)
        return refuse(loaded.problems, io);
    const rows = [TITLES, ...loaded.plan.stages.map(row)];
    const lines = table(rows, { width: io.stdout.columns ?? DEFAULT_WIDTH });
    io.stdout.write(`${lines.join("\n")}\n`);
    return ExitCode.passed;
};
function row(stage) {
    const { name, dependencies, description = "", tags } = stage;
    const about = [description, ...tags.map((tag) => `#${tag}`)].join(" ");
    return [name, dependencies.map(edgeText).join(", "), flagsOf(stage).join(", "), about].map(cleanLine);
}
function edgeText({ stage, on }) {
    return on === "passed" ? stage : `${stage} (${on})`;
}
function flagsOf({ optional, keep, retry, demands, executor, selected }) {
    return [
        ...(selected ? [] : ["not selected"]),
        ...(optional ? ["optional"] : []),
        ...(keep === "run" ? [] : [`keep ${keep}`]),
        ...(retry.limit > 0 ? [`retry ${retry.limit}`] : []),
        ...demands.map(({ pool, units }) => `${units} × ${pool}`),
        ...(executor === "inline" ? [] : [executor]),
    ];
}
