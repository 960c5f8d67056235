import { setImmediate } from "node:timers";
import TinyQueue from "tinyqueue";
/** Macrotasks without a look at the clock (each event of a run is one) before a moment counts as over. */
const QUIET_TURNS = 3;
/**
 * A clock whose time passes only on demand: a whole run, with its timeouts,
 * grace times and retries, takes no real time and no chance.
 *
 * @param startMs epoch ms of the beginning; default 0
 */
export function createSimulatedClock(startMs = 0) {
    const timers = new TinyQueue([], (a, b) => a.at - b.at || a.order - b.order);
    let now = startMs;
    let order = 0;
    let pending = 0;
    let looks = 0;
    const nextTimer = () => {
        while (timers.peek()?.state === "cleared")
            timers.pop();
        return timers.peek();
    };
    const fire = async (timer) => {
        timers.pop();
        now = Math.max(now, timer.at);
        timer.state = "cleared";
        pending -= 1;
        timer.callback();
        await settle();
    };
    const settle = async () => {
        let quietTurns = 0;
        while (quietTurns < QUIET_TURNS) {
            const before = looks;
            await new Promise((resolve) => setImmediate(resolve));
            quietTurns = looks === before ? quietTurns + 1 : 0;
        }
    };
    return {
        now: () => {
            looks += 1;
            return now;
        },
        setTimeout: (callback, delayMs) => {
            looks += 1;
            order += 1;
            pending += 1;
            const timer = { at: now + Math.max(0, delayMs), order, callback, state: "set" };
            timers.push(timer);
            return timer;
        },
        clearTimeout: (handle) => {
            const timer = handle;
            if (timer?.state !== "set")
                return;
            timer.state = "cleared";
            pending -= 1;
        },
        get pending() {
            return pending;
        },
        settle,
        advance: async (ms) => {
            const until = now + ms;
            await settle();
            for (let timer = nextTimer(); timer !== undefined && timer.at <= until; timer = nextTimer())
                await fire(timer);
            now = until;
        },
        runUntil: async (promise) => {
            let state = "open";
            const settled = () => {
                state = "settled";
            };
            promise.then(settled, settled);
            await settle();
            while (state === "open") {
                const timer = nextTimer();
                if (timer === undefined)
                    throw new Error(`Nothing is left to happen at ${now} ms, and the promise is open`);
                await fire(timer);
            }
            return promise;
        },
    };
}
