import { describe, expect, it } from "vitest";
import { createInlineExecutor } from "../../src/execute/inline-executor.ts";
import type { Session, SessionReply } from "../../src/model/executor.ts";
import type { StageContext, StageDefinition } from "../../src/model/stage-definition.ts";
import { createSimulatedClock } from "../../src/testing/simulated-clock.ts";
import { planOf } from "../helpers/board.ts";
import { fails, hangs, takes, untilStopped } from "../helpers/functions.ts";
import { gate } from "../helpers/gate.ts";

/** Opens a session whose starts wait until `turn` lets them go. */
function open(definition: StageDefinition, outputs: Readonly<Record<string, unknown>> = {}) {
  const clock = createSimulatedClock();
  const [stage] = planOf({ a: definition }).stages;
  if (stage === undefined) throw new TypeError("There is no stage");
  const replies: SessionReply[] = [];
  const others: unknown[] = [];
  let starts: (() => void)[] = [];
  const session: Session = createInlineExecutor({
    clock,
    defer: (start) => starts.push(start),
    record: () => others.push("record"),
  }).open(
    { stage, attempt: 2, runId: "r", outputs },
    {
      reply: (reply) => replies.push(reply) > 0,
      log: (line) => others.push(line) > 0,
      progress: (data) => others.push({ data }),
      leaked: () => others.push("leaked"),
    },
  );
  const turn = async () => {
    const due = starts;
    starts = [];
    for (const start of due) start();
    await clock.settle();
  };
  return { session, clock, replies, others, turn };
}

describe("a session of the inline executor", () => {
  it("starts nothing within the command", async () => {
    let called = false;
    const { session, replies, turn } = open({
      run: () => {
        called = true;
      },
    });
    session.perform("run");
    expect(called).toBe(false);
    await turn();
    expect(called).toBe(true);
    expect(replies).toEqual([{ type: "phase.passed" }]);
  });

  it("replies in the same turn to a function that returns no promise", () => {
    const { session, replies, turn } = open({ run: () => 1 });
    session.perform("run");
    void turn();
    expect(replies).toEqual([{ type: "phase.passed" }]);
    expect(session.output).toBe(1);
  });

  it("hands the resource from setup to run and teardown, and keeps the output", async () => {
    const seen: unknown[] = [];
    const { session, turn } = open({
      setup: async () => "server",
      run: ({ resource }: StageContext<unknown>) => `${resource} output`,
      teardown: ({ resource }: StageContext<unknown>) => void seen.push(resource),
    });
    for (const phase of ["setup", "run", "teardown"] as const) {
      session.perform(phase);
      await turn();
    }
    expect(session.output).toBe("server output");
    expect(seen).toEqual(["server"]);
  });

  it("passes a phase that the stage does not have", async () => {
    const { session, replies, turn } = open({});
    session.perform("setup");
    await turn();
    expect(replies).toEqual([{ type: "phase.passed" }]);
  });

  it("replies with what was thrown, synchronously or not", async () => {
    const { session, replies, turn } = open({ setup: fails, run: async () => fails() });
    session.perform("setup");
    await turn();
    session.perform("run");
    await turn();
    const error = expect.objectContaining({ message: "broken" });
    expect(replies).toEqual([
      { type: "phase.failed", error },
      { type: "phase.failed", error },
    ]);
  });

  it("replies that a phase is overdue, and later that it has settled", async () => {
    const hold = gate();
    const { session, clock, replies, turn } = open({ run: () => hold.promise, timeout: { run: 100 } });
    session.perform("run");
    await turn();
    await clock.advance(99);
    expect(replies).toEqual([]);
    await clock.advance(1);
    expect(replies).toMatchObject([{ type: "phase.overdue", error: { code: "phase-timeout" } }]);
    hold.open();
    await clock.settle();
    expect(replies.map(({ type }) => type)).toEqual(["phase.overdue", "phase.passed"]);
  });

  it("leaves no timer behind when a phase settles or is abandoned", async () => {
    const settling = open({ run: () => {}, timeout: { run: 100 } });
    settling.session.perform("run");
    await settling.turn();
    const hanging = open({ run: hangs, timeout: { run: 100 } });
    hanging.session.perform("run");
    await hanging.turn();
    expect(hanging.clock.pending).toBe(1);
    hanging.session.abandon();
    expect([settling.clock.pending, hanging.clock.pending]).toEqual([0, 0]);
  });

  it("counts the timeout from the start of the function, not from the command", async () => {
    const { session, clock, replies, turn } = open({ run: hangs, timeout: { run: 100 } });
    session.perform("run");
    await clock.advance(1_000);
    await turn();
    await clock.advance(50);
    expect(replies).toEqual([]);
    session.abandon();
  });

  it("aborts the signal of the open phase with the reason, after what led to it is on record", async () => {
    const { session, others, replies, turn } = open({
      run: (context: StageContext) => {
        context.signal.addEventListener("abort", () => others.push("aborted"));
        return untilStopped(context);
      },
    });
    session.perform("run");
    await turn();
    session.abort("enough");
    expect(others).toEqual(["record", "aborted"]);
    await turn();
    expect(replies).toEqual([{ type: "phase.failed", error: "enough" }]);
  });

  it("does not call a function that is aborted before its turn", async () => {
    let called = false;
    const { session, replies, turn } = open({
      run: () => {
        called = true;
      },
    });
    session.perform("run");
    session.abort("enough");
    await turn();
    expect(called).toBe(false);
    expect(replies).toEqual([{ type: "phase.failed", error: "enough" }]);
  });

  it("does not call a function that is abandoned before its turn", async () => {
    let called = false;
    const { session, replies, turn } = open({
      run: () => {
        called = true;
      },
    });
    session.perform("run");
    session.abandon();
    await turn();
    expect(called).toBe(false);
    expect(replies).toEqual([]);
  });

  it("replies nothing any more for what was abandoned, and tells of a resource that comes late", async () => {
    const hold = gate<string>();
    const { session, clock, replies, others, turn } = open({ setup: () => hold.promise });
    session.perform("setup");
    await turn();
    session.abandon();
    hold.open("server");
    await clock.settle();
    expect(replies).toEqual([]);
    expect(others).toEqual(["leaked"]);
  });

  it("does not mistake the late result of one phase for that of the next", async () => {
    const hold = gate<string>();
    const { session, clock, replies, turn } = open({ run: () => hold.promise, teardown: hangs });
    session.perform("run");
    await turn();
    session.abandon();
    session.perform("teardown");
    await turn();
    hold.open("late");
    await clock.settle();
    expect(replies).toEqual([]);
    expect(session.output).toBeUndefined();
    session.abandon();
  });

  it("gives each phase a signal of its own", async () => {
    const signals = new Set<AbortSignal>();
    const note = ({ signal }: StageContext) => void signals.add(signal);
    const { session, turn } = open({ setup: note, run: note });
    session.perform("setup");
    await turn();
    session.perform("run");
    await turn();
    expect(signals.size).toBe(2);
  });

  it("gives one call the same signal each time it is asked for, also destructured", async () => {
    let same: boolean | undefined;
    const { session, turn } = open({
      run: (context: StageContext) => {
        const { signal } = context;
        same = signal === context.signal;
      },
    });
    session.perform("run");
    await turn();
    expect(same).toBe(true);
  });

  it("gives a function all of its context", async () => {
    let seen: object = {};
    const { session, others, turn } = open(
      {
        timeout: { run: 100 },
        run: ({ name, runId, attempt, outputs, log, emit, remaining }: StageContext) => {
          log("hello", { port: 80 });
          emit(7);
          seen = { name, runId, attempt, outputs, left: remaining() };
        },
      },
      { db: "db:1" },
    );
    session.perform("run");
    await turn();
    expect(seen).toEqual({ name: "a", runId: "r", attempt: 2, outputs: { db: "db:1" }, left: 100 });
    expect(others).toEqual([{ level: "info", message: "hello", fields: { port: 80 } }, { data: 7 }]);
  });

  it.each([
    [false, { type: "when.refused", skip: { reason: "condition" } }],
    ["why", { type: "when.refused", skip: { reason: "condition", message: "why" } }],
    [true, { type: "when.passed" }],
    [undefined, { type: "when.passed" }],
  ])("asks when: %j", async (answer, reply) => {
    const { session, replies, turn } = open({ when: async () => answer });
    session.decideWhen();
    await turn();
    expect(replies).toEqual([reply]);
  });

  it("asks retry.when with the error as it was thrown", async () => {
    const errors: unknown[] = [];
    const when = (error: unknown) => {
      errors.push(error);
      return errors.length < 2;
    };
    const { session, replies, turn } = open({ retry: { limit: 5, when } });
    const thrown = { status: 503 };
    session.decideRetry(thrown);
    await turn();
    session.decideRetry(thrown);
    await turn();
    expect(errors[0]).toBe(thrown);
    expect(replies).toEqual([{ type: "retry.accepted" }, { type: "retry.refused" }]);
  });

  it("replies with what when and retry.when throw", async () => {
    const { session, replies, turn } = open({ when: fails, retry: { limit: 1, when: fails } });
    session.decideWhen();
    await turn();
    session.decideRetry(undefined);
    await turn();
    const error = expect.objectContaining({ message: "broken" });
    expect(replies).toEqual([
      { type: "when.failed", error },
      { type: "retry.failed", error },
    ]);
  });

  it("has no timeout for when", async () => {
    const { session, clock, replies, turn } = open({ when: hangs, timeout: 10 });
    session.decideWhen();
    await turn();
    await clock.advance(1_000);
    expect(replies).toEqual([]);
    session.abandon();
  });

  it("holds the output to its schema, within run's timeout", async () => {
    const validate = async (value: unknown) => {
      await takes(clock, 1_000)();
      return { value };
    };
    const { session, clock, replies, turn } = open({
      run: () => 1,
      timeout: { run: 100 },
      output: { "~standard": { version: 1, vendor: "test", validate } },
    });
    session.perform("run");
    await turn();
    await clock.advance(100);
    expect(replies.map(({ type }) => type)).toEqual(["phase.overdue"]);
    await clock.advance(1_000);
    expect(session.output).toBe(1);
  });
});
