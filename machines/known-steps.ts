import type {
  AnyActorScope,
  AnyEventObject,
  AnyMachineSnapshot,
  AnyStateMachine,
  AnyStateNode,
  MachineContext,
} from "xstate";
import { snapshotWith } from "./snapshot-with.ts";
import {
  type Args,
  type Assignment,
  type Computed,
  type GuardArgs,
  type KnownStep,
  workOutSteps,
} from "./work-out-steps.ts";

/**
 * The same logic, its steps worked out once. Which transitions an event may take,
 * which states each leaves and enters, and which actions that means, XState finds
 * anew at each event, in a dozen sets and maps: more than half of what a stage
 * cost. The chart stays the only one to say what happens, and XState performs
 * each step that does more than call functions and assign. A test shows on every
 * path that both ways come to the same actions, contexts and states.
 * Inspection misses `@xstate.microstep` only: here each is a snapshot.
 *
 * Throws a RangeError for charts with parallel or history states, `always`,
 * `invoke`, tags, wildcards, actions of `initial`, or final states below the top.
 * What they assign must spawn nothing.
 */
export function withKnownSteps<Logic extends AnyStateMachine>(logic: Logic): Logic {
  refuseOtherCharts(logic.root);
  const known = new Map<AnyStateNode | undefined, Map<string, readonly KnownStep[]>>();
  const stepsFrom = (active: readonly AnyStateNode[], type: string): readonly KnownStep[] => {
    // The innermost state is in all the others.
    const innermost = active.at(-1);
    const byEvent = known.get(innermost) ?? new Map<string, readonly KnownStep[]>();
    known.set(innermost, byEvent);
    const steps = byEvent.get(type) ?? workOutSteps(logic, active, type);
    byEvent.set(type, steps);
    return steps;
  };
  const transition = (snapshot: AnyMachineSnapshot, event: AnyEventObject, scope: AnyActorScope) => {
    const args: GuardArgs = { context: snapshot.context, event };
    const step = stepsFrom(snapshot._nodes, event.type).find((each) => isAllowed(each, args));
    if (step?.actions === undefined) return logic.transition(snapshot, event, scope);
    const context = perform(step.actions, snapshot.context, event, scope);
    if (step.to === undefined) return context === snapshot.context ? snapshot : snapshotWith(snapshot, { context });
    const { nodes: _nodes, value, end } = step.to;
    if (end === undefined) return snapshotWith(snapshot, { context, _nodes, value });
    const output = outputOf(end, context, event, scope);
    return snapshotWith(snapshot, { context, _nodes, value, status: "done", output });
  };
  return Object.create(logic, { transition: { value: transition } });
}

function refuseOtherCharts(node: AnyStateNode): void {
  const { type, parent, always, invoke, tags, transitions } = node;
  const isKnown =
    type === "atomic" ||
    (type === "compound" && node.initial.actions.length === 0) ||
    (type === "final" && parent === node.machine.root);
  const hasWildcard = [...transitions.keys()].some((descriptor) => descriptor.endsWith("*"));
  if (!isKnown || always !== undefined || invoke.length > 0 || tags.length > 0 || hasWildcard) {
    throw new RangeError(`The steps of "${node.id}" have to be left to XState`);
  }
  for (const child of Object.values(node.states)) refuseOtherCharts(child);
}

function isAllowed({ guard }: KnownStep, args: GuardArgs): boolean {
  return guard === undefined || guard.implementation(args, compute(guard.params, args));
}

/** Performs actions one after the other; returns the context that they leave. */
function perform(
  actions: NonNullable<KnownStep["actions"]>,
  context: MachineContext,
  event: AnyEventObject,
  scope: AnyActorScope,
): MachineContext {
  let info: Args = { context, event, self: scope.self, system: scope.system };
  for (const { type, implementation, params: given } of actions) {
    const params = compute(given, info);
    const { assignment } = implementation;
    if (assignment === undefined) scope.actionExecutor({ type, info, params: params as object, exec: implementation });
    else info = { ...info, context: { ...info.context, ...assigned(assignment, info, params) } };
  }
  return info.context;
}

function assigned(assignment: Assignment, args: Args, params: unknown): object {
  if (typeof assignment === "function") return assignment(args, params) as object;
  const values: Record<string, unknown> = {};
  for (const key of Object.keys(assignment)) values[key] = compute(assignment[key], args, params);
  return values;
}

/** The machine's output is computed from that of the final state. */
function outputOf(end: AnyStateNode, context: MachineContext, event: AnyEventObject, { self, system }: AnyActorScope) {
  const output = compute(end.output, { context, event, self, system });
  const done = { type: `xstate.done.state.${end.id}`, output };
  return compute(end.machine.root.output, { context, event: done, self, system });
}

/** What a chart may give as a value, or as the function that computes it. */
function compute<Given extends GuardArgs>(given: unknown, args: Given, params?: unknown): unknown {
  return typeof given === "function" ? (given as Computed<Given>)(args, params) : given;
}
