/** Gives each of several guarded targets the same actions. */
export function doing(actions, targets) {
    return targets.map((target) => ({ ...target, actions }));
}
// The ways on, as guarded targets. They pass over the phases that the stage does not have.
export const toTeardown = { guard: "hasTeardown", target: "#stage.teardown" };
const toPassed = { target: "#stage.passed" };
export const toFailed = { target: "#stage.failed" };
export const afterRun = [{ guard: "isKept", target: "#stage.running.serving" }, toTeardown, toPassed];
export const afterSetup = [{ guard: "hasRun", target: "#stage.running" }, ...afterRun];
export const begin = [{ guard: "hasSetup", target: "#stage.setup" }, ...afterSetup];
/** What has failed once has a function, and has not served. */
export const beginAgain = [
    { guard: "hasSetup", target: "#stage.setup" },
    { guard: "hasRun", target: "#stage.running" },
    { target: "#stage.teardown" },
];
export const afterFailure = [
    { guard: "asksRetryWhen", target: "#stage.pending.deciding" },
    { guard: "hasRetryLeft", target: "#stage.pending.backingOff" },
    toFailed,
];
export const afterBrokenPhase = [toTeardown, ...afterFailure];
export const afterTeardown = [{ ...toPassed, guard: "hasPassed" }, ...afterFailure];
export const afterServing = [{ ...toPassed, guard: "hasPassed" }, toFailed];
export const ofWhen = { phase: "when" };
export const ofSetup = { phase: "setup" };
export const ofRun = { phase: "run" };
export const ofTeardown = { phase: "teardown" };
const ofRetry = { phase: "retry" };
/** The phase's function threw. */
export const broken = (params) => [
    { type: "collectFailure", params },
    { type: "tellFailed", params },
];
/** The phase's function runs, and has to stop now. */
export const aborting = (params) => ({ target: "aborting", actions: ["noteAbort", { type: "collectFailure", params }, "abort"] });
export const abortingForGood = (params) => ({ target: "aborting", actions: ["forbidRetry", ...aborting(params).actions] });
/** An error of code that an earlier attempt left behind: it is told of, and does not decide this attempt. */
export const leftOver = (params) => ({ guard: "isLeftOver", actions: { type: "collectFailure", params } });
/** Waits for the phase's function to settle, up to the grace time; then goes one of the ways on. */
export const untilSettled = (params, onward) => ({
    after: { grace: doing(["abandon", { type: "tellAbandoned", params }], onward) },
    on: {
        "phase.passed": doing({ type: "tellAborted", params }, onward),
        "phase.failed": doing([
            { type: "collectLateFailure", params },
            { type: "tellAborted", params },
        ], onward),
        "stage.strayed": { actions: { type: "collectFailure", params } },
        cancel: { actions: ["forbidRetry", { type: "collectCancel", params }] },
    },
});
/** Settles without a teardown, and says so. */
export const notTornDown = [
    { type: "collectFailure", params: ofTeardown },
    { type: "tellNotBegun", params: ofTeardown },
];
export const givingUp = (params) => [
    { ...toFailed, guard: "hasTeardown", actions: ["abandon", { type: "tellAbandoned", params }, ...notTornDown] },
    { ...toFailed, actions: ["abandon", { type: "tellAbandoned", params }] },
];
export const retryGivenUp = { ...toFailed, actions: { type: "collectFailure", params: ofRetry } };
