import type { Phase, PhaseStatus, StageStatus } from "../../src/model/outcome.ts";
import type { ExpectedError } from "./error-pattern.ts";
import { phaseEnds } from "./phase-ends.ts";
import { attemptScript, type Decision, type Scenario, type StageScript, timeoutOf } from "./scenario.ts";

export interface ExpectedPhase {
  readonly phase: Phase;
  readonly status: PhaseStatus;
  readonly abandoned: boolean;
  readonly durationMs: number;
}

/** What comes of a stage that starts and that nothing stops. */
export interface ExpectedEnd {
  readonly status: StageStatus;
  /** It served: its dependents count it as passed, whatever its teardown did. */
  readonly served: boolean;
  readonly condition: boolean;
  readonly flaky: boolean;
  readonly attempts: readonly (readonly ExpectedPhase[])[];
  readonly errors: readonly ExpectedError[];
}

/** `hangs`: it never ends by itself. `tie`: two things at the same moment decide it. */
export type StagePrediction = ExpectedEnd | "hangs" | "tie";

/** §3.3 to §3.6, §3.9, §3.13: a stage's end from its script alone. */
export function predictStage(scenario: Scenario, stage: StageScript): StagePrediction {
  const errors: ExpectedError[] = [];
  const attempts: ExpectedPhase[][] = [];
  const end = (status: StageStatus, more: Partial<ExpectedEnd> = {}): ExpectedEnd => ({
    status,
    served: false,
    condition: false,
    flaky: status === "passed" && attempts.length > 1,
    attempts,
    errors,
    ...more,
  });

  if (stage.when !== undefined) {
    if (stage.when.afterMs === undefined) return "hangs";
    if (stage.when.answer === "throws") {
      attempts.push([]);
      errors.push({ phase: "when", attempt: 1, pattern: { thrown: "error" } });
      return end("failed");
    }
    if (stage.when.answer !== "yes") {
      attempts.push([]);
      return end("skipped", { condition: true });
    }
  }

  for (let attempt = 1; ; attempt += 1) {
    const before = errors.length;
    const outcome = predictAttempt(scenario, stage, attempt);
    if (typeof outcome === "string") return outcome;
    attempts.push(outcome.phases);
    errors.push(...outcome.errors);
    const served = outcome.worked && stage.keep !== "run";
    if (errors.length === before) return end("passed", { served });
    if (served || attempt > stage.retry.limit) return end("failed", { served });
    if (stage.retry.decides) {
      const decision = attemptScript(stage, attempt).retry;
      if (decision.afterMs === undefined) return "hangs";
      if (decision.answer === "throws") errors.push({ phase: "retry", attempt, pattern: { thrown: "error" } });
      if (!agrees(decision)) return end("failed");
    }
  }
}

/** Only a plain yes of `retry.when` is one: "false means no retry", and so does a throw. */
export function agrees(decision: Decision): boolean {
  return decision.answer === "yes" || decision.answer === "words";
}

interface AttemptOutcome {
  readonly phases: ExpectedPhase[];
  readonly errors: readonly ExpectedError[];
  /** `setup` and `run` passed. */
  readonly worked: boolean;
}

function predictAttempt(scenario: Scenario, stage: StageScript, attempt: number): AttemptOutcome | "hangs" | "tie" {
  const phases: ExpectedPhase[] = [];
  const errors: ExpectedError[] = [];
  let worked = true;
  for (const phase of ["setup", "run", "teardown"] as const) {
    if (!stage.defines.includes(phase) || (phase === "run" && !worked)) continue;
    const behaviour = attemptScript(stage, attempt)[phase];
    const timeoutMs = timeoutOf(stage, phase);
    const ends = phaseEnds({ behaviour, startedAt: 0, timeoutMs, graceMs: scenario.graceMs, abortedAt: undefined });
    if (ends.length > 1) return "tie";
    const end = ends[0];
    if (end === undefined) return "hangs";
    const refused = phase === "run" && end.status === "passed" && refuses(stage);
    phases.push({
      phase,
      status: refused ? "failed" : end.status,
      abandoned: end.abandoned,
      durationMs: end.at,
    });
    errors.push(...end.errors.map((pattern) => ({ phase, attempt, pattern })));
    if (refused) errors.push({ phase, attempt, pattern: "any" });
    if (phase !== "teardown" && (refused || end.status !== "passed")) worked = false;
  }
  return { phases, errors, worked };
}

/** `run`'s return value does not satisfy the stage's output schema. */
export function refuses(stage: StageScript): boolean {
  return stage.output === "refuses" || stage.output === "throws";
}
