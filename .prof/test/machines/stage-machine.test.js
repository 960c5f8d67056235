import { describe, expect, it } from "vitest";
import { createActor, createMachine } from "xstate";
import { stageMachine } from "../../machines/stage-machine.js";
import { createSimulatedClock } from "../../src/testing/simulated-clock.js";
import { inputFor, pathsOf } from "./stage-paths.js";
const call = () => undefined;
const PHASES = [
    { setup: call, run: call, teardown: call },
    { setup: call, run: call },
    { setup: call, teardown: call },
    { setup: call },
    { run: call, teardown: call },
    { run: call },
    { teardown: call },
    {},
];
const POLICIES = [
    {},
    { keep: "dependents" },
    { when: call },
    { when: call, keep: "end" },
    { retry: { limit: 1 } },
    { retry: { limit: 1, when: () => true } },
    { retry: { limit: 1 }, keep: "dependents" },
];
const KINDS = PHASES.flatMap((phases) => POLICIES.map((policy) => ({ ...phases, ...policy })));
/** Walks a real actor, under a parent, along a path; `taken` gets the transitions that it takes. */
function walk(definition, events, taken) {
    const notes = { performed: [], facts: [] };
    const parent = createActor(createMachine({}), {
        clock: createSimulatedClock(),
        inspect: (inspection) => {
            if (inspection.type !== "@xstate.microstep")
                return;
            for (const transition of inspection._transitions)
                taken.add(nameOf(transition));
        },
    }).start();
    const actor = createActor(stageMachine, { input: inputFor(definition, notes), parent }).start();
    for (const event of events)
        actor.send(event);
    return { snapshot: actor.getSnapshot(), notes };
}
function nameOf({ source, eventType, guard }) {
    return `${source.id} ${eventType} ${guard ?? ""}`;
}
/** Every transition of the chart, as `walk` notes it. */
function transitionsOf(node) {
    const own = [...node.transitions.values()].flat();
    return [...own.map(nameOf), ...Object.values(node.states).flatMap(transitionsOf)];
}
function statesOf(node) {
    return [node.id, ...Object.values(node.states).flatMap(statesOf)];
}
/** An error of the first attempt that nothing caught. */
const STRAY = { type: "stage.strayed", phase: "run", attempt: 1, error: new Error("stray") };
describe("every path through the stage's chart", () => {
    const taken = new Set();
    const reached = new Set();
    let walked = 0;
    it.each(KINDS.map((kind, at) => ({ kind, at })))("keeps the promises of a stage: kind $at", ({ kind }) => {
        for (const { state, steps } of pathsOf(kind)) {
            const events = steps
                .map(({ event }) => event)
                .filter(({ type }) => !type.startsWith("xstate.init"));
            const { snapshot, notes } = walk(kind, events, taken);
            const told = events.map(({ type }) => type).join(", ");
            for (const node of snapshot._nodes)
                reached.add(node.id);
            walked += 1;
            expect(snapshot.value, told).toEqual(state.value);
            const count = (type) => notes.facts.filter((fact) => fact.type === type).length;
            const isOver = snapshot.status === "done";
            expect(count("stage.finished"), told).toBe(isOver ? 1 : 0);
            const teardowns = notes.performed.filter((what) => what === "teardown").length;
            const notBegun = notes.facts.filter((fact) => fact.type === "stage.abandoned" && !fact.begun).length;
            if (isOver && kind.teardown !== undefined)
                expect(teardowns + notBegun, told).toBe(count("stage.started"));
            if (isOver)
                expect(count("phase.finished") - notBegun, told).toBe(count("phase.started"));
            if (!isOver) {
                const strayed = walk(kind, [...events, STRAY], taken);
                const ends = strayed.notes.facts.filter((fact) => fact.type === "stage.finished");
                expect(ends, `${told}, then a stray`).toEqual(strayed.snapshot.status === "done" ? [expect.objectContaining({ status: "failed" })] : []);
            }
        }
    });
    it("passes every state", () => {
        expect(statesOf(stageMachine.root).filter((id) => !reached.has(id))).toEqual([]);
    });
    it("takes every transition", () => {
        expect([...new Set(transitionsOf(stageMachine.root))].filter((transition) => !taken.has(transition))).toEqual([]);
        expect(walked).toBeGreaterThan(1_000);
    });
});
