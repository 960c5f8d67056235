import ms from "ms";
import { durationText } from "../report/text/duration-text.js";
/** Calls `stop` with the reason when the time is over, unless it is disposed before. */
export function stopOnTimeout(timeoutMs, stop) {
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => stop(`timeout of ${text(timeoutMs)}`), timeoutMs);
    return { [Symbol.dispose]: () => clearTimeout(timer) };
}
/** As people write it where that is exact: `10m`, not `10m 00s`. */
function text(timeoutMs) {
    const short = ms(timeoutMs);
    return ms(short) === timeoutMs ? short : durationText(timeoutMs);
}
