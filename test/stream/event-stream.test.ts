import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Subject } from "rxjs";
import { expect, onTestFinished, test } from "vitest";
import type { RunEvent } from "../../src/model/run-event.ts";
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
  const all = await fetch(url, { headers: { "last-event-id": "nonsense" } });
  expect(messagesOf(await all.text())).toEqual(ALL);
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
