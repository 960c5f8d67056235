import type { AnyActorScope, AnyEventObject, AnyMachineSnapshot, AnyStateMachine, AnyStateNode } from "xstate";
import { snapshotWith } from "./snapshot-with.ts";
import { type Args, type Assignment, type Computed, type KnownStep, workOutSteps } from "./work-out-steps.ts";

/**
 * The same logic, its steps worked out once. Which transitions an event may take,
 * which states each leaves and enters, and which actions that means, XState finds
 * anew at each event, in a dozen sets and maps: more than half of what a stage
 * cost. The chart stays the only one to say what happens, and XState performs
 * each step that does more than call functions and assign. Tests show on every
 * path of the stage's chart, on walks through the orchestrator's and on charts
 * made by chance that both ways come to the same actions, contexts and states.
 * Known steps send no `@xstate.microstep` to inspectors, and what a guard throws
 * is passed on as it is.
 *
 * Guards must be pure: those of steps that are left to XState are asked twice.
 * Nothing in the chart may spawn. Throws a RangeError for charts with parallel or
 * history states, `always`, `invoke`, tags, wildcards, actions of `initial`, exit
 * actions of the whole chart or of a final state, or final states below the top.
 */
export function withKnownSteps<Logic extends AnyStateMachine>(logic: Logic): Logic {
  refuseOtherCharts(logic.root);
  const known = new Map<AnyStateNode | undefined, Map<string, readonly KnownStep[]>>();
  const stepsFrom = (active: readonly AnyStateNode[], type: string): readonly KnownStep[] => {
    // The innermost state is in all the others.
    const innermost = active.at(-1);
    const steps = known.get(innermost)?.get(type);
    if (steps !== undefined) return steps;
    const worked = workOutSteps(logic, active, type);
    known.set(innermost, (known.get(innermost) ?? new Map<string, readonly KnownStep[]>()).set(type, worked));
    return worked;
  };
  const transition = (snapshot: AnyMachineSnapshot, event: AnyEventObject, scope: AnyActorScope) => {
    const { self, system } = scope;
    const before: Args = { context: snapshot.context, event, self, system };
    const step = stepsFrom(snapshot._nodes, event.type).find(({ guard }) => isAllowed(guard, before));
    if (step?.actions === undefined) return logic.transition(snapshot, event, scope);
    const after = perform(step.actions, before, scope);
    const { context } = after;
    if (step.to === undefined) return context === snapshot.context ? snapshot : snapshotWith(snapshot, { context });
    const { nodes: _nodes, value, end } = step.to;
    if (end === undefined) return snapshotWith(snapshot, { context, _nodes, value });
    return snapshotWith(snapshot, { context, _nodes, value, status: "done", output: outputOf(end, after) });
  };
  return Object.create(logic, { transition: { value: transition } });
}

function refuseOtherCharts(node: AnyStateNode): void {
  const problem = problemOf(node);
  if (problem !== undefined) throw new RangeError(`The steps of "${node.id}" are for XState: it has ${problem}`);
  for (const child of Object.values(node.states)) refuseOtherCharts(child);
}

function problemOf(node: AnyStateNode): string | undefined {
  const { type, parent, always, invoke, tags, transitions, exit } = node;
  if (type === "parallel" || type === "history") return `the type ${type}`;
  if (type === "compound" && node.initial.actions.length > 0) return "actions of `initial`";
  if (type === "final" && parent !== node.machine.root) return "an end below the top";
  if ((type === "final" || parent === undefined) && exit.length > 0) return "actions at the very end";
  if (always !== undefined) return "`always`";
  if (invoke.length > 0) return "`invoke`";
  if (tags.length > 0) return "tags";
  return [...transitions.keys()].find((descriptor) => descriptor.endsWith("*"));
}

function isAllowed(guard: KnownStep["guard"], args: Args): boolean {
  return guard === undefined || guard.implementation(args, compute(guard.params, args));
}

/** Performs actions one after the other; returns what they leave for the next. */
function perform(actions: NonNullable<KnownStep["actions"]>, before: Args, scope: AnyActorScope): Args {
  let info = before;
  for (const { type, implementation, params: given } of actions) {
    const params = compute(given, info);
    const { assignment } = implementation;
    if (assignment === undefined) scope.actionExecutor({ type, info, params: params as object, exec: implementation });
    else info = { ...info, context: { ...info.context, ...assigned(assignment, info, params) } };
  }
  return info;
}

function assigned(assignment: Assignment, args: Args, params: unknown): object {
  if (typeof assignment === "function") return assignment(args, params) as object;
  const values: Record<string, unknown> = {};
  for (const key of Object.keys(assignment)) values[key] = compute(assignment[key], args, params);
  return values;
}

/** The machine's output is computed from that of the final state. */
function outputOf(end: AnyStateNode, args: Args): unknown {
  const done = { type: `xstate.done.state.${end.id}`, output: compute(end.output, args) };
  return compute(end.machine.root.output, { ...args, event: done });
}

/** What a chart may give as a value, or as the function that computes it. */
function compute(given: unknown, args: Args, params?: unknown): unknown {
  return typeof given === "function" ? (given as Computed)(args, params) : given;
}
