import type { Phase, SkipReason } from "../../src/model/outcome.ts";
import type { Standing } from "./edge-verdict.ts";
import type { ExpectedError } from "./error-pattern.ts";
import { type PhaseEnd, phaseEnds } from "./phase-ends.ts";
import { attemptScript, type Scenario, type StageScript, timeoutOf } from "./scenario.ts";

/** Where a stage is, by the specification's words and finer: what may come next depends on nothing else. */
export type Place =
  | { readonly kind: "waiting" }
  | { readonly kind: "ready" }
  /** Its `when` is called. */
  | { readonly kind: "deciding"; readonly since: number }
  /** Its next step follows at this moment; `after` is the last phase that ended in this attempt. */
  | { readonly kind: "between"; readonly after: Phase | undefined }
  | { readonly kind: "phase"; readonly phase: Phase; readonly since: number; readonly abandoned: boolean }
  | { readonly kind: "serving"; readonly since: number }
  /** Its `retry.when` is called. */
  | { readonly kind: "askingRetry"; readonly since: number }
  | { readonly kind: "backingOff"; readonly until: number }
  | { readonly kind: "over" };

export interface StageModel {
  readonly script: StageScript;
  readonly selected: boolean;
  place: Place;
  attempt: number;
  /** `setup` was entered in this attempt, or would have been if the stage had one. */
  entered: boolean;
  /** `setup` and `run` passed as far as they went in this attempt. */
  worked: boolean;
  served: boolean;
  /** An earlier attempt failed. */
  failedBefore: boolean;
  /** All errors so far, and how many of them are of earlier attempts. */
  errors: ExpectedError[];
  errorsBefore: number;
  standing: Standing;
  /** The edges that were refuted at the first moment at which one was. */
  refuted: { readonly reason: SkipReason; readonly culprit: string; readonly at: number }[];
  /** When it was told to stop. Not `sure`: at this moment, perhaps before what it does at it. `alone`: not with all others. */
  stop:
    | { readonly at: number; readonly sure: boolean; readonly alone: boolean; readonly reasons: readonly string[] }
    | undefined;
  /** It was stopped in `setup` or in `run`: it must end failed, with a cancellation error. */
  stoppedActive: boolean;
  /** It fails a run that needs it, though its dependents may have seen it pass. */
  failedRun: boolean;
  /** When its attempt started, and whether a function of it was called in it. */
  startedAt: number;
  called: boolean;
  /** When the moment ended at which its teardown was first found to wait. */
  waitsSince: number | undefined;
}

export function createStageModel(script: StageScript, selected: boolean): StageModel {
  return {
    script,
    selected,
    place: { kind: "waiting" },
    attempt: 0,
    entered: false,
    worked: true,
    served: false,
    failedBefore: false,
    errors: [],
    errorsBefore: 0,
    standing: { kind: "open" },
    refuted: [],
    stop: undefined,
    stoppedActive: false,
    failedRun: false,
    startedAt: 0,
    called: false,
    waitsSince: undefined,
  };
}

/** Nothing of it was entered yet, or its next attempt waits. */
export function isPending({ place }: StageModel): boolean {
  return place.kind === "waiting" || place.kind === "ready";
}

/** §3.10: it holds its slot. */
export function holdsSlot({ place }: StageModel): boolean {
  return place.kind === "deciding" || place.kind === "between" || place.kind === "phase";
}

/** §3.10: it holds its pool units: a serving stage keeps them. */
export function holdsUnits(stage: StageModel): boolean {
  return holdsSlot(stage) || stage.place.kind === "serving";
}

/** The ways in which its open phase may end, by what is known so far. */
export function openPhaseEnds(scenario: Scenario, stage: StageModel): readonly PhaseEnd[] {
  const { place, script, attempt, stop } = stage;
  if (place.kind !== "phase") return [];
  const { phase, since } = place;
  const ends = (abortedAt: number | undefined) =>
    phaseEnds({
      behaviour: attemptScript(script, attempt)[phase],
      startedAt: since,
      timeoutMs: timeoutOf(script, phase),
      graceMs: scenario.graceMs,
      abortedAt,
    });
  // §3.7: a teardown that has begun is let finish.
  if (phase === "teardown" || stop === undefined) return ends(undefined);
  return stop.sure ? ends(Math.max(stop.at, since)) : [...ends(undefined), ...ends(Math.max(stop.at, since))];
}

/** The next phase that it defines in this attempt; undefined: the attempt is done. */
export function nextPhase(stage: StageModel): Phase | undefined {
  const { place, script, worked } = stage;
  if (place.kind === "serving") return script.defines.includes("teardown") ? "teardown" : undefined;
  if (place.kind !== "between") return undefined;
  const order: readonly Phase[] = ["setup", "run", "teardown"];
  const rest = place.after === undefined ? order : order.slice(order.indexOf(place.after) + 1);
  return rest.find((phase) => script.defines.includes(phase) && (phase !== "run" || worked));
}

/** The attempt has an error. */
export function attemptFailed(stage: StageModel): boolean {
  return stage.errors.length > stage.errorsBefore;
}
