import { edgeVerdict } from "../../oracle/edge-verdict.js";
import { rule } from "../../oracle/violation.js";
import { tally } from "../tally.js";
/**
 * §3.12: at every event one stage after the other is asked what it waits for;
 * the answer is what the events so far say.
 * @throws {Violation}
 */
export function createExplainCheck({ stages }) {
    const standings = new Map();
    const begun = new Set();
    const optional = new Set(stages.filter((stage) => stage.optional).map(({ name }) => name));
    let asked = 0;
    return (event, run) => {
        note(event);
        const stage = stages[asked % stages.length];
        asked += 1;
        if (stage !== undefined)
            tally.check("explain", () => check(stage, run.explain(stage.name)));
    };
    function note(event) {
        if (event.type === "stage.started")
            begun.add(event.stage);
        if (event.type === "stage.serving")
            standings.set(event.stage, { kind: "passed" });
        if (event.type !== "stage.finished" || standings.has(event.stage))
            return;
        const { status } = event;
        standings.set(event.stage, status === "passed" ? { kind: "passed" } : { kind: status, optional: optional.has(event.stage) });
    }
    function check({ name, dependencies }, { waitsFor, text, skip, state }) {
        const isOpen = ({ stage, on }) => edgeVerdict(on, standings.get(stage) ?? { kind: "open" }) === "open";
        const isWaiting = !standings.has(name) && !begun.has(name);
        const expected = isWaiting ? dependencies.filter(isOpen).map(({ stage }) => stage) : [];
        const told = waitsFor.map(({ stage }) => stage);
        rule(told.join() === expected.join(), `${name} (${state}) waits for ${expected.join()}, not for ${told.join()}`);
        rule((skip !== undefined) === (standings.get(name)?.kind === "skipped"), `${name} tells why it was skipped`);
        rule(text.length > 0, `${name} is explained in words`);
    }
}
