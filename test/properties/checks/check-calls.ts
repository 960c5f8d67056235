import { isDeepStrictEqual } from "node:util";
import type { RunEvent } from "../../../src/model/run-event.ts";
import { attemptScript, messageOf, type Scenario, type StageScript, timeoutOf } from "../../oracle/scenario.ts";
import { rule, Violation } from "../../oracle/violation.ts";
import type { Call, TraceItem } from "../trace.ts";

/**
 * What a stage's functions are handed: a fresh signal, the resource that its
 * own setup returned, the outputs of its direct dependencies and no others; and
 * each is called once for each time it was told to start, and only then.
 * @throws {Violation}
 */
export function checkCalls(scenario: Scenario, trace: readonly TraceItem[]): void {
  const scripts = new Map(scenario.stages.map((script) => [script.name, script]));
  const world: World = { scripts, open: new Map(), resources: new Map(), outputs: new Map(), runs: new Map() };
  for (const item of trace) {
    if (item.kind === "event") noteEvent(world, item.event);
    if (item.kind === "call") checkCall(world, item.call);
  }
}

interface World {
  readonly scripts: ReadonlyMap<string, StageScript>;
  /** The phase that each stage was told to have started and whose function was not called yet. */
  readonly open: Map<string, string>;
  /** What the setup of each attempt came to: undefined where its resource is not known. */
  readonly resources: Map<string, unknown>;
  /** What each stage that passed, or serves, has returned. */
  readonly outputs: Map<string, unknown>;
  readonly runs: Map<string, { readonly attempt: number; readonly passed: boolean }>;
}

function noteEvent(world: World, event: RunEvent): void {
  switch (event.type) {
    case "stage.started":
      world.outputs.delete(event.stage);
      return;
    case "phase.started":
      world.open.set(event.stage, `${event.phase}#${event.attempt}`);
      return;
    case "phase.finished": {
      world.open.delete(event.stage);
      const script = scriptOf(world, event.stage);
      const { ending } = attemptScript(script, event.attempt)[event.phase];
      if (event.phase === "setup" && event.status === "passed") {
        world.resources.set(
          `${event.stage}#${event.attempt}`,
          valueReturned(ending, messageOf(event.stage, event.attempt, "setup")),
        );
      }
      if (event.phase === "run")
        world.runs.set(event.stage, { attempt: event.attempt, passed: event.status === "passed" });
      return;
    }
    case "stage.serving":
      world.outputs.set(event.stage, outputOf(world, event.stage));
      return;
    // What they had returned went with the process; they may be skipped this time.
    case "run.continued":
      for (const stage of event.recreated) world.outputs.delete(stage);
      return;
    case "stage.finished":
      if (event.status === "passed") world.outputs.set(event.stage, outputOf(world, event.stage));
      return;
    default:
      return;
  }
}

function outputOf(world: World, stage: string): unknown {
  const run = world.runs.get(stage);
  if (run?.passed !== true) return undefined;
  return valueReturned(
    attemptScript(scriptOf(world, stage), run.attempt).run.ending,
    messageOf(stage, run.attempt, "run"),
  );
}

function valueReturned(ending: { readonly kind: string; readonly value: string }, message: string): unknown {
  if (ending.kind !== "returns" || ending.value === "nothing") return undefined;
  return ending.value === "json" ? { from: message } : { from: message, lossy: 1n };
}

function checkCall(world: World, call: Call): void {
  const { stage, place, attempt, context } = call;
  const must = (holds: boolean, says: string) => rule(holds, `${stage}#${attempt} ${place}: ${says}`);
  if (context === undefined) return;
  must(!context.isAborted, "its signal is fresh");
  const script = scriptOf(world, stage);
  const needed = new Set(script.dependencies.map((edge) => edge.stage));
  const outputs = Object.fromEntries(
    [...world.outputs].filter(([name, value]) => needed.has(name) && value !== undefined),
  );
  must(
    isDeepStrictEqual(context.outputs, outputs),
    `it gets the outputs ${show(outputs)}, not ${show(context.outputs)}`,
  );
  if (place === "when" || place === "retry") return;
  must(world.open.get(stage) === `${place}#${attempt}`, "it is called once, when it is told to start");
  world.open.delete(stage);
  const timeoutMs = timeoutOf(script, place) ?? Number.POSITIVE_INFINITY;
  must(context.remainingMs === timeoutMs, `it has ${timeoutMs} ms, not ${context.remainingMs}`);
  const key = `${stage}#${attempt}`;
  if (place === "setup") must(context.resource === undefined, "setup has no resource yet");
  // A teardown may also get what an aborted setup has returned in time.
  else if (place === "run" || world.resources.has(key)) {
    const resource = world.resources.get(key);
    must(isDeepStrictEqual(context.resource, resource), `it gets ${show(resource)}, not ${show(context.resource)}`);
  }
}

function scriptOf({ scripts }: World, stage: string): StageScript {
  const script = scripts.get(stage);
  if (script === undefined) throw new Violation(`${stage} is in the scenario`);
  return script;
}

function show(value: unknown): string {
  return JSON.stringify(value, (_, part) => (typeof part === "bigint" ? `${part}n` : part)) ?? "undefined";
}
