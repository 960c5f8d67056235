import { createSystemClock } from "../../model/clock.ts";
import type { ReporterFeed } from "./reporter-feed.ts";

const TICK_MS = 100;

/** Tells reporters that time passes, until it is disposed. It keeps no process alive. */
export function tellTime(feed: Pick<ReporterFeed, "tick">): Disposable {
  const clock = createSystemClock();
  const timer = setInterval(() => feed.tick(clock.now()), TICK_MS).unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
