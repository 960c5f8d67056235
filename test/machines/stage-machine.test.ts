import { describe, expect, it } from "vitest";
import { type AnyStateNode, type AnyTransitionDefinition, createActor, createMachine } from "xstate";
import { withKnownSteps } from "../../machines/known-steps.ts";
import { stageMachine } from "../../machines/stage-machine.ts";
import type { StageEvent } from "../../machines/stage-types.ts";
import type { StageDefinition } from "../../src/model/stage-definition.ts";
import { createSimulatedClock } from "../../src/testing/simulated-clock.ts";
import { plainly } from "./plainly.ts";
import { inputFor, type Notes, pathsOf } from "./stage-paths.ts";

const call = () => undefined;
const PHASES: readonly StageDefinition[] = [
  { setup: call, run: call, teardown: call },
  { setup: call, run: call },
  { setup: call, teardown: call },
  { setup: call },
  { run: call, teardown: call },
  { run: call },
  { teardown: call },
  {},
];
const POLICIES: readonly StageDefinition[] = [
  {},
  { keep: "dependents" },
  { when: call },
  { when: call, keep: "end" },
  { retry: { limit: 1 } },
  { retry: { limit: 1, when: () => true } },
  { retry: { limit: 1 }, keep: "dependents" },
];
const KINDS = PHASES.flatMap((phases) => POLICIES.map((policy) => ({ ...phases, ...policy })));

/** Walks a real actor, under a parent, along a path; `taken` gets the transitions that XState takes. */
function walk(
  logic: typeof stageMachine,
  definition: StageDefinition,
  events: readonly StageEvent[],
  taken: Set<string>,
) {
  const notes: Notes = { performed: [], facts: [] };
  const actions: unknown[] = [];
  const parent = createActor(createMachine({}), {
    clock: createSimulatedClock(),
    inspect: (inspection) => {
      if (inspection.type === "@xstate.action") actions.push(plainly(inspection.action));
      if (inspection.type !== "@xstate.microstep") return;
      for (const transition of inspection._transitions) taken.add(nameOf(transition));
    },
  }).start();
  const actor = createActor(logic, { input: inputFor(definition, notes), parent }).start();
  for (const event of events) actor.send(event);
  return { snapshot: actor.getSnapshot(), notes, actions };
}

function nameOf({ source, eventType, guard }: AnyTransitionDefinition): string {
  return `${source.id} ${eventType} ${guard ?? ""}`;
}

/** Every transition of the chart, as `walk` notes it. */
function transitionsOf(node: AnyStateNode): string[] {
  const own = [...node.transitions.values()].flat();
  return [...own.map(nameOf), ...Object.values(node.states).flatMap(transitionsOf)];
}

function statesOf(node: AnyStateNode): string[] {
  return [node.id, ...Object.values(node.states).flatMap(statesOf)];
}

/** An error of the first attempt that nothing caught. */
const STRAY: StageEvent = { type: "stage.strayed", phase: "run", attempt: 1, error: new Error("stray") };

/** What a walk shows, but for what is its own. */
function shownBy({ snapshot, notes, actions }: ReturnType<typeof walk>) {
  const { value, status, output, context, _nodes } = snapshot;
  const { ports: _ports, stage: _stage, session: _session, ...rest } = context;
  return {
    value,
    status,
    output,
    context: rest,
    states: status === "done" ? [] : _nodes.map(({ id }) => id),
    notes,
    actions,
  };
}

const knownStages = withKnownSteps(stageMachine);

describe("every path through the stage's chart", () => {
  const taken = new Set<string>();
  const reached = new Set<string>();
  let paths = 0;

  it.each(KINDS.map((kind, at) => ({ kind, at })))("keeps the promises of a stage: kind $at", ({ kind }) => {
    for (const { state, steps } of pathsOf(kind)) {
      const events = steps
        .map(({ event }) => event as StageEvent)
        .filter(({ type }) => !type.startsWith("xstate.init"));
      const walked = walk(stageMachine, kind, events, taken);
      const { snapshot, notes } = walked;
      const told = events.map(({ type }) => type).join(", ");
      expect(shownBy(walk(knownStages, kind, events, new Set())), told).toEqual(shownBy(walked));
      for (const node of snapshot._nodes) reached.add(node.id);
      paths += 1;

      expect(snapshot.value, told).toEqual(state.value);
      const count = (type: string) => notes.facts.filter((fact) => fact.type === type).length;
      const isOver = snapshot.status === "done";
      expect(count("stage.finished"), told).toBe(isOver ? 1 : 0);
      const teardowns = notes.performed.filter((what) => what === "teardown").length;
      const notBegun = notes.facts.filter((fact) => fact.type === "stage.abandoned" && !fact.begun).length;
      if (isOver && kind.teardown !== undefined) expect(teardowns + notBegun, told).toBe(count("stage.started"));
      if (isOver) expect(count("phase.finished") - notBegun, told).toBe(count("phase.started"));
      if (!isOver) {
        const strayed = walk(stageMachine, kind, [...events, STRAY], taken);
        expect(shownBy(walk(knownStages, kind, [...events, STRAY], new Set())), told).toEqual(shownBy(strayed));
        const ends = strayed.notes.facts.filter((fact) => fact.type === "stage.finished");
        expect(ends, `${told}, then a stray`).toEqual(
          strayed.snapshot.status === "done" ? [expect.objectContaining({ status: "failed" })] : [],
        );
      }
    }
  });

  it("passes every state", () => {
    expect(statesOf(stageMachine.root).filter((id) => !reached.has(id))).toEqual([]);
  });

  it("takes every transition", () => {
    expect([...new Set(transitionsOf(stageMachine.root))].filter((transition) => !taken.has(transition))).toEqual([]);
    expect(paths).toBeGreaterThan(1_000);
  });
});
