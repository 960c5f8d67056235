import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { RunEvent } from "stagewright";
import { expect, test } from "vitest";
import { writeTempFolder } from "../../helpers/temp-folder.ts";
import { type ExampleProcess, startExample } from "./example-process.ts";
import { connect, type Received } from "./sse-client.ts";

interface Service extends ExampleProcess {
  /** Its journals, and the workspaces of its runs. */
  readonly folder: string;
  call(method: string, path: string, body?: unknown): Promise<{ status: number; location: string; body: unknown }>;
  /** Starts a run; resolves with its path. */
  startRun(products: number): Promise<string>;
  connect(run: string, lastEventId?: number): ReturnType<typeof connect>;
}

async function startService(env: Readonly<Record<string, string>> = {}): Promise<Service> {
  const folder = env.JOURNAL ?? (await writeTempFolder({}));
  const example = startExample("fastify-service/server.ts", { PORT: "0", JOURNAL: folder, TMPDIR: folder, ...env });
  const [url] = await example.sees(/Server listening at (http[^"]+)/);
  const call: Service["call"] = async (method, path, body) => {
    const json = body !== undefined && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(`${url}${path}`, { method, ...json });
    const { status, headers } = response;
    return { status, location: headers.get("location") ?? "", body: await response.json() };
  };
  return {
    ...example,
    folder,
    call,
    startRun: async (products) => (await call("POST", "/runs", { products })).location,
    connect: (run, lastEventId) => connect(`${url}${run}/events`, lastEventId),
  };
}

/** The events of a run, from its journal. */
async function readEvents({ folder }: Service, run: string): Promise<readonly RunEvent[]> {
  const text = await readFile(join(folder, `${idOf(run)}.ndjson`), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

const idOf = (run: string) => run.replace("/runs/", "");

/** The first event that a client has got out of order, twice, or neither got nor been told of as dropped. */
function faultsOf({ ids, dropped }: Received, from: number, to: number): readonly string[] {
  let next = from;
  for (const id of [...ids, Number.POSITIVE_INFINITY]) {
    const gap = dropped.find((range) => range.from === next);
    if (gap !== undefined) next = gap.to + 1;
    if (id === Number.POSITIVE_INFINITY ? next === to + 1 : id === next) next += 1;
    else return [`${id} came where ${next} was due`];
  }
  return [];
}

/** What is left of a run that was cancelled, but for nothing that was under way. */
const TORN_DOWN = expect.arrayContaining([
  expect.objectContaining({ type: "log", stage: "workspace", message: "workspace removed" }),
  expect.objectContaining({ type: "phase.finished", stage: "workspace", phase: "teardown", status: "passed" }),
  expect.objectContaining({ type: "run.finished", status: "cancelled" }),
]);

test("a run goes on while 40 of its 200 clients stall, and no client misses an event", {
  timeout: 120_000,
}, async () => {
  const service = await startService();
  const run = await service.startRun(5_000);
  const clients = await Promise.all(Array.from({ length: 200 }, () => service.connect(run)));
  const stalled = clients.slice(0, 40);

  const healthy = await Promise.all(clients.slice(40).map((client) => client.read()));
  const total = healthy[0]?.ids.length ?? 0;
  expect(total).toBeGreaterThan(5_000);
  expect(healthy.flatMap((received) => faultsOf(received, 1, total))).toEqual([]);
  expect(healthy.flatMap(({ dropped }) => dropped)).toEqual([]);
  expect(JSON.parse(healthy[0]?.last ?? "")).toMatchObject({ seq: total, type: "run.finished", status: "passed" });

  // The run is over, and of its 5 MB the stalled ones have taken next to nothing.
  expect(Math.max(...stalled.map(({ bytesReceived }) => bytesReceived))).toBeLessThan(1_000_000);
  const late = await Promise.all(stalled.map((client) => client.read()));
  expect(late.flatMap((received) => faultsOf(received, 1, total))).toEqual([]);
});

test("a client that stalls for longer than events are kept is told which ones it has missed", {
  timeout: 60_000,
}, async () => {
  const service = await startService({ HISTORY: "500" });
  const run = await service.startRun(8_000);
  const stalled = await service.connect(run);
  await service.sees(/"status":"passed","msg":"run is over"/);
  // The journal holds them all.
  const total = (await readEvents(service, run)).length;
  const received = await stalled.read();
  expect(received.dropped).not.toEqual([]);
  expect(faultsOf(received, 1, total)).toEqual([]);
});

test("a client that comes again gets exactly what it has not seen, of a run that lives and of one that is over", async () => {
  const service = await startService();
  const run = await service.startRun(1_000);
  const first = await service.connect(run);
  expect(faultsOf(await first.read(100), 1, 100)).toEqual([]);

  const live = await (await service.connect(run, 100)).read();
  const total = live.ids.at(-1) ?? 0;
  expect(JSON.parse(live.last)).toMatchObject({ seq: total, type: "run.finished" });
  expect(faultsOf(live, 101, total)).toEqual([]);

  const over = await (await service.connect(run, total - 100)).read();
  expect(faultsOf(over, total - 99, total)).toEqual([]);
  expect((await service.connect(run, total)).status).toBe(204);
});

test("lists runs and shows each: what is known of a live one, the report of one that is over", async () => {
  const service = await startService();
  const past = await service.startRun(1);
  await service.sees(/"msg":"run is over"/);
  const live = await service.startRun(100_000);
  await (await service.connect(live)).read(10);

  expect(await service.call("GET", "/runs")).toMatchObject({
    status: 200,
    body: [
      { runId: idOf(live), status: "running" },
      { runId: idOf(past), status: "passed" },
    ],
  });
  expect((await service.call("GET", past)).body).toMatchObject({ schemaVersion: 1, counts: { passed: 3 } });
  expect((await service.call("GET", live)).body).toMatchObject({
    status: "running",
    stages: [
      { name: "workspace", status: "running" },
      { name: "import", status: "running" },
      { name: "verify", status: "pending" },
    ],
  });
});

test("refuses what it cannot do", async () => {
  const service = await startService();
  const over = await service.startRun(1);
  await service.sees(/"msg":"run is over"/);
  expect((await service.call("POST", "/runs", { products: 0 })).status).toBe(400);
  expect((await service.call("GET", "/runs/..%2Fsecret")).status).toBe(400);
  expect((await service.call("GET", "/runs/no-such-run")).status).toBe(404);
  expect((await service.call("GET", "/runs/no-such-run/events")).status).toBe(404);
  expect((await service.call("DELETE", "/runs/no-such-run")).status).toBe(404);
  expect((await service.call("DELETE", over)).status).toBe(409);
});

test("DELETE cancels a run with its teardown, however often it is sent", async () => {
  const service = await startService();
  const run = await service.startRun(100_000);
  const client = await service.connect(run);
  await client.read(10);
  const answers = await Promise.all([service.call("DELETE", run), service.call("DELETE", run)]);
  expect(answers.map(({ status }) => status)).toContain(202);
  await service.sees(/"status":"cancelled","msg":"run is over"/);
  expect(await readEvents(service, run)).toEqual(TORN_DOWN);
  expect(await readdir(service.folder)).not.toContainEqual(expect.stringMatching(/^catalogue-/));
});

test("SIGTERM ends the service with the teardowns and streams of its runs, though a client stalls", {
  timeout: 60_000,
}, async () => {
  const service = await startService();
  const run = await service.startRun(100_000);
  // More than a connection holds that nobody reads from.
  await (await service.connect(run)).read(6_000);
  await service.connect(run);
  const healthy = (await service.connect(run)).read();

  service.process.kill("SIGTERM");
  const { ids, last } = await healthy;
  expect(JSON.parse(last)).toMatchObject({ seq: ids.length, type: "run.finished", status: "cancelled" });
  const { code, lines } = await service.end;
  expect(code).toBe(0);
  const messages = lines.filter((line) => /"msg":"(run is over|closed)"/.test(line)).map((line) => JSON.parse(line));
  expect(messages).toMatchObject([{ runId: idOf(run), status: "cancelled" }, { msg: "closed" }]);
  expect(await readEvents(service, run)).toEqual(TORN_DOWN);
  expect(await readdir(service.folder)).not.toContainEqual(expect.stringMatching(/^catalogue-/));

  const next = await startService({ JOURNAL: service.folder });
  expect((await next.call("GET", "/runs")).body).toMatchObject([{ runId: idOf(run), status: "cancelled" }]);
});
