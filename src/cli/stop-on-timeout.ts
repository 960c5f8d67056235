import ms from "ms";
import { durationText } from "../util/duration-text.ts";

/** Calls `stop` with the reason when the time is over, unless it is disposed before. */
export function stopOnTimeout(timeoutMs: number | undefined, stop: (reason: string) => void): Disposable {
  const timer =
    timeoutMs === undefined ? undefined : setTimeout(() => stop(`timeout of ${text(timeoutMs)}`), timeoutMs);
  return { [Symbol.dispose]: () => clearTimeout(timer) };
}

/** As people write it where that is exact: `10m`, not `10m 00s`. */
function text(timeoutMs: number): string {
  const short = ms(timeoutMs);
  return ms(short as ms.StringValue) === timeoutMs ? short : durationText(timeoutMs);
}
