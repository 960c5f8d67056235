/** Holds the lock for as long as it runs, and not a moment longer: another replica may be waiting for it. */
import { defineStage } from "stagewright";

export default defineStage({
  dependencies: ["database"],
  setup: ({ outputs }) => outputs.database.lock(),
  run: ({ outputs }) => outputs.database.put("welcome", "Write your first note."),
  teardown: ({ outputs, log }) => {
    outputs.database.unlock();
    log("database migrated");
  },
});
