/** The program under test: PUT and GET /orders/:id, a file an order. */
import { readFile, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { basename, join } from "node:path";

export function createOrdersApi(folder: string): Server {
  return createServer(async (request, response) => {
    const file = join(folder, basename(request.url ?? ""));
    if (request.method === "PUT") await writeFile(file, request);
    const order = await readFile(file).catch(() => undefined);
    response.writeHead(order === undefined ? 404 : 200).end(order);
  });
}
