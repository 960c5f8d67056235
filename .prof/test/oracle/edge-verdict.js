/** §3.1 and §3.2: whether an edge is satisfied, open, or why it skips the stage that has it. */
export function edgeVerdict(on, standing) {
    if (standing.kind === "open")
        return "open";
    if (on === "settled")
        return "satisfied";
    if (on === "passed") {
        if (standing.kind === "passed" || standing.optional)
            return "satisfied";
        return standing.kind === "failed" ? "dependency-failed" : "dependency-skipped";
    }
    if (standing.kind === "failed")
        return "satisfied";
    return standing.kind === "passed" ? "dependency-passed" : "dependency-skipped";
}
