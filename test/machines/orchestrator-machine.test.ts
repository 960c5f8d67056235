import { describe, expect, it } from "vitest";
import type { AnyStateNode, AnyTransitionDefinition } from "xstate";
import { withKnownSteps } from "../../machines/known-steps.ts";
import { orchestratorMachine } from "../../machines/orchestrator-machine.ts";
import type { StageDefinition } from "../../src/model/stage-definition.ts";
import { createWalk, type Step, type WalkOptions } from "./orchestrator-walk.ts";

const call = () => undefined;
const whole = { setup: call, run: call, teardown: call };
const PLANS: Readonly<Record<string, readonly StageDefinition[]>> = {
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
const STEPS: readonly Step[] = [
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
function* walks(length: number): Generator<readonly Step[]> {
  if (length === 0) yield [];
  else for (const rest of walks(length - 1)) for (const step of STEPS) yield [...rest, step];
}

const nameOf = ({ source, eventType, guard }: AnyTransitionDefinition) => `${source.id} ${eventType} ${guard ?? ""}`;

function transitionsOf(node: AnyStateNode): string[] {
  const own = [...node.transitions.values()].flat().map(nameOf);
  return [...own, ...Object.values(node.states).flatMap(transitionsOf)];
}

function statesOf(node: AnyStateNode): string[] {
  return [node.id, ...Object.values(node.states).flatMap(statesOf)];
}

describe("every walk through the orchestrator's chart", () => {
  const taken = new Set<string>();
  const reached = new Set<string>();

  const onTransition = (transition: AnyTransitionDefinition) => {
    taken.add(nameOf(transition));
    for (const { id } of transition.target ?? []) reached.add(id);
  };

  /** Walks, and holds the end of the run against what it promises. */
  function check(options: WalkOptions, steps: readonly Step[]): void {
    const walk = createWalk({ ...options, onTransition });
    for (const step of steps) {
      walk.step(step);
      for (const node of walk.snapshot()._nodes) reached.add(node.id);
    }
    walk.finish();
    for (const node of walk.snapshot()._nodes) reached.add(node.id);
    const told = JSON.stringify(steps);
    const known = createWalk({ ...options, logicOf: withKnownSteps });
    for (const step of steps) known.step(step);
    known.finish();
    expect(known.values, told).toEqual(walk.values);
    expect(known.facts, told).toEqual(walk.facts);
    expect(known.actions, told).toEqual(walk.actions);
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
      if (teardown !== undefined) expect(tornDown, told).toBe(begun);
    }
  }

  for (const [plan, stages] of Object.entries(PLANS)) {
    it.each(["off", "drain", "stop"] as const)(`ends ${plan} with every teardown, fail-fast %s`, (failFast) => {
      for (const steps of walks(LENGTH)) check({ stages, failFast }, [{ type: "begin" }, ...steps]);
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
    for (const first of [{ type: "pause" }, { type: "cancel", reason: "" }] as const) {
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
