import { type ActorRefFrom, createActor } from "xstate";
import { withKnownSteps } from "../../machines/known-steps.ts";
import { orchestratorMachine } from "../../machines/orchestrator-machine.ts";
import { stageMachine } from "../../machines/stage-machine.ts";
import type { StagePorts } from "../../machines/stage-types.ts";
import { createInlineExecutor } from "../execute/inline-executor.ts";
import { closingEvents } from "../model/closing-events.ts";
import { messageOf } from "../model/message-of.ts";
import type { EstimateOf, PlanDescription, PlannedStage } from "../model/plan.ts";
import type { DependencyOutputs } from "../model/stage-definition.ts";
import type { Around } from "../model/tracing.ts";
import type { View } from "../model/view.ts";
import { Board } from "../plan/board.ts";
import { rankStages } from "../plan/priority.ts";
import { AttemptPort } from "./attempt-port.ts";
import { guardRandom } from "./guard-random.ts";
import { createLauncher } from "./launcher.ts";
import type { PreparedRun } from "./prepare.ts";
import type { Recorder } from "./recorder.ts";
import { endings, type Resumption } from "./resume.ts";

export interface LaunchOptions {
  readonly prepared: PreparedRun;
  readonly planDescription: PlanDescription;
  readonly estimateOf: EstimateOf;
  readonly resumption: Resumption | undefined;
  readonly recorder: Recorder;
  readonly view: View;
  /** Calls the functions of stages; undefined: nothing is around them. */
  readonly around: Around | undefined;
  /** Puts what has been recorded where a crash cannot take it. */
  readonly flush: () => void;
  /** Performs a step of the machines: commands are held until it is done. */
  readonly step: <Result>(action: () => Result) => Result;
  /** Called once, after the last event. */
  readonly onEnd: () => void;
}

export type OrchestratorRef = ActorRefFrom<typeof orchestratorMachine>;

const orchestratorLogic = withKnownSteps(orchestratorMachine);
const stageLogic = withKnownSteps(stageMachine);

/** Joins plan, executor and recorder in the orchestrator's actor. It is not started yet. */
export function createOrchestrator(options: LaunchOptions): OrchestratorRef {
  const { prepared, estimateOf, resumption, recorder, view, around, flush, step, onEnd } = options;
  const { plan, concurrency, pools, clock, failFast, graceMs, random, runId } = prepared;
  const outputs = [...(resumption?.outputs ?? new Array<unknown>(plan.stages.length))];
  const executor = createInlineExecutor({ clock, defer: createLauncher(flush), record: flush, around });
  const settled = resumption?.settled ?? new Map();
  const board = new Board({ plan, concurrency, pools, ranks: rankStages(plan, { estimateOf, pools }), settled });
  const ports: StagePorts = {
    graceMs,
    random: guardRandom(random, (error) => recorder.runErrored(error)),
    tell: (fact) => {
      if (fact.type === "run.finished") {
        learnDurations(options);
        // A journal that breaks at the very end is still an error of the run.
        flush();
      }
      recorder.tell(fact);
    },
    openSession: (stage, attempt, reply) =>
      executor.open(
        { stage, attempt, runId, outputs: outputsFor(stage, outputs, prepared) },
        new AttemptPort({ stage: stage.name, attempt, reply: (answer) => step(() => reply(answer)), recorder, view }),
      ),
  };
  const actor = createActor(orchestratorLogic, {
    id: "run",
    clock: {
      setTimeout: (callback, delayMs) => clock.setTimeout(() => step(callback), delayMs),
      clearTimeout: (handle) => clock.clearTimeout(handle),
    },
    input: {
      plan,
      board,
      ports,
      failFast,
      stageLogic,
      settled: new Set([...settled.keys(), ...(resumption?.stopped ?? [])]),
      earlierAttempts: resumption?.earlierAttempts ?? new Map(),
      outputs,
      earlierStop: resumption?.stop,
    },
  });
  actor.subscribe({
    complete: onEnd,
    error: (error) => {
      // A fault of ours: the run still ends, and says so.
      recorder.runErrored(error);
      for (const { v: _v, seq: _seq, runId: _runId, at: _at, ...body } of closingEvents(view)) recorder.record(body);
      onEnd();
    },
  });
  return actor;
}

function learnDurations({ prepared, recorder, view }: LaunchOptions): void {
  try {
    prepared.history.learn(view);
  } catch (error) {
    recorder.log({ level: "warn", message: messageOf(error) });
  }
}

/** Tells how the run begins, or goes on. */
export function recordBeginning(options: LaunchOptions): void {
  const { prepared, recorder } = options;
  recordStart(options);
  const { problem } = prepared.history;
  if (problem !== undefined) recorder.log({ level: "warn", message: problem });
}

function recordStart({ prepared, planDescription, resumption, recorder }: LaunchOptions): void {
  const { plan, concurrency, failFast, graceMs, pools, selection } = prepared;
  if (resumption === undefined) {
    recorder.record({
      type: "run.started",
      pipeline: plan.pipeline,
      plan: planDescription,
      concurrency,
      failFast,
      graceMs,
      pools,
      ...(selection !== undefined && { selection }),
    });
    return;
  }
  const { interrupted, recreated } = resumption;
  recorder.record({ type: "run.continued", interrupted, recreated });
  for (const body of endings(resumption)) recorder.record(body);
}

function outputsFor(stage: PlannedStage, outputs: readonly unknown[], { plan }: PreparedRun): DependencyOutputs {
  // Without a prototype `__proto__` and `constructor` are names like any other.
  const byName: Record<string, unknown> = Object.create(null);
  for (const { index } of stage.needs) {
    const name = plan.stages[index]?.name;
    if (name !== undefined && outputs[index] !== undefined) byName[name] = outputs[index];
  }
  return byName;
}
