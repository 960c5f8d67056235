import { expect } from "vitest";
import { toReport } from "../../src/model/report.js";
import { viewOf } from "./events.js";
/** A run as its journal tells it, a part for each time that it was begun or continued. */
export function partsOf(events) {
    const borders = events.flatMap(({ type }, index) => (type === "run.continued" ? [index] : []));
    return [0, ...borders].map((border, index) => ({
        before: events.slice(0, border),
        started: events.slice(border, borders[index]).filter((event) => event.type === "phase.started"),
    }));
}
/** What holds of every run that has ended, however often it was cut off and continued. */
export function checkContinuedRun(events, report) {
    expect(report, "the report is the fold of the whole journal").toEqual(toReport(viewOf(events)));
    const calls = events.filter((event) => event.type === "phase.started").map(callOf);
    expect(calls, "no phase of an attempt is begun twice").toEqual([...new Set(calls)]);
    const stages = stagesOf(events);
    const [first, ...continued] = partsOf(events);
    for (const part of continued)
        checkRunsAgain(part, stages);
    const last = continued.at(-1) ?? first;
    if (last !== undefined)
        checkTeardowns(last, stages);
    for (const stage of report.stages)
        checkResult(stage, events);
}
/** Whatever process an attempt was made in, all that is known of it is in the stage's result. */
function checkResult({ name, status, flaky, attempts, errors }, events) {
    const told = events.filter((event) => event.type === "phase.finished").filter(({ stage }) => stage === name);
    expect(errors, `no error of ${name} is lost`).toEqual(expect.arrayContaining(told.flatMap(({ errors = [] }) => errors)));
    const hadFailed = attempts
        .slice(0, -1)
        .some(({ phases }) => phases.some(({ status }) => status === "failed" || status === "timedOut"));
    expect(flaky, `${name} is flaky`).toBe(status === "passed" && hadFailed);
    for (const { attempt, phases } of attempts) {
        const names = phases.map(({ phase }) => phase);
        expect(names, `${name} ${attempt} enters each phase once`).toEqual([...new Set(names)]);
    }
}
function callOf({ stage, attempt, phase }) {
    return `${phase} ${stage} ${attempt}`;
}
function stagesOf([started]) {
    if (started?.type !== "run.started")
        throw new TypeError("The journal does not begin with run.started");
    return started.plan.stages;
}
/** What had ended does not run again but where something unfinished needs what only a new attempt can give. */
function checkRunsAgain({ before, started }, stages) {
    const standings = standingsAfter(before);
    const isUnfinished = ({ name }) => !standings.has(name);
    for (const name of new Set(started.map(({ stage }) => stage))) {
        const standing = standings.get(name);
        if (standing === undefined)
            continue;
        const direct = dependentsOf(stages, name);
        const isKept = stages.some((stage) => stage.name === name && stage.keep !== "run");
        const isNeeded = (standing === "over, its output lost" && direct.some(isUnfinished)) ||
            (isKept && allDependentsOf(stages, name).some(isUnfinished));
        if (!isNeeded)
            expect.fail(`${name} ran again, though it was ${standing} and nothing needed it`);
    }
}
/** Where the stages that have served or ended stand. */
function standingsAfter(events) {
    const standings = new Map();
    for (const event of events) {
        if (event.type === "stage.started")
            standings.delete(event.stage);
        if (event.type === "stage.serving")
            standings.set(event.stage, "serving");
        if (event.type === "stage.finished")
            standings.set(event.stage, event.outputLost ? "over, its output lost" : "over");
    }
    return standings;
}
/** Of a process that was not cut off: each attempt that it began was taken down. */
function checkTeardowns({ started }, stages) {
    const withTeardown = new Set(stages.filter(({ phases }) => phases.includes("teardown")).map(({ name }) => name));
    const calls = started.filter(({ stage }) => withTeardown.has(stage));
    const tornDown = calls.filter(({ phase }) => phase === "teardown");
    expect(tornDown.map(attemptOf).toSorted(), "one teardown an attempt").toEqual([...new Set(calls.map(attemptOf))].toSorted());
}
function attemptOf({ stage, attempt }) {
    return `${stage} ${attempt}`;
}
function dependentsOf(stages, name) {
    return stages.filter(({ dependencies }) => dependencies.some(({ stage }) => stage === name));
}
function allDependentsOf(stages, name) {
    const direct = dependentsOf(stages, name);
    return [...direct, ...direct.flatMap((dependent) => allDependentsOf(stages, dependent.name))];
}
