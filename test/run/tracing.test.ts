import { AsyncLocalStorage } from "node:async_hooks";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import type { RunEvent } from "../../src/model/run-event.ts";
import type { StageCall, Tracing } from "../../src/model/tracing.ts";
import { cutJournal } from "../helpers/cut-journal.ts";
import { fails, throws, untilStopped } from "../helpers/functions.ts";
import { begin, endsOf, errorsOf, eventsOfType, simulate, storyOf } from "../helpers/simulate.ts";
import { writeTempFolder } from "../helpers/temp-folder.ts";
import { readWholeJournal } from "../helpers/whole-journal.ts";

const calls = new AsyncLocalStorage<StageCall>();
const surrounding: Tracing = { around: (call, callback) => calls.run(call, callback) };

/** The call that this code runs in: `a.run 1`. */
function place(): string {
  const call = calls.getStore();
  return call === undefined ? "nowhere" : `${call.stage}.${call.phase} ${call.attempt}`;
}

test("every function of a stage is called within the tracing, and so is all that it starts", async () => {
  const places: string[] = [];
  const note = async () => {
    await Promise.resolve();
    places.push(place());
  };
  const flaky = async ({ attempt }: { readonly attempt: number }) => {
    await note();
    if (attempt === 1) throw new Error("not yet");
  };
  const retryWhen = () => {
    places.push(place());
    return true;
  };
  await simulate(
    [
      {
        name: "a",
        when: () => note().then(() => true),
        setup: note,
        run: flaky,
        teardown: note,
        retry: { limit: 1, when: retryWhen },
      },
    ],
    { tracing: surrounding },
  );
  expect(places).toEqual([
    ...["a.when 1", "a.setup 1", "a.run 1", "a.teardown 1", "a.retry 1"],
    ...["a.setup 2", "a.run 2", "a.teardown 2"],
  ]);
});

test("what a tracing calls returns what the function returned, and throws what it threw", async () => {
  const seen: unknown[] = [];
  const tracing: Tracing = {
    around: (_call, callback) => {
      try {
        const result = callback();
        seen.push(result);
        return result;
      } catch (error) {
        seen.push(error);
        throw error;
      }
    },
  };
  const boom = new Error("boom");
  const ended = await simulate(
    [
      { name: "a", run: () => 7 },
      {
        name: "b",
        run: () => {
          throw boom;
        },
      },
      { name: "c", run: () => 8 },
    ],
    { tracing },
  );
  expect(seen).toEqual([7, boom, 8]);
  expect(endsOf(ended)).toEqual({ a: "passed", b: "failed", c: "passed" });
});

test("the listeners of a phase's signal are called within the tracing", async () => {
  const places: string[] = [];
  const { run, finish } = begin(
    [
      {
        name: "a",
        run: ({ signal }) => {
          signal.addEventListener("abort", () => places.push(place()));
          run.cancel();
          return untilStopped({ signal });
        },
      },
    ],
    { tracing: surrounding },
  );
  await finish();
  expect(places).toEqual(["a.run 1"]);
});

test("what a function returns and throws passes through", async () => {
  const ended = await simulate(
    [
      { name: "a", run: () => 7 },
      { name: "b", dependencies: ["a"], run: ({ outputs }) => outputs.a + 1 },
      { name: "c", run: fails },
      { name: "d", run: throws(undefined) },
    ],
    { tracing: surrounding },
  );
  expect(eventsOfType(ended, "stage.finished").find(({ stage }) => stage === "b")?.output).toBe(8);
  expect(errorsOf(ended, "c")).toEqual(["run 1: broken"]);
  expect(endsOf(ended)).toMatchObject({ d: "failed" });
});

test("an event is told before the function that follows from it is called", async () => {
  const told: string[] = [];
  await simulate([{ name: "a", run: () => void told.push("called") }], {
    tracing: { onEvent: ({ type }) => void told.push(type) },
  });
  expect(told).toEqual([
    ...["run.started", "stage.ready", "stage.started", "phase.started"],
    "called",
    ...["phase.finished", "stage.finished", "run.finished"],
  ]);
});

test("a run that is continued tells first what happened before", async () => {
  const journal = await writeTempFolder({});
  const stages = [{ name: "a" }, { name: "b", dependencies: ["a"], run: () => {} }];
  await simulate(stages, { journal, runId: "r" });
  await cutJournal(join(journal, "r.ndjson"), ({ type }) => type === "phase.started");
  const told: RunEvent[] = [];
  const { events } = await simulate(stages, {
    journal,
    resume: "r",
    tracing: { onEvent: (event) => void told.push(event) },
  });
  expect(told).toEqual(readWholeJournal(join(journal, "r.ndjson")));
  expect(told.slice(-events.length)).toEqual(events);
  expect(told.length).toBeGreaterThan(events.length);
});

describe("tracing that throws", () => {
  const stages = [
    { name: "a", run: () => 1 },
    { name: "b", dependencies: ["a"], run: fails },
  ];
  const warnings = (ended: Parameters<typeof eventsOfType>[0]) =>
    eventsOfType(ended, "log").map(({ message }) => message);

  test("at an event is left out, which the run tells, and goes on", async () => {
    let count = 0;
    const onEvent = () => {
      count += 1;
      throw new Error("exporter broken");
    };
    const ended = await simulate(stages, { tracing: { onEvent } });
    expect(count).toBe(1);
    expect(warnings(ended)).toEqual(["The tracing threw and is left out: exporter broken"]);
    expect(ended.events.map(({ seq }) => seq)).toEqual(ended.events.map((_, index) => index + 1));
    expect(storyOf(ended)).toEqual(storyOf(await simulate(stages)));
  });

  test("at what happened before a run is continued, leaves the run as it is", async () => {
    const journal = await writeTempFolder({});
    await simulate(stages, { journal, runId: "r" });
    await cutJournal(join(journal, "r.ndjson"), ({ type }) => type === "phase.started");
    const ended = await simulate(stages, { journal, resume: "r", tracing: { onEvent: fails } });
    expect(ended.events[0]?.type).toBe("run.continued");
    expect(warnings(ended)).toEqual(["The tracing threw and is left out: broken"]);
    expect(endsOf(ended)).toEqual({ a: "passed", b: "failed" });
  });

  test.each([
    { when: "before the function is called", around: fails },
    { when: "after it", around: (_: StageCall, callback: () => unknown) => [callback(), fails()] },
    {
      when: "having called it twice",
      around: (_: StageCall, callback: () => unknown) => [callback(), callback(), fails()],
    },
  ])("around a function is left out, and the function called once: $when", async ({ around }) => {
    const run = vi.fn();
    const ended = await simulate([{ name: "a", run }, ...stages.slice(1)], {
      tracing: { around: around as never },
    });
    expect(run).toHaveBeenCalledOnce();
    expect(warnings(ended)).toEqual(["The tracing threw and is left out: broken"]);
    expect(endsOf(ended)).toEqual({ a: "passed", b: "failed" });
  });
});
