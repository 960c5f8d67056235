/** Answers whether the service is up and, where it is not, what holds it up. It is there before all else, and after. */
import { createServer, type Server } from "node:http";
import type { Run } from "stagewright";

export function createHealthServer(run: Run): Server {
  return createServer((_request, response) => {
    const { state } = run.explain("up");
    response.writeHead(state === "running" ? 200 : 503).end(`${causeOf(run, "up")}\n`);
  });
}

/** From the stage to what it waits for, to what that waits for, and so on. */
function causeOf(run: Run, stage: string): string {
  const { waitsFor, text } = run.explain(stage);
  const [first] = waitsFor;
  return first === undefined ? text : causeOf(run, first.stage);
}
