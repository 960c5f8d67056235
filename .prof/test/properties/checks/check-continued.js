import { isDeepStrictEqual } from "node:util";
import { runEventSchema } from "../../../src/model/run-event.js";
import { checkLanguage } from "../../oracle/stage-language.js";
import { rule } from "../../oracle/violation.js";
import { callsOf } from "../trace.js";
import { checkCalls } from "./check-calls.js";
import { checkCapacity } from "./check-capacity.js";
import { checkEnvironments } from "./check-environments.js";
import { fold } from "./check-events.js";
import { checkTeardowns } from "./check-teardowns.js";
/**
 * §3.15: what a continued run keeps, and what it does again.
 * @throws {Violation}
 */
export function checkContinued({ scenario, before, whole, driven }) {
    const { report } = driven;
    const after = whole.slice(before.length);
    checkJournal(before, whole, report);
    const over = endsOf(before);
    const again = new Set(callsOf(driven.trace).map(({ stage }) => stage));
    for (const event of after) {
        if (event.type === "stage.started")
            again.add(event.stage);
        // It may not come to that: an environment that it needs may not come up again.
        if (event.type === "run.continued")
            for (const name of event.recreated)
                again.add(name);
    }
    const needed = neededBy(scenario, new Set(scenario.stages.map(({ name }) => name).filter((name) => !over.has(name))));
    for (const [name, end] of over) {
        const stage = report.stages.find((candidate) => candidate.name === name);
        rule(stage !== undefined, `${name} is in the report`);
        if (!again.has(name)) {
            checkKept(end, stage, before);
            continue;
        }
        const keep = scenario.stages.find((script) => script.name === name)?.keep;
        rule(keep !== "run" || end.outputLost === true, `${name} has ended, and is not run again`, end);
        rule(end.status !== "skipped", `${name} was skipped, and is not run`, end);
        rule(needed.has(name), `${name} has ended, and nothing that is left needs it`, end);
    }
    checkAttempts(before, after);
    checkProcess({ scenario, before, after, driven });
    if (before.some(({ type }) => type === "run.cancelling")) {
        rule(report.status === "cancelled", "a run that was being cancelled ends cancelled");
        const started = after.find(({ type }) => type === "stage.started");
        rule(started === undefined, "a run that was being cancelled starts nothing", started);
    }
}
/** What holds of every run holds of what this process did of one. */
function checkProcess({ scenario, before, after, driven, }) {
    const [started] = before;
    rule(started !== undefined, "a journal has a first event");
    const begun = new Set(after.flatMap((event) => (event.type === "stage.started" ? [event.stage] : [])));
    const own = [started, ...after.filter((event) => !("stage" in event) || begun.has(event.stage ?? ""))];
    checkCapacity(own);
    checkTeardowns(own, callsOf(driven.trace));
    const recreated = after.flatMap((event) => (event.type === "run.continued" ? event.recreated : []));
    checkEnvironments([started, ...after], [...endsOf(before).keys()].filter((name) => !recreated.includes(name)));
    checkLanguage(own, begun);
    // A stage whose output the journal could not hold has run again where it is handed on.
    checkCalls(scenario, [...before.map((event) => ({ kind: "event", event })), ...driven.trace]);
}
function checkJournal(before, whole, report) {
    rule(isDeepStrictEqual(whole.slice(0, before.length), before), "what was in the journal stays as it is");
    rule(whole[before.length]?.type === "run.continued", "it goes on with run.continued");
    for (const [index, event] of whole.entries()) {
        rule(event.seq === index + 1, "the journal is numbered without a gap", event);
        rule(event.runId === report.runId, "the journal is of one run", event);
        rule(event.at >= (whole[index - 1]?.at ?? 0), "time never goes back", event);
        rule(runEventSchema.safeParse(event).success, "the event is as the schema has it", event);
    }
    rule(whole.at(-1)?.type === "run.finished", "run.finished is last");
    rule(whole.filter(({ type }) => type === "run.finished").length === 1, "run.finished is told once");
    rule(JSON.stringify(fold(whole)) === JSON.stringify(report), "the whole journal gives the report");
}
function endsOf(events) {
    const ends = new Map();
    for (const event of events) {
        if (event.type === "stage.finished")
            ends.set(event.stage, event);
        // It runs again: its end is none.
        if (event.type === "run.continued")
            for (const name of event.recreated)
                ends.delete(name);
    }
    return ends;
}
/** All that the stages depend on, however remotely. */
function neededBy({ stages }, names) {
    const byName = new Map(stages.map((stage) => [stage.name, stage]));
    const needed = new Set();
    const open = [...names];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
        for (const { stage } of byName.get(name)?.dependencies ?? []) {
            if (needed.has(stage))
                continue;
            needed.add(stage);
            open.push(stage);
        }
    }
    return needed;
}
function checkKept(end, stage, before) {
    const { name } = stage;
    rule(stage.status === end.status, `${name} keeps its result`, end);
    rule(isDeepStrictEqual(stage.errors, end.errors ?? []), `${name} keeps its errors`, end);
    rule(stage.flaky === (end.flaky === true), `${name} stays flaky, or not`, end);
    rule(stage.skip?.reason === end.skip?.reason, `${name} stays skipped for its reason`, end);
    const attempts = before.filter((event) => event.type === "stage.started" && event.stage === name).length;
    rule(stage.attempts.length === attempts, `${name} keeps its attempts`, end);
}
/** What runs again is a new attempt, with a number of its own. */
function checkAttempts(before, after) {
    const made = new Map();
    for (const event of [...before, ...after]) {
        if (event.type !== "stage.started")
            continue;
        rule(event.attempt === (made.get(event.stage) ?? 0) + 1, "attempts are counted on", event);
        made.set(event.stage, event.attempt);
    }
}
