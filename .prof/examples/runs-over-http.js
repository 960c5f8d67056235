/**
 * A service that runs stages on demand: POST /runs starts one and streams its
 * events as NDJSON; a client that goes away cancels it, with every teardown.
 * SIGTERM closes the service once all runs are over.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { defineStage, startRun } from "stagewright";
const stages = [
    defineStage({
        name: "workspace",
        keep: "end",
        setup: () => ({ files: ["a", "b"] }),
        run: ({ resource }) => resource,
        teardown: ({ log }) => log("workspace removed"),
    }),
    defineStage({
        name: "scan",
        dependencies: ["workspace"],
        run: async ({ outputs, signal }) => {
            await delay(50, undefined, { signal });
            return { scanned: outputs.workspace.files.length };
        },
    }),
];
const runs = new Set();
async function stream(response) {
    const gone = new AbortController();
    response.once("close", () => gone.abort("the client went away"));
    const run = startRun({ stages, signal: gone.signal });
    runs.add(run);
    response.writeHead(201, { "content-type": "application/x-ndjson", "x-run-id": run.id });
    for await (const event of run.events$) {
        if (!response.writableEnded && !response.destroyed)
            response.write(`${JSON.stringify(event)}\n`);
    }
    await run.report;
    runs.delete(run);
    response.end();
}
const server = createServer((request, response) => {
    if (request.method !== "POST" || request.url !== "/runs") {
        response.writeHead(404).end();
        return;
    }
    stream(response).catch((error) => response.destroy(error instanceof Error ? error : new Error(String(error))));
});
server.listen(Number(process.env.PORT ?? 0), "127.0.0.1");
await once(server, "listening");
console.log(JSON.stringify(server.address()));
process.once("SIGTERM", async () => {
    server.close();
    for (const run of runs)
        run.cancel("the service shuts down");
    await Promise.all([...runs].map(({ report }) => report));
    console.log("closed");
});
