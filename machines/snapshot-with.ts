import type { AnyMachineSnapshot } from "xstate";

type Changes = Partial<Pick<AnyMachineSnapshot, "context" | "_nodes" | "value" | "status" | "output">>;

/**
 * A snapshot with some fields changed. All are named: copies that `...` makes of
 * copies are slow in V8, and were a tenth of the cost of a stage.
 */
export function snapshotWith(before: AnyMachineSnapshot, changes: Changes): AnyMachineSnapshot {
  const { error, machine, tags, children, historyValue, matches, hasTag, can, getMeta, toJSON } = before;
  const { context = before.context, _nodes = before._nodes, value = before.value } = changes;
  const { status = before.status, output = before.output } = changes;
  // The order is that of XState, so that all snapshots have one shape.
  return {
    status,
    output,
    error,
    machine,
    context,
    _nodes,
    value,
    tags,
    children,
    historyValue,
    matches,
    hasTag,
    can,
    getMeta,
    toJSON,
  } as AnyMachineSnapshot;
}
