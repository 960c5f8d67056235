import { rule } from "../../oracle/violation.js";
/**
 * No stage is active outside the life of what it depends on: a kept stage's
 * teardown starts only when all that depends on it, however remotely, is over;
 * and what needs it to pass begins only while it serves. Pure counting, no model.
 * @param ended names of the stages that were over before
 * @throws {Violation}
 */
export function checkEnvironments(events, ended = []) {
    const started = events[0];
    rule(started?.type === "run.started", "a run has a first event");
    const stages = new Map(started.plan.stages.map((stage) => [stage.name, stage]));
    const dependents = remoteDependents(started.plan.stages);
    const environments = remoteEnvironments(started.plan.stages);
    const over = new Set(ended);
    const serving = new Set();
    const served = new Set();
    for (const event of events) {
        if (event.type === "stage.finished")
            over.add(event.stage);
        if (event.type === "stage.serving") {
            serving.add(event.stage);
            served.add(event.stage);
        }
        if (event.type !== "phase.started")
            continue;
        const stage = stages.get(event.stage);
        rule(stage !== undefined, "the stage is in the plan", event);
        if (event.phase === "teardown" && served.has(stage.name)) {
            serving.delete(stage.name);
            const left = [...(dependents.get(stage.name) ?? [])].filter((name) => !over.has(name));
            rule(left.length === 0, `${left.join(", ")} still depend on it`, event);
        }
        for (const name of environments.get(stage.name) ?? [])
            rule(serving.has(name), `${name} serves while it is needed`, event);
    }
}
/** The kept stages that must be up for each stage: those that it needs to pass, however remotely. */
function remoteEnvironments(stages) {
    const byName = new Map(stages.map((stage) => [stage.name, stage]));
    const found = new Map();
    for (const { name, dependencies } of stages) {
        const own = new Set();
        for (const { stage, on } of dependencies) {
            const needed = byName.get(stage);
            if (on !== "passed" || needed === undefined || needed.optional || !needed.selected)
                continue;
            if (needed.keep !== "run")
                own.add(stage);
            for (const remote of found.get(stage) ?? [])
                own.add(remote);
        }
        found.set(name, own);
    }
    return found;
}
function remoteDependents(stages) {
    const found = new Map(stages.map(({ name }) => [name, new Set()]));
    // From the last in topological order to the first: what depends on a stage is known before it.
    for (const { name, dependencies } of stages.toReversed()) {
        for (const { stage } of dependencies) {
            const own = found.get(stage);
            own?.add(name);
            for (const remote of found.get(name) ?? [])
                own?.add(remote);
        }
    }
    return found;
}
