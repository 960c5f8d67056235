/** Last up, first down. On its way down it accepts nobody, and finishes the requests that it has. */
import { promisify } from "node:util";
import { defineStage } from "stagewright";
import { startNotesServer } from "./_notes-server.ts";

export default defineStage({
  dependencies: ["config", "cache"],
  keep: "dependents",
  timeout: { teardown: "20s" },
  setup: ({ outputs }) => startNotesServer(outputs.cache, outputs.config.port),
  run: ({ resource, log }) => {
    log("http listens", { address: resource.address() });
    return resource;
  },
  teardown: async ({ resource, log }) => {
    if (resource === undefined) return;
    await promisify(resource.close.bind(resource))();
    log("http closed");
  },
});
