import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setImmediate } from "node:timers/promises";
import { Subject } from "rxjs";
import { expect, onTestFinished, test, vi } from "vitest";
import type { RunEvent } from "../../src/model/run-event.ts";
import { startRun } from "../../src/run/start-run.ts";
import { type EventStreamOptions, eventStream } from "../../src/stream/event-stream.ts";
import { RunRecorder } from "../helpers/events.ts";

const { events } = new RunRecorder([{ name: "a" }]).pass("a", 1).end("passed");

/** A run whose events happen when the test says so. */
function createRun(options?: EventStreamOptions) {
  const events$ = new Subject<RunEvent>();
  const stream = eventStream({ events$ }, options);
  const tell = (count = events.length) => {
    for (const event of events.slice(0, count)) events$.next(event);
  };
  return { events$, stream, tell };
}

/** The messages of a text of Server-Sent Events. */
function messagesOf(body: string) {
  const blocks = body.split("\n\n").filter((block) => block.includes("data: "));
  return blocks.map((block) => {
    const fields = Object.fromEntries(block.split("\n").map((line) => line.split(/: (.*)/s)));
    return { id: fields.id, event: fields.event, data: JSON.parse(fields.data) };
  });
}

const ALL = events.map((event) => ({ id: String(event.seq), event: undefined, data: event }));

test("sends each event with its number, and ends with the run", async () => {
  const { events$, stream, tell } = createRun();
  const body = text(stream.open());
  tell();
  events$.complete();
  expect(messagesOf(await body)).toEqual(ALL);
});

test("sends who comes late what has happened, and who comes again what it has not seen", async () => {
  const { events$, stream, tell } = createRun();
  tell();
  const bodies = [text(stream.open()), text(stream.open(3))];
  events$.complete();
  const [late, again] = await Promise.all(bodies);
  expect(messagesOf(late ?? "")).toEqual(ALL);
  expect(messagesOf(again ?? "")).toEqual(ALL.slice(3));
});

test("tells a client what it has missed where that is kept no longer", async () => {
  const { events$, stream, tell } = createRun({ history: 3 });
  tell();
  events$.complete();
  const [dropped, ...rest] = messagesOf(await text(stream.open(1)));
  expect(dropped).toEqual({ id: undefined, event: "dropped", data: { from: 2, to: events.length - 3 } });
  expect(rest).toEqual(ALL.slice(-3));
});

test("takes nothing of its own for a client that does not read", () => {
  const { events$, stream } = createRun();
  const stalled = stream.open();
  stalled.read(0);
  const [first] = events;
  if (first === undefined) throw new TypeError("There are no events");
  for (let seq = 1; seq <= 20_000; seq += 1) events$.next({ ...first, seq });
  expect(stalled.readableLength).toBeLessThan(200_000);
  stalled.destroy();
});

test("keeps a silent connection alive", async () => {
  const { stream } = createRun({ keepAlive: 5 });
  const readable = stream.open();
  let body = "";
  for await (const chunk of readable) {
    body += chunk;
    if (body.includes(": keep-alive")) break;
  }
  expect(body).toMatch(/^retry: 1000\n\n: keep-alive\n\n/);
});

/** Puts time in the test's hands; returns how many timers there are. */
function holdTimers(): () => number {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  onTestFinished(() => void vi.useRealTimers());
  return () => vi.getTimerCount();
}

test("takes no timer before it is read from, nor after its end", async () => {
  const countTimers = holdTimers();
  const { stream } = createRun();
  const readable = stream.open();
  expect(countTimers()).toBe(0);
  readable.read(0);
  expect(countTimers()).toBe(1);
  readable.destroy();
  await once(readable, "close");
  expect(countTimers()).toBe(0);
});

test("sends nothing after its end, though the client has not noticed it", async () => {
  const countTimers = holdTimers();
  const { events$, stream } = createRun();
  const stalled = stream.open();
  await once(stalled, "readable");
  expect(stalled.read()).toBe("retry: 1000\n\n");
  events$.complete();
  await setImmediate();
  vi.advanceTimersByTime(60_000);
  expect(stalled.errored).toBeNull();
  expect(countTimers()).toBe(0);
  expect(await text(stalled)).toBe("");
});

test("a client whose listener throws harms neither the others nor the run, and its error is not lost", async () => {
  const uncaught = new Promise((resolve) => process.setUncaughtExceptionCaptureCallback(resolve));
  onTestFinished(() => process.setUncaughtExceptionCaptureCallback(null));
  // It ends when all readers have come so far that they wait for more.
  const run = startRun({ stages: [{ name: "a", run: () => setImmediate() }] });
  const stream = eventStream(run);
  const error = new Error("a bug of the client");
  stream.open().on("data", (chunk: string) => {
    if (chunk.includes("phase.finished")) throw error;
  });
  const others = [text(stream.open()), text(stream.open())];
  const { status } = await run.report;
  expect(status).toBe("passed");
  for (const body of await Promise.all(others)) {
    expect(messagesOf(body).at(-1)?.data).toMatchObject({ type: "run.finished" });
    expect(body).not.toContain("A subscriber threw");
  }
  expect(await uncaught).toBe(error);
});

test("hands on at once what happens in one turn", async () => {
  const { stream, tell } = createRun();
  const chunks: string[] = [];
  const readable = stream.open().on("data", (chunk: string) => chunks.push(chunk));
  // It waits for events now.
  await setImmediate();
  tell();
  await once(readable, "data");
  expect(chunks).toHaveLength(2);
  expect(messagesOf(chunks[1] ?? "")).toEqual(ALL);
  readable.destroy();
});

test("a number of an event that has not happened is of another run, and counts as none", async () => {
  const { events$, stream, tell } = createRun();
  const early = text(stream.open(3));
  tell(4);
  const bodies = [early, text(stream.open(5)), text(stream.open(4_711)), text(stream.open(Number.NaN))];
  for (const event of events.slice(4)) events$.next(event);
  events$.complete();
  bodies.push(text(stream.open(4_711)));
  for (const body of await Promise.all(bodies)) expect(messagesOf(body)).toEqual(ALL);
});

test("goes on after the last event of the process before, where the run that a client comes to is continued", async () => {
  const { events$, stream } = createRun();
  const [seen, behind, foreign] = [5, 3, 6].map((id) => text(stream.open(id)));
  for (const event of events.slice(5)) events$.next(event);
  events$.complete();
  const dropped = (from: number, to: number) => ({ id: undefined, event: "dropped", data: { from, to } });
  expect(messagesOf((await seen) ?? "")).toEqual(ALL.slice(5));
  expect(messagesOf((await behind) ?? "")).toEqual([dropped(4, 5), ...ALL.slice(5)]);
  expect(messagesOf((await foreign) ?? "")).toEqual([dropped(1, 5), ...ALL.slice(5)]);
});

async function serve(stream: ReturnType<typeof createRun>["stream"]) {
  const server = createServer((request, response) => stream.respond(request, response)).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test("answers a request, with what comes after its Last-Event-ID", async () => {
  const { events$, stream, tell } = createRun();
  const url = await serve(stream);
  tell(4);
  const response = await fetch(url, { headers: { "last-event-id": "2" } });
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  for (const event of events.slice(4)) events$.next(event);
  events$.complete();
  expect(messagesOf(await response.text())).toEqual(ALL.slice(2));
});

test("tells a client that has seen all of a run that is over not to come again", async () => {
  const { events$, stream, tell } = createRun();
  const url = await serve(stream);
  tell();
  events$.complete();
  const last = String(events.length);
  expect((await fetch(url, { headers: { "last-event-id": last } })).status).toBe(204);
  for (const none of ["nonsense", `${last}, ${last}`, "4711"]) {
    const all = await fetch(url, { headers: { "last-event-id": none } });
    expect(messagesOf(await all.text())).toEqual(ALL);
  }
});

test("answers HEAD at once, with the headers of a GET", async () => {
  const { events$, stream } = createRun();
  const url = await serve(stream);
  const head = async () => (await fetch(url, { method: "HEAD" })).status;
  const { headers } = await fetch(url, { method: "HEAD" });
  expect(headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(await head()).toBe(200);
  events$.complete();
  expect(await head()).toBe(204);
});

test("takes nothing for a client that has gone before it is answered", async () => {
  const countTimers = holdTimers();
  const { stream } = createRun();
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const client = request({ port: (server.address() as AddressInfo).port }).on("error", () => {});
  client.end();
  const [incoming, response] = await once(server, "request");
  client.destroy();
  await once(response, "close");
  stream.respond(incoming, response);
  await setImmediate();
  expect(countTimers()).toBe(0);
});

test("stops for a client that has gone", async () => {
  const { events$, stream, tell } = createRun();
  const url = await serve(stream);
  const gone = new AbortController();
  const response = await fetch(url, { signal: gone.signal });
  gone.abort();
  await expect(response.text()).rejects.toThrow();
  tell();
  events$.complete();
  expect(messagesOf(await (await fetch(url)).text())).toEqual(ALL);
});
