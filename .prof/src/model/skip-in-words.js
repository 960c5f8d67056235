import { unreachable } from "../util/unreachable.js";
/** Names of a chain that are shown at either end of a long one. */
const SHOWN_ENDS = 2;
/**
 * Why a stage was skipped, in words that go after "skipped: ".
 *
 * @example
 * skipInWords({ reason: "dependency-failed", because: ["api"] })          // api failed
 * skipInWords({ reason: "dependency-skipped", because: ["api", "web"] })  // web was skipped (api → web)
 */
export function skipInWords({ reason, because, message }) {
    const direct = because.at(-1);
    switch (reason) {
        case "dependency-failed":
            return `${direct} failed`;
        case "dependency-passed":
            return `${direct} did not fail`;
        case "dependency-skipped":
            return because.length > 1 ? `${direct} was skipped (${chainInWords(because)})` : `${direct} was skipped`;
        case "condition":
            return message ?? "its condition is not met";
        case "not-selected":
            return "not selected";
        case "cancelled":
            return message === undefined ? "cancelled" : `cancelled (${message})`;
        case "fail-fast":
            return direct === undefined ? "fail-fast" : `fail-fast, because ${direct} failed`;
        case "starved":
            return message ?? "kept stages hold the resources that it needs";
        default:
            return unreachable(reason);
    }
}
function chainInWords(because) {
    const left = because.length - 2 * SHOWN_ENDS;
    const shown = left > 1 ? [...because.slice(0, SHOWN_ENDS), `${left} more`, ...because.slice(-SHOWN_ENDS)] : because;
    return shown.join(" → ");
}
