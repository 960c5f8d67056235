import { setTimeout as delay } from "node:timers/promises";
import { unlessIdle } from "./unless-idle.js";
/** How long a process that should end may take to close what it has open. */
const PATIENCE_MS = 250;
/** Waits until the process has nothing left to do; it is busy where that takes too long. */
export async function awaitQuiet(host) {
    return (await unlessIdle(host, delay(PATIENCE_MS, "busy", { ref: false }))) ?? "quiet";
}
