export { createSimulatedClock } from "./simulated-clock.js";
