import { type AnyStateMachine, type AnyTransitionDefinition, createActor, SimulatedClock } from "xstate";
import { orchestratorMachine } from "../../machines/orchestrator-machine.ts";
import type { OrchestratorEvent, StopReason } from "../../machines/orchestrator-types.ts";
import { stageMachine } from "../../machines/stage-machine.ts";
import type { Session, SessionReply } from "../../src/model/executor.ts";
import type { Fact } from "../../src/model/fact.ts";
import type { FailFast } from "../../src/model/outcome.ts";
import { authorsEstimate } from "../../src/model/plan.ts";
import { DEFAULT_RETRY_DELAY_MS } from "../../src/model/stage.ts";
import type { StageDefinition } from "../../src/model/stage-definition.ts";
import { Board } from "../../src/plan/board.ts";
import { compilePlan } from "../../src/plan/compile-plan.ts";
import { rankStages } from "../../src/plan/priority.ts";
import { makeStage } from "../helpers/stages.ts";
import { plainly } from "./plainly.ts";

/** A command to the orchestrator, the end of the function that has waited longest, or the time that a retry waits. */
export type Step = OrchestratorEvent | "pass" | "fail" | "wait";

export interface WalkOptions {
  readonly stages: readonly StageDefinition[];
  readonly failFast?: FailFast;
  readonly earlierStop?: StopReason;
  /** Names of stages whose actors break when they begin. */
  readonly broken?: readonly string[];
  /** All stages were over when the run was cut off. */
  readonly isOver?: boolean;
  /** Gets each transition that XState takes. */
  readonly onTransition?: (transition: AnyTransitionDefinition) => void;
  /** Makes the logics that the actors run, of the charts themselves. */
  readonly logicOf?: <Logic extends AnyStateMachine>(chart: Logic) => Logic;
}

/** An orchestrator over controlled stages. */
export function createWalk(options: WalkOptions) {
  const {
    stages,
    failFast = "off",
    earlierStop,
    broken = [],
    isOver = false,
    onTransition,
    logicOf = (chart) => chart,
  } = options;
  const compiled = compilePlan(
    stages.map((definition) => makeStage(definition.name ?? "", definition)),
    { pipeline: "walk", pools: {} },
  );
  if ("problems" in compiled) throw new TypeError("The plan of a walk has problems");
  const { plan } = compiled;
  const facts: Fact[] = [];
  const actions: unknown[] = [];
  const values: unknown[] = [];
  const open: ((reply: SessionReply) => void)[] = [];
  const settled = new Map(isOver ? plan.stages.map(({ index }) => [index, "passed" as const]) : []);

  const openSession = (name: string, reply: (reply: SessionReply) => void): Session => {
    if (broken.includes(name)) throw new Error("broken");
    const perform = () => void open.push(reply);
    const abandon = () => void open.splice(open.indexOf(reply), 1);
    const nothing = () => {};
    return { perform, decideWhen: nothing, decideRetry: nothing, abort: nothing, abandon, output: undefined };
  };
  const clock = new SimulatedClock();
  const actor = createActor(logicOf(orchestratorMachine), {
    clock,
    inspect: (inspection) => {
      if (inspection.type === "@xstate.snapshot" && "value" in inspection.snapshot)
        values.push(inspection.snapshot.value);
      if (inspection.type === "@xstate.action") actions.push(plainly(inspection.action));
      if (inspection.type !== "@xstate.microstep" || onTransition === undefined) return;
      inspection._transitions.forEach(onTransition);
    },
    input: {
      plan,
      board: new Board({
        plan,
        concurrency: 2,
        pools: {},
        ranks: rankStages(plan, { estimateOf: authorsEstimate, pools: {} }),
        settled,
      }),
      ports: {
        graceMs: 5,
        random: () => 1,
        tell: (fact) => void facts.push(fact),
        openSession: ({ name }, _, reply) => openSession(name, reply),
      },
      failFast,
      stageLogic: logicOf(stageMachine),
      settled: new Set(settled.keys()),
      earlierAttempts: new Map(),
      outputs: [],
      earlierStop,
    },
  }).start();

  return {
    facts,
    actions,
    /** Of the state of each actor, after each of its steps. */
    values,
    snapshot: () => actor.getSnapshot(),
    step: (step: Step) => {
      if (actor.getSnapshot().status !== "active") return;
      if (step === "wait") clock.increment(DEFAULT_RETRY_DELAY_MS);
      else if (step === "pass") open.shift()?.({ type: "phase.passed" });
      else if (step === "fail") open.shift()?.({ type: "phase.failed", error: new Error("failed") });
      else actor.send(step);
    },
    /** Lets all that is open pass, and what waits for a retry begin, until nothing does. */
    finish: () => {
      if (actor.getSnapshot().status === "active") actor.send({ type: "resume" });
      for (const _ of plan.stages) {
        for (let reply = open.shift(); reply !== undefined; reply = open.shift()) reply({ type: "phase.passed" });
        clock.increment(DEFAULT_RETRY_DELAY_MS);
      }
      for (let reply = open.shift(); reply !== undefined; reply = open.shift()) reply({ type: "phase.passed" });
    },
  };
}
