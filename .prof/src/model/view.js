/** The picture before the first event; with a plan, of its stages as they wait to begin. */
export function createView(plan) {
    const view = {
        revision: 0,
        runId: "",
        pipeline: "",
        state: "running",
        startedAt: 0,
        at: 0,
        finishedAt: undefined,
        cancelReason: undefined,
        stages: new Map(),
        counts: { pending: 0, setup: 0, running: 0, teardown: 0, passed: 0, failed: 0, skipped: 0 },
        errors: [],
    };
    if (plan !== undefined)
        layOut(view, plan);
    return view;
}
/** Folds one event into the picture, in place and in constant time. Lets unknown types pass. */
export function applyEvent(view, event) {
    view.revision += 1;
    view.at = event.at;
    switch (event.type) {
        case "run.started":
            return start(view, event);
        case "stage.ready":
            return withStage(view, event.stage, (stage) => {
                stage.readyAt = event.at;
            });
        case "stage.started":
            return withStage(view, event.stage, (stage) => {
                stage.retryAt = undefined;
                stage.servingAt = undefined;
                stage.attempts.push({ attempt: event.attempt, phases: [], leaked: false });
            });
        case "phase.started":
            return withStage(view, event.stage, (stage) => startPhase(view, stage, event));
        case "phase.finished":
            return withStage(view, event.stage, (stage) => finishPhase(stage, event));
        case "stage.serving":
            return withStage(view, event.stage, (stage) => {
                setState(view, stage, "running");
                stage.servingAt = event.at;
            });
        case "stage.retrying":
            return withStage(view, event.stage, (stage) => {
                setState(view, stage, "pending");
                stage.retryAt = event.at + event.delayMs;
            });
        case "stage.leaked":
            return withStage(view, event.stage, (stage) => {
                const attempt = stage.attempts.find(({ attempt }) => attempt === event.attempt);
                if (attempt !== undefined)
                    attempt.leaked = true;
            });
        case "stage.finished":
            return withStage(view, event.stage, (stage) => finishStage(view, stage, event));
        case "log":
            if (event.stage === undefined)
                return;
            return withStage(view, event.stage, (stage) => {
                stage.lastLog = event.message;
            });
        case "run.paused":
            view.state = "paused";
            return;
        case "run.unpaused":
            view.state = "running";
            return;
        case "run.continued":
            return continueRun(view, event);
        case "run.cancelling":
            view.state = "cancelling";
            view.cancelReason ??= event.reason;
            return;
        case "run.errored":
            view.errors.push(event.error);
            return;
        case "run.finished":
            view.state = event.status;
            view.finishedAt = event.at;
            return;
        // Told of a phase that also has its `phase.finished`.
        case "stage.abandoned":
        case "progress":
            return;
        default:
            // A journal of a later version may hold types that this one does not know.
            ((_) => { })(event);
    }
}
/** True once the stage has reached one of its final states. */
export function isOver(stage) {
    return stage.state === "passed" || stage.state === "failed" || stage.state === "skipped";
}
/** True while the stage is kept up for its dependents. */
export function isServing(stage) {
    return stage.state === "running" && stage.servingAt !== undefined;
}
/** The phase that is running now. */
export function openPhase(stage) {
    const phase = stage.attempts.at(-1)?.phases.at(-1);
    return phase?.status === undefined ? phase : undefined;
}
function start(view, event) {
    view.runId = event.runId;
    view.pipeline = event.pipeline;
    view.startedAt = event.at;
    layOut(view, event.plan);
}
function layOut(view, { stages }) {
    for (const description of stages) {
        view.stages.set(description.name, {
            description,
            state: "pending",
            attempts: [],
            errors: NO_ERRORS,
            readyAt: undefined,
            startedAt: undefined,
            servingAt: undefined,
            endedAt: undefined,
            retryAt: undefined,
            skip: undefined,
            output: undefined,
            outputLost: false,
            flaky: false,
            lastLog: undefined,
        });
    }
    view.counts.pending = view.stages.size;
}
const NO_ERRORS = [];
const STATE_OF_PHASE = { setup: "setup", run: "running", teardown: "teardown" };
function startPhase(view, stage, event) {
    setState(view, stage, STATE_OF_PHASE[event.phase]);
    stage.startedAt ??= event.at;
    stage.attempts.at(-1)?.phases.push(phaseView(event));
}
function finishPhase(stage, event) {
    const phases = stage.attempts.at(-1)?.phases;
    let phase = phases?.at(-1);
    if (phase?.phase !== event.phase || phase.status !== undefined) {
        // A teardown that a forced stop gave up before it began.
        phase = phaseView(event);
        phases?.push(phase);
        stage.startedAt ??= event.at;
    }
    phase.status = event.status;
    phase.durationMs = event.durationMs;
    phase.abandoned = event.abandoned === true;
    stage.endedAt = event.at;
    if (event.errors !== undefined)
        stage.errors = [...stage.errors, ...event.errors];
}
function phaseView({ phase, at }) {
    return { phase, startedAt: at, status: undefined, durationMs: 0, abandoned: false };
}
function finishStage(view, stage, event) {
    setState(view, stage, event.status);
    stage.servingAt = undefined;
    stage.retryAt = undefined;
    stage.errors = event.errors ?? NO_ERRORS;
    stage.flaky = event.flaky === true;
    stage.output = event.output;
    stage.outputLost = event.outputLost === true;
    stage.skip = event.skip && { ...event.skip, cause: causeOf(view, event.skip.culprit) };
}
function causeOf(view, culprit) {
    if (culprit === undefined)
        return undefined;
    return view.stages.get(culprit)?.skip?.cause ?? culprit;
}
function continueRun(view, event) {
    if (view.state === "paused")
        view.state = "running";
    for (const name of event.interrupted) {
        withStage(view, name, (stage) => {
            interrupt(stage, event.at);
            stage.servingAt = undefined;
            setState(view, stage, "pending");
        });
    }
    for (const name of event.recreated)
        withStage(view, name, (stage) => setState(view, stage, "pending"));
}
function interrupt(stage, at) {
    const phase = openPhase(stage);
    if (phase === undefined)
        return;
    phase.status = "interrupted";
    phase.durationMs = Math.max(0, at - phase.startedAt);
    stage.endedAt = at;
}
function setState(view, stage, state) {
    view.counts[stage.state] -= 1;
    view.counts[state] += 1;
    stage.state = state;
}
function withStage(view, name, change) {
    const stage = view.stages.get(name);
    if (stage !== undefined)
        change(stage);
}
