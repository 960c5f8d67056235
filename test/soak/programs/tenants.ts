import { startRun } from "../../../src/run/start-run.ts";
import { measure } from "./measure.ts";

/** A service that brings a stage up for each tenant: no name comes twice. */
await measure(async (index, signal) => {
  const [database, api, check] = ["database", "api", "check"].map((name) => `${name}-of-tenant-${index}`);
  const run = startRun({
    signal,
    stages: [
      { name: `${database}`, keep: "dependents", setup: () => ({}), teardown: () => {} },
      { name: `${api}`, dependencies: [`${database}`], keep: "end", run: () => index },
      { name: `${check}`, dependencies: [`${api}`], run: () => {} },
    ],
  });
  await run.report;
});
