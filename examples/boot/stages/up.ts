/**
 * The service is up. This stage runs for as long as it is, and keeps up all that it depends on. It ends
 * when the run is cancelled, which is the normal end, or when the server breaks, which is a failure.
 */
import { once } from "node:events";
import { defineStage } from "stagewright";

export default defineStage({
  dependencies: ["http"],
  run: ({ outputs, signal, log }) => {
    log("up");
    return once(outputs.http, "close", { signal });
  },
});
