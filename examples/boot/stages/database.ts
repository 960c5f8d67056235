/** The database may come up later than the service: asks again for a while. */
import { defineStage } from "stagewright";
import { Database } from "./_database.ts";

export default defineStage({
  dependencies: ["config"],
  keep: "dependents",
  timeout: { setup: "10s" },
  retry: { limit: 3, delay: "100ms", backoff: "exponential" },
  setup: ({ outputs, signal }) => Database.connect(outputs.config.databaseUrl, signal),
  run: ({ resource, log }) => {
    log("database connected");
    return resource;
  },
  teardown: ({ resource, log }) => {
    if (resource === undefined) return;
    resource.close();
    log(`database closed with ${resource.size} notes`);
  },
});
