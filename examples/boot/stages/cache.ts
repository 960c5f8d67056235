/** Holds all notes while the service is up, and writes them back on the way down, where the database is still there. */
import { defineStage } from "stagewright";

export default defineStage({
  dependencies: ["database", "migrations"],
  keep: "dependents",
  setup: ({ outputs }) => new Map<string, string>(outputs.database.all()),
  run: ({ resource, log }) => {
    log("cache filled");
    return resource;
  },
  teardown: ({ resource, outputs, log }) => {
    for (const [id, note] of resource ?? []) outputs.database.put(id, note);
    log("cache written back");
  },
});
