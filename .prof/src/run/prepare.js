import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { createSystemClock } from "../model/clock.js";
import { parseDefinition } from "../model/parse-definition.js";
import { parseRunOptions } from "../model/parse-run-options.js";
import { StagewrightError } from "../model/problem.js";
import { DEFAULT_GRACE_MS, defaultConcurrency } from "../model/run-options.js";
import { compilePlan } from "../plan/compile-plan.js";
import { showValue } from "../util/show-value.js";
import { readJournal } from "./journal-reader.js";
import { beginningOf } from "./resume.js";
/**
 * Checks the options and the definitions; starts nothing.
 * @throws {StagewrightError} that lists every problem.
 */
export function prepareRun(options) {
    const { stages: given, signal: _, resume, clock = createSystemClock(), random, ...rest } = options;
    const parsedOptions = parseRunOptions(resume === undefined ? rest : { ...rest, runId: resume });
    const parsedStages = parseStages(given);
    if ("problems" in parsedOptions)
        throw new StagewrightError([...parsedOptions.problems, ...parsedStages.problems]);
    const { journal, pipeline = "pipeline", ...shared } = parsedOptions.options;
    const runId = shared.runId ?? makeRunId(clock);
    const journalPath = journal === undefined ? undefined : resolve(journal, `${runId}.ndjson`);
    const earlier = resume === undefined ? undefined : readEarlier(runId, journalPath);
    const beginning = earlier && beginningOf(earlier);
    const selection = beginning === undefined ? shared.selection : beginning.selection;
    // What is not given anew is as it was when the run began.
    const pools = shared.pools ?? beginning?.pools ?? {};
    const unloaded = parsedStages.problems.length > 0 ? parsedStages.unloaded : undefined;
    const compiled = compilePlan(parsedStages.stages, { pipeline, pools, selection, unloaded });
    const problems = [...parsedStages.problems, ...("problems" in compiled ? compiled.problems : [])];
    if (problems.length > 0 || "problems" in compiled)
        throw new StagewrightError(problems);
    return {
        runId,
        plan: compiled.plan,
        concurrency: shared.concurrency ?? beginning?.concurrency ?? defaultConcurrency(),
        failFast: shared.failFast ?? beginning?.failFast ?? "off",
        graceMs: shared.grace ?? beginning?.graceMs ?? DEFAULT_GRACE_MS,
        pools,
        selection,
        redact: shared.redact ?? [],
        clock,
        random: random ?? Math.random,
        journalPath,
        earlier,
    };
}
function parseStages(given) {
    if (!Array.isArray(given)) {
        const message = `stages: expected a list of stages, got ${showValue(given)}`;
        return { stages: [], problems: [{ code: "bad-option", message }], unloaded: [] };
    }
    const stages = [];
    const problems = [];
    for (const item of given) {
        // What `loadStages` returned has been through this already.
        const parsed = isStage(item) ? { stage: item } : parseDefinition(item, {});
        if ("stage" in parsed)
            stages.push(parsed.stage);
        else
            problems.push(...parsed.problems);
    }
    return { stages, problems, unloaded: problems.flatMap(({ stage }) => stage ?? []) };
}
function isStage(item) {
    return typeof item === "object" && item !== null && "functions" in item;
}
function readEarlier(runId, journalPath) {
    if (journalPath !== undefined)
        return readJournal(journalPath);
    throw new StagewrightError([
        {
            code: "bad-option",
            message: `resume: run ${runId} can be continued only from its journal; set \`journal\` too.`,
        },
    ]);
}
/** Sorts by time; unique by chance. */
function makeRunId(clock) {
    const [date = "", time = ""] = new Date(clock.now()).toISOString().split("T");
    return `${date.replaceAll("-", "")}-${time.slice(0, 8).replaceAll(":", "")}-${randomBytes(3).toString("hex")}`;
}
