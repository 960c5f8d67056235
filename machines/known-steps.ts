import type {
  AnyActorScope,
  AnyEventObject,
  AnyMachineSnapshot,
  AnyStateMachine,
  AnyStateNode,
  AnyTransitionDefinition,
  MachineContext,
} from "xstate";
import { type Args, type Assignment, type Computed, type KnownStep, workOutStep } from "./work-out-step.ts";

/**
 * The same logic, each of its steps worked out once. Which states a transition
 * leaves and enters, and which actions that means, XState finds anew at each
 * event, in a dozen sets and maps: half of what a stage cost. The chart stays
 * the only one to say what happens, and XState selects the transition; it also
 * performs each step that does more than call functions and assign. A test shows
 * on every path that both ways come to the same actions, contexts and states.
 * Inspection misses `@xstate.microstep` only: here each is a snapshot.
 *
 * Throws a RangeError for charts with parallel or history states, `always`,
 * `invoke`, tags, actions of `initial`, or final states below the top.
 */
export function withKnownSteps<Logic extends AnyStateMachine>(logic: Logic): Logic {
  refuseOtherCharts(logic.root);
  const known = new Map<AnyTransitionDefinition, Map<AnyStateNode | undefined, KnownStep | undefined>>();
  const stepFrom = (active: readonly AnyStateNode[], transition: AnyTransitionDefinition) => {
    const steps = known.get(transition) ?? new Map<AnyStateNode | undefined, KnownStep | undefined>();
    // The innermost state is in all the others.
    const innermost = active.at(-1);
    if (!steps.has(innermost)) {
      known.set(transition, steps);
      steps.set(innermost, workOutStep(logic, active, transition));
    }
    return steps.get(innermost);
  };
  const transition = (snapshot: AnyMachineSnapshot, event: AnyEventObject, scope: AnyActorScope) => {
    const [selected] = logic.getTransitionData(snapshot, event);
    const step = selected && stepFrom(snapshot._nodes, selected);
    if (step === undefined) return logic.transition(snapshot, event, scope);
    const context = perform(step, snapshot.context, event, scope);
    if (step.to === undefined) return context === snapshot.context ? snapshot : { ...snapshot, context };
    const { nodes: _nodes, value, end } = step.to;
    if (end === undefined) return { ...snapshot, context, _nodes, value };
    return { ...snapshot, context, _nodes, value, status: "done", output: outputOf(end, context, event, scope) };
  };
  return Object.create(logic, { transition: { value: transition } });
}

function refuseOtherCharts(node: AnyStateNode): void {
  const { type, parent, always, invoke, tags } = node;
  const isKnown =
    type === "atomic" ||
    (type === "compound" && node.initial.actions.length === 0) ||
    (type === "final" && parent === node.machine.root);
  if (!isKnown || always !== undefined || invoke.length > 0 || tags.length > 0) {
    throw new RangeError(`The steps of "${node.id}" have to be left to XState`);
  }
  for (const child of Object.values(node.states)) refuseOtherCharts(child);
}

/** Performs the actions of a step one after the other; returns the context that they leave. */
function perform({ actions }: KnownStep, before: MachineContext, event: AnyEventObject, scope: AnyActorScope) {
  const { self, system } = scope;
  let context = before;
  for (const { type, implementation, params: given } of actions) {
    const info: Args = { context, event, self, system };
    const params = compute(given, info);
    const { assignment } = implementation;
    if (assignment === undefined) scope.actionExecutor({ type, info, params: params as object, exec: implementation });
    else context = { ...context, ...assigned(assignment, info, params) };
  }
  return context;
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
function compute(given: unknown, args: Args, params?: unknown): unknown {
  return typeof given === "function" ? (given as Computed)(args, params) : given;
}
