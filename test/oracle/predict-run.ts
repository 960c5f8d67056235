import type { RunStatus, SkipReason } from "../../src/model/outcome.ts";
import { edgeVerdict, type Standing } from "./edge-verdict.ts";
import { type ExpectedEnd, predictStage } from "./predict-stage.ts";
import type { Scenario, StageScript } from "./scenario.ts";

export interface ExpectedSkip {
  readonly reason: SkipReason;
  /** The direct dependency that is to blame. */
  readonly culprit: string | undefined;
}

export type ExpectedStage =
  | { readonly kind: "ended"; readonly end: ExpectedEnd }
  /** More than one way where more than one edge is refuted: whichever is decided first. */
  | { readonly kind: "skipped"; readonly ways: readonly ExpectedSkip[] };

export interface ExpectedRun {
  readonly status: RunStatus;
  readonly stages: ReadonlyMap<string, ExpectedStage>;
}

/**
 * The result of a run that nobody touches and that has no fail-fast: a pure
 * function of the graph and the scripts. `starved` names the stages that the
 * order of things starved of a pool. Undefined where a stage hangs, or where
 * a tie decides one.
 */
export function predictRun(scenario: Scenario, starved: ReadonlySet<string>): ExpectedRun | undefined {
  const stages = new Map<string, ExpectedStage>();
  for (const stage of dependenciesFirst(scenario.stages)) {
    const expected = expectStage({ scenario, starved, stages }, stage);
    if (expected === undefined) return undefined;
    stages.set(stage.name, expected);
  }
  const failed = scenario.stages.some((stage) => {
    const expected = stages.get(stage.name);
    if (stage.optional || expected === undefined) return false;
    return expected.kind === "skipped" ? starved.has(stage.name) : expected.end.status === "failed";
  });
  return { status: failed ? "failed" : "passed", stages };
}

interface Known {
  readonly scenario: Scenario;
  readonly starved: ReadonlySet<string>;
  readonly stages: ReadonlyMap<string, ExpectedStage>;
}

function expectStage({ scenario, starved, stages }: Known, stage: StageScript): ExpectedStage | undefined {
  if (scenario.skipped.includes(stage.name)) return skippedBy("not-selected");
  const ways: ExpectedSkip[] = [];
  for (const { stage: name, on } of stage.dependencies) {
    const verdict = edgeVerdict(on, standingOf(scenario, stages, name));
    if (verdict === "open") return undefined;
    if (verdict !== "satisfied") ways.push({ reason: verdict, culprit: name });
  }
  if (ways.length > 0) return { kind: "skipped", ways };
  if (starved.has(stage.name)) return skippedBy("starved");
  const end = predictStage(scenario, stage);
  if (typeof end === "string") return undefined;
  return end.condition ? skippedBy("condition") : { kind: "ended", end };
}

function skippedBy(reason: SkipReason): ExpectedStage {
  return { kind: "skipped", ways: [{ reason, culprit: undefined }] };
}

function standingOf(scenario: Scenario, stages: ReadonlyMap<string, ExpectedStage>, name: string): Standing {
  const expected = stages.get(name);
  if (expected === undefined) return { kind: "open" };
  const optional = scenario.stages.some((stage) => stage.name === name && stage.optional);
  if (expected.kind === "skipped") return { kind: "skipped", optional };
  if (expected.end.served || expected.end.status === "passed") return { kind: "passed" };
  return { kind: "failed", optional };
}

/** The stages so that each comes after what it depends on. */
export function dependenciesFirst(stages: readonly StageScript[]): readonly StageScript[] {
  const byName = new Map(stages.map((stage) => [stage.name, stage]));
  const placed = new Set<StageScript>();
  const place = (stage: StageScript) => {
    if (placed.has(stage)) return;
    for (const { stage: name } of stage.dependencies) {
      const dependency = byName.get(name);
      if (dependency !== undefined) place(dependency);
    }
    placed.add(stage);
  };
  stages.forEach(place);
  return [...placed];
}
