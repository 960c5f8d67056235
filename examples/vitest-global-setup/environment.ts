/** What the suite needs: a folder of orders, and the API that serves it, on a free port. */
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { defineStage } from "stagewright";
import { createOrdersApi } from "./orders-api.ts";

const store = defineStage({
  name: "store",
  keep: "dependents",
  setup: () => mkdtemp(join(tmpdir(), "orders-")),
  run: ({ resource }) => ({ folder: resource }),
  teardown: async ({ resource, log }) => {
    if (resource === undefined) return;
    await rm(resource, { recursive: true });
    log("removed");
  },
});

const api = defineStage({
  name: "api",
  dependencies: ["store"],
  keep: "dependents",
  setup: async ({ outputs }) => {
    const server = createOrdersApi(outputs.store.folder).listen(0, "127.0.0.1");
    await once(server, "listening");
    return server;
  },
  run: ({ resource, log }) => {
    log("listens");
    return { url: `http://127.0.0.1:${(resource.address() as AddressInfo).port}` };
  },
  teardown: async ({ resource, log }) => {
    if (resource === undefined) return;
    await promisify(resource.close.bind(resource))();
    log("closed");
  },
});

export const environment = [store, api];
