/** A job beside the service. Nobody depends on it: kept for its dependents it would be gone at once. */
import { defineStage } from "stagewright";

export default defineStage({
  dependencies: ["cache"],
  keep: "end",
  setup: ({ outputs, log }) => setInterval(() => log(`${outputs.cache.size} notes`), 60_000),
  teardown: ({ resource, log }) => {
    clearInterval(resource);
    log("usage stopped");
  },
});
