/** Boots the service in order, serves until it is told to stop, and goes down in reverse order. */
import { fileURLToPath } from "node:url";
import { loadStages, type Report, startRun } from "stagewright";
import { createHealthServer } from "./health.ts";

const stop = new AbortController();
const run = startRun({
  pipeline: "boot",
  stages: await loadStages(fileURLToPath(new URL("stages", import.meta.url))),
  signal: stop.signal,
});
run.events$.subscribe((event) => {
  if (event.type === "log") console.log(event.message, event.fields ?? "");
  if (event.type === "run.cancelling") console.log(`going down: ${event.reason}`);
});

// Once: a signal that comes again ends the process there and then.
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stop.abort(signal));

const health = createHealthServer(run).listen(Number(process.env.HEALTH_PORT ?? 0), "127.0.0.1", () => {
  console.log("health", health.address());
});
const troubles = troublesOf(await run.report);
health.close();
for (const trouble of troubles) console.error(trouble);
process.exitCode = troubles.length === 0 ? 0 : 1;

/** What went wrong. To be told to go down is no trouble, however far the boot had come; a failing teardown is. */
function troublesOf({ stages }: Report): readonly string[] {
  return stages
    .filter(({ status }) => status === "failed")
    .flatMap(({ name, errors }) =>
      errors.filter(({ code }) => code !== "cancelled").map(({ phase, message }) => `${name}: ${phase}: ${message}`),
    );
}
