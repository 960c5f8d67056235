import { describe, expect, it } from "vitest";
import { orchestratorMachine } from "../../machines/orchestrator-machine.js";
import { createWalk } from "./orchestrator-walk.js";
const call = () => undefined;
const whole = { setup: call, run: call, teardown: call };
const PLANS = {
    "one stage": [{ name: "a", ...whole }],
    "a stage and what needs it": [
        { name: "a", run: call },
        { name: "b", run: call, dependencies: ["a"] },
    ],
    "an environment, a check and a bystander": [
        { name: "a", ...whole, keep: "dependents" },
        { name: "b", run: call, teardown: call, dependencies: ["a"] },
        { name: "c", run: call, optional: true },
    ],
    "bystanders, one of which is tried again": [
        { name: "a", run: call },
        { name: "b", run: call, retry: { limit: 1 } },
        { name: "c", run: call },
    ],
};
const STEPS = [
    { type: "pause" },
    { type: "resume" },
    { type: "cancel", reason: "enough" },
    { type: "abort", reason: "gone" },
    { type: "cancelStage", index: 0, reason: "not this" },
    "pass",
    "fail",
    "wait",
];
/** 4 takes half a minute, and finds no more transitions. */
const LENGTH = 3;
/** Every sequence of `length` steps. */
function* walks(length) {
    if (length === 0)
        yield [];
    else
        for (const rest of walks(length - 1))
            for (const step of STEPS)
                yield [...rest, step];
}
const nameOf = ({ source, eventType, guard }) => `${source.id} ${eventType} ${guard ?? ""}`;
function transitionsOf(node) {
    const own = [...node.transitions.values()].flat().map(nameOf);
    return [...own, ...Object.values(node.states).flatMap(transitionsOf)];
}
function statesOf(node) {
    return [node.id, ...Object.values(node.states).flatMap(statesOf)];
}
describe("every walk through the orchestrator's chart", () => {
    const taken = new Set();
    const reached = new Set();
    const onTransition = (transition) => {
        taken.add(nameOf(transition));
        for (const { id } of transition.target ?? [])
            reached.add(id);
    };
    /** Walks, and holds the end of the run against what it promises. */
    function check(options, steps) {
        const walk = createWalk({ ...options, onTransition });
        for (const step of steps) {
            walk.step(step);
            for (const node of walk.snapshot()._nodes)
                reached.add(node.id);
        }
        walk.finish();
        for (const node of walk.snapshot()._nodes)
            reached.add(node.id);
        const told = JSON.stringify(steps);
        const { facts } = walk;
        expect(walk.snapshot().status, told).toBe("done");
        expect(facts.at(-1), told).toEqual({ type: "run.finished" });
        const ended = facts.flatMap((fact) => (fact.type === "stage.finished" ? [fact.stage] : []));
        const open = options.isOver ? [] : options.stages.map(({ name }) => name);
        expect(ended.toSorted(), told).toEqual(open.toSorted());
        for (const { name, teardown } of options.stages) {
            const of = facts.filter((fact) => "stage" in fact && fact.stage === name);
            const begun = of.filter(({ type }) => type === "stage.started").length;
            const tornDown = of.filter((fact) => fact.type === "phase.finished" && fact.phase === "teardown").length;
            if (teardown !== undefined)
                expect(tornDown, told).toBe(begun);
        }
    }
    for (const [plan, stages] of Object.entries(PLANS)) {
        it.each(["off", "drain", "stop"])(`ends ${plan} with every teardown, fail-fast %s`, (failFast) => {
            for (const steps of walks(LENGTH))
                check({ stages, failFast }, [{ type: "begin" }, ...steps]);
            for (const [early = "pass", ...steps] of walks(2)) {
                check({ stages, failFast }, [early, { type: "begin" }, ...steps]);
            }
        });
    }
    it("ends what is continued while it was being stopped, and what was over already", () => {
        const stages = PLANS["a stage and what needs it"] ?? [];
        check({ stages, earlierStop: { reason: "cancelled", message: "enough" } }, [{ type: "begin" }]);
        check({ stages, earlierStop: { reason: "fail-fast", message: "failed", culprit: "x" } }, [{ type: "begin" }]);
        check({ stages, isOver: true }, [{ type: "begin" }]);
        for (const first of [{ type: "pause" }, { type: "cancel", reason: "" }]) {
            check({ stages, isOver: true }, [first, { type: "begin" }]);
            check({ stages, earlierStop: { reason: "cancelled", message: "enough" } }, [first, { type: "begin" }]);
            check({ stages, earlierStop: { reason: "fail-fast", message: "failed" } }, [first, { type: "begin" }]);
        }
    });
    it("ends a run in which the actor of a stage breaks, and fails that stage", () => {
        check({ stages: [{ name: "a", run: call }], broken: ["a"] }, [{ type: "begin" }]);
        check({ stages: PLANS["a stage and what needs it"] ?? [], broken: ["a"] }, [{ type: "begin" }]);
    });
    it("passes every state", () => {
        expect(statesOf(orchestratorMachine.root).filter((id) => !reached.has(id))).toEqual([]);
    });
    it("takes every transition", () => {
        expect([...new Set(transitionsOf(orchestratorMachine.root))].filter((name) => !taken.has(name))).toEqual([]);
    });
});
