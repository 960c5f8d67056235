export { playReporter } from "./play-reporter.ts";
export { createSimulatedClock, type SimulatedClock } from "./simulated-clock.ts";
