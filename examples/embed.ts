/** A run inside a program: a kept cache, a check against it, every event as it happens, the report at the end. */
import { defineStage, startRun } from "stagewright";

const cache = defineStage({
  name: "cache",
  keep: "dependents",
  setup: () => new Map([["greeting", "hello"]]),
  run: ({ resource }) => resource,
  teardown: ({ resource }) => resource?.clear(),
});

const check = defineStage({
  name: "check",
  dependencies: ["cache"],
  run: ({ outputs }) => outputs.cache.get("greeting"),
});

await using run = startRun({ stages: [cache, check], concurrency: 4 });
run.events$.subscribe((event) => console.log(event.type, "stage" in event ? event.stage : ""));
const report = await run.report;
console.log(report.status);
