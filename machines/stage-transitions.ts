import type { ErrorPhase } from "../src/model/outcome.ts";

// Fragments that the stage's chart is put together from.

type OfPhase = { readonly phase: ErrorPhase };

/** Gives each of several guarded targets the same actions. */
export function doing<const Actions, const Target extends object>(actions: Actions, targets: readonly Target[]) {
  return targets.map((target) => ({ ...target, actions }));
}

// The ways on, as guarded targets. They pass over the phases that the stage does not have.
export const toTeardown = { guard: "hasTeardown", target: "#stage.teardown" } as const;
const toPassed = { target: "#stage.passed" } as const;
export const toFailed = { target: "#stage.failed" } as const;
export const afterRun = [{ guard: "isKept", target: "#stage.running.serving" }, toTeardown, toPassed] as const;
export const afterSetup = [{ guard: "hasRun", target: "#stage.running" }, ...afterRun] as const;
export const begin = [{ guard: "hasSetup", target: "#stage.setup" }, ...afterSetup] as const;
/** What has failed once has a function, and has not served. */
export const beginAgain = [
  { guard: "hasSetup", target: "#stage.setup" },
  { guard: "hasRun", target: "#stage.running" },
  { target: "#stage.teardown" },
] as const;
export const afterFailure = [
  { guard: "asksRetryWhen", target: "#stage.pending.deciding" },
  { guard: "hasRetryLeft", target: "#stage.pending.backingOff" },
  toFailed,
] as const;
export const afterBrokenPhase = [toTeardown, ...afterFailure] as const;
export const afterTeardown = [{ ...toPassed, guard: "hasPassed" }, ...afterFailure] as const;
export const afterServing = [{ ...toPassed, guard: "hasPassed" }, toFailed] as const;

export const ofWhen = { phase: "when" } as const;
export const ofSetup = { phase: "setup" } as const;
export const ofRun = { phase: "run" } as const;
export const ofTeardown = { phase: "teardown" } as const;
const ofRetry = { phase: "retry" } as const;

/** The phase's function threw. */
export const broken = <const Params extends OfPhase>(params: Params) =>
  [
    { type: "collectFailure", params },
    { type: "tellFailed", params },
  ] as const;

/** The phase's function runs, and has to stop now. */
export const aborting = <const Params extends OfPhase>(params: Params) =>
  ({ target: "aborting", actions: ["noteAbort", { type: "collectFailure", params }, "abort"] }) as const;

export const abortingForGood = <const Params extends OfPhase>(params: Params) =>
  ({ target: "aborting", actions: ["forbidRetry", ...aborting(params).actions] }) as const;

/** An error of code that an earlier attempt left behind: it is told of, and does not decide this attempt. */
export const leftOver = <const Params extends OfPhase>(params: Params) =>
  ({ guard: "isLeftOver", actions: { type: "collectFailure", params } }) as const;

/** Waits for the phase's function to settle, up to the grace time; then goes one of the ways on. */
export const untilSettled = <const Params extends OfPhase, const Target extends object>(
  params: Params,
  onward: readonly Target[],
) =>
  ({
    after: { grace: doing(["abandon", { type: "tellAbandoned", params }], onward) },
    on: {
      "phase.passed": doing({ type: "tellAborted", params }, onward),
      "phase.failed": doing(
        [
          { type: "collectLateFailure", params },
          { type: "tellAborted", params },
        ],
        onward,
      ),
      "stage.strayed": { actions: { type: "collectFailure", params } },
      cancel: { actions: ["forbidRetry", { type: "collectCancel", params }] },
    },
  }) as const;

/** Settles without a teardown, and says so. */
export const notTornDown = [
  { type: "collectFailure", params: ofTeardown },
  { type: "tellNotBegun", params: ofTeardown },
] as const;
export const givingUp = <const Params extends OfPhase>(params: Params) =>
  [
    { ...toFailed, guard: "hasTeardown", actions: ["abandon", { type: "tellAbandoned", params }, ...notTornDown] },
    { ...toFailed, actions: ["abandon", { type: "tellAbandoned", params }] },
  ] as const;

export const retryGivenUp = { ...toFailed, actions: { type: "collectFailure", params: ofRetry } } as const;
