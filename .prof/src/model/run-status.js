/**
 * How a run whose stages are all over has ended: cancelled if it was; failed if
 * a required stage failed or was starved, or an error belongs to no stage.
 */
export function deriveRunStatus(view) {
    if (view.cancelReason !== undefined)
        return "cancelled";
    if (view.errors.length > 0)
        return "failed";
    for (const { state, description, skip } of view.stages.values()) {
        if (!description.optional && (state === "failed" || skip?.reason === "starved"))
            return "failed";
    }
    return "passed";
}
