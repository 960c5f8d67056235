import { setImmediate } from "node:timers";
import TinyQueue from "tinyqueue";
import type { Clock } from "../model/clock.ts";

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
  state: "set" | "cleared";
}

export interface SimulatedClock extends Clock {
  /** Lets `ms` of virtual time pass, timer by timer, waiting after each until nothing more happens at its moment. */
  advance(ms: number): Promise<void>;
  /** Waits until nothing more happens at this moment of virtual time. */
  settle(): Promise<void>;
  /**
   * Lets virtual time pass until the promise settles.
   * @throws {Error} where no timer is left and the promise has not settled.
   */
  runUntil<T>(promise: Promise<T>): Promise<T>;
  /** How many timers are set. */
  readonly pending: number;
}

/** Macrotasks without a look at the clock (each event of a run is one) before a moment counts as over. */
const QUIET_TURNS = 3;

/**
 * A clock whose time passes only on demand: a whole run, with its timeouts,
 * grace times and retries, takes no real time and no chance.
 *
 * @param startMs epoch ms of the beginning; default 0
 */
export function createSimulatedClock(startMs = 0): SimulatedClock {
  const timers = new TinyQueue<Timer>([], (a, b) => a.at - b.at || a.order - b.order);
  let now = startMs;
  let order = 0;
  let pending = 0;
  let looks = 0;

  const nextTimer = (): Timer | undefined => {
    while (timers.peek()?.state === "cleared") timers.pop();
    return timers.peek();
  };

  const fire = async (timer: Timer) => {
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
      await new Promise<void>((resolve) => setImmediate(resolve));
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
      const timer: Timer = { at: now + Math.max(0, delayMs), order, callback, state: "set" };
      timers.push(timer);
      return timer;
    },
    clearTimeout: (handle) => {
      const timer = handle as Timer | undefined;
      if (timer?.state !== "set") return;
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
      for (let timer = nextTimer(); timer !== undefined && timer.at <= until; timer = nextTimer()) await fire(timer);
      now = until;
    },
    runUntil: async (promise) => {
      let state: "open" | "settled" = "open";
      const settled = () => {
        state = "settled";
      };
      promise.then(settled, settled);
      await settle();
      while (state === "open") {
        const timer = nextTimer();
        if (timer === undefined) throw new Error(`Nothing is left to happen at ${now} ms, and the promise is open`);
        await fire(timer);
      }
      return promise;
    },
  };
}
