import { expect, it } from "vitest";
import { createActor, createMachine } from "xstate";
import { stageMachine } from "../../machines/stage-machine.js";
import { createSimulatedClock } from "../../src/testing/simulated-clock.js";
import { followStage } from "../oracle/stage-language.js";
import { inputFor, pathsOf } from "./stage-paths.js";
const call = () => undefined;
const KINDS = {
    "all phases, tried again": { setup: call, run: call, teardown: call, retry: { limit: 1 } },
    "all phases, tried again when it says so": {
        setup: call,
        run: call,
        teardown: call,
        retry: { limit: 1, when: () => true },
    },
    "all phases, kept": { setup: call, run: call, teardown: call, keep: "dependents" },
    "a run, on a condition": { when: call, run: call },
    "nothing but a teardown, kept": { teardown: call, keep: "end" },
};
it.each(Object.entries(KINDS))("every path tells a path of the language of stages: %s", (_, definition) => {
    for (const { steps } of pathsOf(definition)) {
        const notes = { performed: [], facts: [] };
        const parent = createActor(createMachine({}), { clock: createSimulatedClock() }).start();
        const actor = createActor(stageMachine, { input: inputFor(definition, notes), parent }).start();
        for (const { event } of steps)
            if (!event.type.startsWith("xstate.init"))
                actor.send(event);
        const isOver = actor.getSnapshot().status === "done";
        expect(followStage(notes.facts)).toBe(isOver ? "over" : "on its way");
    }
});
