import { unreachable } from "../util/unreachable.js";
/**
 * Readiness: what one edge says, given how far its dependency is. A stage is
 * ready when all its edges are satisfied, and skipped as soon as one is refuted.
 *
 * | condition | satisfied by | refuted by |
 * |---|---|---|
 * | `passed` | passed, serving; where optional also failed and skipped | failed, skipped |
 * | `settled` | any end, serving | – |
 * | `failed` | failed | passed, serving, skipped |
 */
export function edgeVerdict(on, standing, optional) {
    if (standing === "open")
        return "open";
    const passed = standing === "passed" || standing === "serving";
    switch (on) {
        case "settled":
            return "satisfied";
        case "passed":
            if (passed || optional)
                return "satisfied";
            return standing === "failed" ? "dependency-failed" : "dependency-skipped";
        case "failed":
            if (standing === "failed")
                return "satisfied";
            return passed ? "dependency-passed" : "dependency-skipped";
        default:
            return unreachable(on);
    }
}
