import { getInitialSnapshot } from "xstate";
import { snapshotWith } from "./snapshot-with.ts";
import { beginningContext, type stageMachine } from "./stage-machine.ts";
import type { StageInput } from "./stage-types.ts";

/**
 * The same logic, its initial state found once for all of its actors: only the
 * context of a stage that waits to begin is its own. Finding the state anew is
 * most of what an actor costs to make. That the chart's beginning enters no
 * action and no timer is what makes this the same; a test holds it to that.
 *
 * (Not by the `snapshot` option: XState would walk through all that is in the
 * context, the user's objects too, in search of actors.)
 */
export function withSharedBeginning(logic: typeof stageMachine, anyInput: StageInput): typeof stageMachine {
  const beginning = getInitialSnapshot(logic, anyInput);
  const begin: typeof logic.getInitialSnapshot = (_scope, input) =>
    snapshotWith(beginning, { context: beginningContext(input as StageInput) }) as typeof beginning;
  return Object.create(logic, { getInitialSnapshot: { value: begin } });
}
