/** The service as a process: listens, and on SIGTERM or Ctrl-C goes down once every teardown is over. */
import { createApp } from "./app.ts";
import { Runs } from "./runs.ts";

const { PORT = "3000", JOURNAL = ".stagewright/service", HISTORY = "100000" } = process.env;
if (!/^[1-9]\d*$/.test(HISTORY)) throw new RangeError(`HISTORY: expected a positive integer, got ${HISTORY}`);

const runs = new Runs({ journal: JOURNAL, history: Number(HISTORY) });
const app = createApp(runs);

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  // Once: a signal that comes again ends the process there and then.
  process.once(signal, async () => {
    await app.close();
    app.log.info("closed");
  });
}

await app.listen({ host: "127.0.0.1", port: Number(PORT) });
