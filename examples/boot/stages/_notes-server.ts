/** The HTTP server of the service: PUT and GET /notes/:id. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { text } from "node:stream/consumers";

export async function startNotesServer(notes: Map<string, string>, port: number): Promise<Server> {
  const server = createServer(async (request, response) => {
    const note = await answer(notes, request);
    // Once the server closes: a connection that is kept alive would keep the server too.
    if (!server.listening) response.setHeader("connection", "close");
    response.writeHead(note === undefined ? 404 : 200).end(note);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}

async function answer(notes: Map<string, string>, request: IncomingMessage): Promise<string | undefined> {
  const id = /^\/notes\/(\w+)$/.exec(request.url ?? "")?.[1];
  if (id === undefined) return undefined;
  if (request.method === "PUT") notes.set(id, await text(request));
  return notes.get(id);
}
