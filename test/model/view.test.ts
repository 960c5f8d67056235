import { describe, expect, test } from "vitest";
import type { RunEvent } from "../../src/model/run-event.ts";
import { applyEvent, createView, isOver, isServing, openPhase } from "../../src/model/view.ts";
import { RunRecorder, STARTED_AT, stageError, stageOf, viewOf } from "../helpers/events.ts";

const one = () => new RunRecorder([{ name: "api" }]);
const apiOf = ({ events }: RunRecorder) => stageOf(viewOf(events), "api");

describe("the picture of a run", () => {
  test("run.started fills it with pending stages in the plan's order", () => {
    const view = viewOf(new RunRecorder([{ name: "database" }, { name: "api", dependencies: ["database"] }]).events);
    expect(view).toMatchObject({ runId: "r-1", pipeline: "checkout", state: "running", startedAt: STARTED_AT });
    expect([...view.stages.keys()]).toEqual(["database", "api"]);
    expect(view.counts).toEqual({ pending: 2, setup: 0, running: 0, teardown: 0, passed: 0, failed: 0, skipped: 0 });
  });

  test("every event raises the revision and tells the time", () => {
    const view = viewOf(one().after(5).tell("run.paused", {}).events);
    expect(view).toMatchObject({ revision: 2, at: STARTED_AT + 5 });
  });

  test("run.paused and run.unpaused change its state and back", () => {
    const recorder = one().tell("run.paused", {});
    expect(viewOf(recorder.events).state).toBe("paused");
    expect(viewOf(recorder.tell("run.unpaused", {}).events).state).toBe("running");
  });

  test("run.cancelling tells the reason; a second one does not replace it", () => {
    const recorder = one().tell("run.cancelling", { reason: "first", forced: false });
    recorder.tell("run.cancelling", { reason: "second", forced: true });
    expect(viewOf(recorder.events)).toMatchObject({ state: "cancelling", cancelReason: "first" });
  });

  test("run.errored adds an error", () => {
    const error = { name: "Error", message: "lost" };
    expect(viewOf(one().tell("run.errored", { error }).events).errors).toEqual([error]);
  });

  test("run.finished tells status and time", () => {
    const view = viewOf(one().pass("api", 30).end("passed").events);
    expect(view).toMatchObject({ state: "passed", finishedAt: STARTED_AT + 30 });
  });

  test("run.continued interrupts what was under way, as it was last told of, and makes it pending again", () => {
    const recorder = new RunRecorder([{ name: "database" }, { name: "api" }, { name: "lint" }])
      .pass("lint", 0)
      .start("database")
      .passPhases("database", { run: 1 })
      .tell("stage.serving", { stage: "database", attempt: 1 })
      .start("api")
      .openPhase("api", "run")
      .after(20)
      .tell("run.paused", {})
      .after(5_000)
      .tell("run.continued", { interrupted: ["api", "database"], recreated: ["lint"] });
    const view = viewOf(recorder.events);
    expect(view.state).toBe("running");
    expect(view.counts.pending).toBe(3);
    expect(isServing(stageOf(view, "database"))).toBe(false);
    expect(stageOf(view, "api").attempts[0]?.phases).toEqual([
      { phase: "run", startedAt: STARTED_AT + 1, status: "interrupted", durationMs: 20, abandoned: false },
    ]);
  });

  test("an event type of a later version passes and counts", () => {
    const view = viewOf(one().events);
    const unknown = { v: 1, seq: 2, runId: "r-1", at: STARTED_AT + 1, type: "stage.teleported", stage: "api" };
    applyEvent(view, unknown as unknown as RunEvent);
    expect(view).toMatchObject({ revision: 2, at: STARTED_AT + 1, counts: { pending: 1 } });
  });

  test("an event of a stage that is not in the plan changes no stage", () => {
    const view = viewOf(one().pass("ghost", 1).events);
    expect([...view.stages.keys()]).toEqual(["api"]);
    expect(view.counts).toMatchObject({ pending: 1, passed: 0 });
  });

  test("the same events give the same picture", () => {
    const { events } = one().pass("api", 3).end("passed");
    expect(viewOf(events)).toEqual(viewOf(JSON.parse(JSON.stringify(events))));
  });
});

describe("the picture of a stage", () => {
  test("stage.ready tells since when it waits for a slot", () => {
    expect(apiOf(one().after(4).tell("stage.ready", { stage: "api" })).readyAt).toBe(STARTED_AT + 4);
  });

  test("stage.started opens an attempt", () => {
    expect(apiOf(one().tell("stage.started", { stage: "api", attempt: 1 })).attempts).toEqual([
      { attempt: 1, phases: [], leaked: false },
    ]);
  });

  test.each([
    ["setup", "setup"],
    ["run", "running"],
    ["teardown", "teardown"],
  ] as const)("phase.started: in phase %s its state is %s", (phase, state) => {
    const view = viewOf(one().start("api").after(9).openPhase("api", phase).events);
    const stage = stageOf(view, "api");
    expect(stage).toMatchObject({ state, startedAt: STARTED_AT + 9 });
    expect(openPhase(stage)).toMatchObject({ phase, startedAt: STARTED_AT + 9, status: undefined });
    expect(view.counts).toMatchObject({ pending: 0, [state]: 1 });
  });

  test("phase.finished closes the phase and adds its errors", () => {
    const error = stageError("no");
    const stage = apiOf(
      one()
        .start("api")
        .openPhase("api", "run")
        .after(7)
        .closePhase("api", "failed", { errors: [error] }),
    );
    expect(openPhase(stage)).toBeUndefined();
    expect(stage.attempts[0]?.phases[0]).toMatchObject({ status: "failed", durationMs: 7, abandoned: false });
    expect(stage).toMatchObject({ endedAt: STARTED_AT + 7, errors: [error] });
  });

  test("phase.finished without a start is a phase that was given up before it began", () => {
    const stage = apiOf(one().start("api").passPhases("api", { run: 5 }).giveUpPhase("api", "teardown"));
    expect(stage.attempts[0]?.phases).toMatchObject([
      { phase: "run", status: "passed", abandoned: false },
      { phase: "teardown", status: "aborted", startedAt: STARTED_AT + 5, durationMs: 0, abandoned: true },
    ]);
  });

  test("stage.abandoned changes nothing by itself: the end of the phase tells it", () => {
    const recorder = one().start("api").openPhase("api", "run");
    const before = apiOf(recorder);
    expect(apiOf(recorder.tell("stage.abandoned", { stage: "api", attempt: 1, phase: "run", begun: true }))).toEqual(
      before,
    );
  });

  test("stage.serving keeps it running, as serving, until its teardown ends", () => {
    const recorder = one()
      .start("api")
      .passPhases("api", { run: 5 })
      .tell("stage.serving", { stage: "api", attempt: 1 });
    expect(apiOf(recorder)).toMatchObject({ state: "running", servingAt: STARTED_AT + 5 });
    expect(isServing(apiOf(recorder))).toBe(true);
    expect(isServing(apiOf(recorder.openPhase("api", "teardown")))).toBe(false);
    expect(apiOf(recorder.closePhase("api", "passed").finish("api", { status: "passed" })).servingAt).toBeUndefined();
  });

  test("stage.retrying makes it pending until the next attempt is due", () => {
    const recorder = one().start("api").passPhases("api", { run: 5 });
    recorder.tell("stage.retrying", { stage: "api", attempt: 1, nextAttempt: 2, delayMs: 100 });
    expect(apiOf(recorder)).toMatchObject({ state: "pending", retryAt: STARTED_AT + 105 });
    expect(apiOf(recorder.after(100).start("api", 2))).toMatchObject({
      retryAt: undefined,
      attempts: [{}, { attempt: 2 }],
    });
  });

  test("stage.leaked marks the attempt that left the resource behind", () => {
    const recorder = one().start("api").start("api", 2).tell("stage.leaked", { stage: "api", attempt: 1 });
    expect(apiOf(recorder).attempts.map(({ leaked }) => leaked)).toEqual([true, false]);
  });

  test("stage.finished gives it its end, its output and the whole list of errors", () => {
    const errors = [stageError("first"), stageError("second")];
    const recorder = one()
      .start("api")
      .openPhase("api", "run")
      .closePhase("api", "failed", { errors: errors.slice(1) });
    const stage = apiOf(recorder.finish("api", { status: "passed", flaky: true, errors, output: { port: 1 } }));
    expect(stage).toMatchObject({ state: "passed", flaky: true, errors, output: { port: 1 }, outputLost: false });
    expect(isOver(stage)).toBe(true);
  });

  test("stage.finished tells that JSON could not hold its output", () => {
    expect(apiOf(one().finish("api", { status: "passed", outputLost: true })).outputLost).toBe(true);
  });

  test("a skip keeps the direct culprit and knows the first cause", () => {
    const recorder = new RunRecorder([{ name: "a" }, { name: "b" }, { name: "c" }, { name: "d" }])
      .finish("a", { status: "failed" })
      .finish("b", { status: "skipped", skip: { reason: "dependency-failed", culprit: "a" } })
      .finish("c", { status: "skipped", skip: { reason: "dependency-skipped", culprit: "b" } })
      .finish("d", { status: "skipped", skip: { reason: "condition", message: "no" } });
    const view = viewOf(recorder.events);
    expect(stageOf(view, "b").skip).toMatchObject({ culprit: "a", cause: "a" });
    expect(stageOf(view, "c").skip).toMatchObject({ culprit: "b", cause: "a" });
    expect(stageOf(view, "d").skip).toEqual({ reason: "condition", message: "no", cause: undefined });
  });

  test("log tells the newest line; a line of the run belongs to no stage", () => {
    const recorder = one().tell("log", { stage: "api", level: "info", message: "up" });
    recorder.tell("log", { level: "info", message: "of the run" });
    expect(apiOf(recorder).lastLog).toBe("up");
  });

  test("progress changes nothing", () => {
    const recorder = one().start("api");
    const before = apiOf(recorder);
    expect(apiOf(recorder.tell("progress", { stage: "api", attempt: 1, data: 1 }))).toEqual(before);
  });

  test("may have any name", () => {
    const names = ["constructor", "__proto__", "toString", ""];
    const recorder = new RunRecorder(names.map((name) => ({ name })));
    for (const name of names) recorder.pass(name, 1);
    const view = viewOf(recorder.events);
    expect(view.counts.passed).toBe(4);
    expect([...view.stages.keys()]).toEqual(names);
  });
});

test("folding an event takes the same work however many stages there are", () => {
  const lookups = (stages: number) => {
    const recorder = new RunRecorder(Array.from({ length: stages }, (_, index) => ({ name: `s${index}` })));
    const [started, ...rest] = recorder.pass("s0", 1).events;
    const view = createView();
    if (started !== undefined) applyEvent(view, started);
    let count = 0;
    const get = view.stages.get.bind(view.stages);
    view.stages.get = (name) => {
      count += 1;
      return get(name);
    };
    view.stages.values = () => {
      throw new TypeError("A fold must not go through all stages");
    };
    for (const event of rest) applyEvent(view, event);
    return count;
  };
  expect(lookups(10_000)).toBe(lookups(1));
});
