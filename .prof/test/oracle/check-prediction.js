import { matchErrors } from "./error-pattern.js";
import { rule } from "./violation.js";
/** The chains of reports are cut to so many names (§3.2). */
const MAX_CHAIN = 20;
/**
 * The report says what the oracle says.
 * @throws {Violation} where it does not.
 */
export function checkPrediction(report, expected) {
    rule(report.status === expected.status, `the run has ${expected.status}, and not ${report.status}`);
    rule(report.stages.length === expected.stages.size, "every stage is in the report");
    for (const stage of report.stages) {
        const prediction = expected.stages.get(stage.name);
        rule(prediction !== undefined, `${stage.name} is in the report`);
        checkStage(report, stage, prediction);
    }
    checkCounts(report);
}
function checkStage(report, stage, expected) {
    if (expected.kind === "ended")
        return checkEnd(stage, expected.end);
    const { skip } = stage;
    rule(stage.status === "skipped" && skip !== undefined, `${stage.name} is skipped, and not ${stage.status}`);
    const culprit = skip.reason === "starved" ? undefined : skip.because.at(-1);
    const isOneOf = expected.ways.some((way) => way.reason === skip.reason && way.culprit === culprit);
    rule(isOneOf, `${stage.name} is skipped for one of ${JSON.stringify(expected.ways)}, not ${JSON.stringify(skip)}`);
    const chain = chainOf(report, stage);
    const told = skip.because;
    const isWhole = told.length === chain.length && told.every((name, index) => name === chain[index]);
    const isCut = chain.length > MAX_CHAIN && told.length === MAX_CHAIN && told[0] === chain[0] && told.at(-1) === chain.at(-1);
    rule(isWhole || isCut, `${stage.name} is skipped because of ${chain.join(" → ")}, not ${told.join(" → ")}`);
}
/** From the cause to the direct dependency: each link as the stage before it has it. */
function chainOf(report, stage) {
    const chain = [];
    let culprit = stage.skip?.because.at(-1);
    while (culprit !== undefined) {
        chain.unshift(culprit);
        const name = culprit;
        culprit = report.stages.find((other) => other.name === name)?.skip?.because.at(-1);
    }
    return chain;
}
function checkEnd(stage, end) {
    const { name } = stage;
    rule(stage.status === end.status, `${name} has ${end.status}, and not ${stage.status}`);
    rule(stage.flaky === end.flaky, `${name} is ${end.flaky ? "" : "not "}flaky`);
    const attempts = stage.attempts.map(({ attempt, phases }) => ({
        attempt,
        phases: phases.map(({ phase, status, abandoned, durationMs }) => ({
            phase,
            status,
            abandoned: abandoned === true,
            durationMs,
        })),
    }));
    // An attempt whose `when` threw had not begun.
    const expected = end.attempts.map((phases, index) => ({ attempt: index + 1, phases }));
    const begun = end.errors[0]?.phase === "when" ? [] : expected;
    rule(JSON.stringify(attempts) ===
        JSON.stringify(begun.map(({ attempt, phases }) => ({ attempt, phases: phases.map(inOrder) }))), `${name} has the attempts ${JSON.stringify(begun)}, not ${JSON.stringify(attempts)}`);
    rule(matchErrors(name, end.errors, { actual: stage.errors, cancelledToo: false }), `${name} has the errors ${JSON.stringify(end.errors)}, not ${JSON.stringify(stage.errors)}`);
}
function inOrder({ phase, status, abandoned, durationMs }) {
    return { phase, status, abandoned, durationMs };
}
function checkCounts({ counts, stages }) {
    for (const status of ["passed", "failed", "skipped"]) {
        const count = stages.filter((stage) => stage.status === status).length;
        rule(counts[status] === count, `${count} stages have ${status}`);
    }
    rule(counts.flaky === stages.filter(({ flaky }) => flaky).length, "the flaky ones are counted");
}
