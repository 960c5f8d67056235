import type { EdgeCondition } from "../../../src/model/outcome.ts";
import type { RunEvent } from "../../../src/model/run-event.ts";
import type { Explanation } from "../../../src/plan/explain.ts";
import type { Run } from "../../../src/run/run.ts";
import { edgeVerdict, type Standing } from "../../oracle/edge-verdict.ts";
import type { Scenario, StageScript } from "../../oracle/scenario.ts";
import { rule } from "../../oracle/violation.ts";
import { tally } from "../tally.ts";

/**
 * §3.12: at every event one stage after the other is asked what it waits for;
 * the answer is what the events so far say.
 * @throws {Violation}
 */
export function createExplainCheck({ stages }: Scenario): (event: RunEvent, run: Run) => void {
  const standings = new Map<string, Standing>();
  const begun = new Set<string>();
  const optional = new Set(stages.filter((stage) => stage.optional).map(({ name }) => name));
  let asked = 0;
  return (event, run) => {
    note(event);
    const stage = stages[asked % stages.length];
    asked += 1;
    if (stage !== undefined) tally.check("explain", () => check(stage, run.explain(stage.name)));
  };

  function note(event: RunEvent): void {
    if (event.type === "stage.started") begun.add(event.stage);
    if (event.type === "stage.serving") standings.set(event.stage, { kind: "passed" });
    if (event.type !== "stage.finished" || standings.has(event.stage)) return;
    const { status } = event;
    standings.set(
      event.stage,
      status === "passed" ? { kind: "passed" } : { kind: status, optional: optional.has(event.stage) },
    );
  }

  function check({ name, dependencies }: StageScript, { waitsFor, text, skip, state }: Explanation): void {
    const isOpen = ({ stage, on }: { readonly stage: string; readonly on: EdgeCondition }) =>
      edgeVerdict(on, standings.get(stage) ?? { kind: "open" }) === "open";
    const isWaiting = !standings.has(name) && !begun.has(name);
    const expected = isWaiting ? dependencies.filter(isOpen).map(({ stage }) => stage) : [];
    const told = waitsFor.map(({ stage }) => stage);
    rule(told.join() === expected.join(), `${name} (${state}) waits for ${expected.join()}, not for ${told.join()}`);
    rule((skip !== undefined) === (standings.get(name)?.kind === "skipped"), `${name} tells why it was skipped`);
    rule(text.length > 0, `${name} is explained in words`);
  }
}
