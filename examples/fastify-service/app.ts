/** The routes of the service, and its way down. */
import Fastify, { type FastifyInstance } from "fastify";
import { importCatalogue } from "./import-catalogue.ts";
import type { Runs } from "./runs.ts";

/** How long the streams of runs that are over may take to reach clients that read slowly, or not at all. */
const STREAM_GRACE_MS = 2_000;

const body = {
  type: "object",
  required: ["products"],
  properties: { products: { type: "integer", minimum: 1, maximum: 1_000_000 } },
};
// An id is part of a path: this is what a run id may be.
const params = {
  type: "object",
  properties: { id: { type: "string", pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$" } },
};

interface ById {
  Params: { id: string };
}

export function createApp(runs: Runs): FastifyInstance {
  const app = Fastify({ logger: true });

  app.post<{ Body: { products: number } }>("/runs", { schema: { body } }, (request, reply) => {
    const run = runs.start("import-catalogue", importCatalogue(request.body.products));
    run.report.then(({ status }) => app.log.info({ runId: run.id, status }, "run is over"));
    return reply.code(202).header("location", `/runs/${run.id}`).send({ runId: run.id });
  });

  app.get("/runs", () => runs.list());

  app.get<ById>("/runs/:id", { schema: { params } }, ({ params: { id } }, reply) => {
    return runs.find(id) ?? reply.callNotFound();
  });

  app.get<ById>("/runs/:id/events", { schema: { params } }, (request, reply) => {
    const events = runs.events(request.params.id);
    if (events === undefined) return reply.callNotFound();
    reply.hijack();
    events.respond(request.raw, reply.raw);
    return reply;
  });

  app.delete<ById>("/runs/:id", { schema: { params } }, ({ params: { id } }, reply) => {
    if (runs.cancel(id, "DELETE")) return reply.code(202).send(runs.find(id));
    return runs.find(id) === undefined ? reply.callNotFound() : reply.code(409).send({ message: `${id} is over` });
  });

  // New requests are refused from here on. The streams end by themselves, with their runs.
  app.addHook("preClose", async () => {
    await runs.close("the service shuts down");
    setTimeout(() => app.server.closeAllConnections(), STREAM_GRACE_MS).unref();
  });

  return app;
}
